"""`make smoke`: the embedded servers up to a page and a task, a backup and back, down again, and nothing left."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from runner import archive, venv
from runner.commands.run import running
from runner.installation import only_one
from runner.place import ROOT, Place, clean_environment, free_port
from runner.words import Trouble, say

STATE = """
SELECT (SELECT count(*) FROM pg_tables WHERE schemaname = 'public'), count(*), md5(string_agg(u::text, '' ORDER BY id))
FROM accounts_user u
"""
CHANGE = "UPDATE accounts_user SET full_name = 'Smoke'; CREATE TABLE smoke ();"


def main(arguments):
    """Start the portal on data of its own twice, restoring a backup between, and look for what it leaves behind."""
    venv.ensure(venv.RUN, venv.EMBEDDED)
    folder = Path(tempfile.mkdtemp(prefix="portal-smoke-"))
    try:
        place = Place(folder)
        place.make()
        with _up_and_down(place, "first") as environment:
            kept, before = _back_up_and_change(place, environment)
        _command(place, "restore", FILE=kept, YES="1")
        with _up_and_down(place, "second") as environment:
            if _state(place, environment) != before:
                raise Trouble("Smoke: what was backed up did not come back.")
        say("Smoke: what was changed after a backup came back from it.")
        say("Smoke: stopped cleanly, nothing left behind.")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _up_and_down(place, turn):
    started = time.monotonic()
    with only_one(place), running(place, None, port=free_port()) as (portal, _):
        say(f"Smoke: the {turn} run answered a page and a task after {time.monotonic() - started:.1f} s.")
        yield portal.environment
    left = processes_of(place.data)
    if left:
        raise Trouble(f"Smoke: the {turn} run left processes behind: {left}.")


def _back_up_and_change(place, environment):
    """Return a backup of the running portal and the state that it holds; the portal has another one since."""
    (place.files / "smoke.txt").write_text("as it was")
    _command(place, "backup")
    (kept,) = place.backups.glob("portal-*.tar")
    before = _state(place, environment)
    archive.answer(environment, CHANGE)
    (place.files / "smoke.txt").write_text("as it was not")
    if _state(place, environment) == before:
        raise Trouble("Smoke: nothing was changed, so nothing can be seen to come back.")
    return kept, before


def _state(place, environment):
    """Return what is told of the data: of the tables, of the people in one of them, and of the files."""
    files = {path.name: path.read_text() for path in place.files.glob("smoke*")}
    return archive.answer(environment, STATE), files


def _command(place, name, **told):
    """Run another command as a person would, on the data of the trial and on no server that he named."""
    environment = clean_environment(DATA_DIR=place.data, DATABASE_URL="", REDIS_URL="", **told)
    command = [sys.executable, "-m", "runner", name]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise Trouble(f"Smoke: `make {name}` failed: {ran.stdout}{ran.stderr}")


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
