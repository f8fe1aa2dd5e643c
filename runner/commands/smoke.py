"""`make smoke`: the embedded servers up to a page and a task, down again, and nothing left."""

import os
import shutil
import tempfile
import time
from pathlib import Path

from runner import venv
from runner.commands.run import running
from runner.installation import only_one
from runner.place import Place, free_port
from runner.words import Trouble, say


def main(arguments):
    """Start the portal on data of its own twice, and look for what it leaves behind."""
    venv.ensure(venv.RUN, venv.EMBEDDED)
    folder = Path(tempfile.mkdtemp(prefix="portal-smoke-"))
    try:
        place = Place(folder)
        place.make()
        with only_one(place):
            for turn in ("first", "second"):
                _up_and_down(place, turn)
        say("Smoke: stopped cleanly, nothing left behind.")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _up_and_down(place, turn):
    started = time.monotonic()
    with running(place, None, port=free_port()):
        say(f"Smoke: the {turn} run answered a page and a task after {time.monotonic() - started:.1f} s.")
    left = processes_of(place.data)
    if left:
        raise Trouble(f"Smoke: the {turn} run left processes behind: {left}.")


def processes_of(folder):
    """Return the processes, other than ourselves, that work on this folder."""
    mark, found = str(folder).encode(), []
    for path in Path("/proc").glob("[0-9]*"):
        if int(path.name) == os.getpid():
            continue
        try:
            about = (path / "cmdline").read_bytes() + (path / "environ").read_bytes()
        except OSError:
            continue
        if mark in about:
            found.append(int(path.name))
    return found
