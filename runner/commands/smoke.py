"""`make smoke`: the embedded servers up to a page and a task, and down again with nothing left, four times.

Between the starts goes what an administrator does with the data: a backup and back, an upgrade, the demo anew. Each
time everything that the database holds, and every file, is compared with what it must be.
"""

import os
import re
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

CHANGE = "UPDATE accounts_user SET full_name = 'Smoke'; CREATE TABLE smoke ();"
# An older version's database: every migration from here on can be undone, and undoing them changes the schema.
OLDER = ("clusters", "0008")
# An act by the portal's own code, which leaves a person and an entry on the audit trail.
ACT = ("createsuperuser", "--noinput", "--username", "smoke", "--full_name", "Smoke", "--email", "smoke@example.vn")
COLUMNS = re.compile(r"INSERT INTO (\S+) \((.*?)\) VALUES ")
# What differs between two loads of the demo: moments, and texts made at random or out of moments.
CHANCE = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[.\d]*(?:[+-]\d\d(?::\d\d)?|Z)?|argon2\S+|\b[0-9a-f-]{16,}\b")


def main(arguments):
    """Start the portal four times on data of its own, and say what held."""
    venv.ensure(venv.RUN, venv.EMBEDDED)
    folder = Path(tempfile.mkdtemp(prefix="portal-smoke-"))
    try:
        place = Place(folder)
        with _up_and_down(place, "first") as portal:
            first_day = _data(place, portal)
            kept = _back_up_and_change(place, portal, first_day)
        _command(place, "restore", FILE=kept, YES="1")
        with _up_and_down(place, "second") as portal:
            _same(_data(place, portal), first_day, "what was changed after a backup came back from it")
            schema, data = _schema(portal), _as_an_older_version(place, portal)
        with _up_and_down(place, "third") as portal:
            _upgraded(place, portal, schema, data)
            _refused(place, "demo-reset", "already running", YES="1")
        _refused(place, "demo-reset", "Nothing was changed. Add YES=1")
        _command(place, "demo-reset", YES="1")
        with _up_and_down(place, "fourth") as portal:
            _same(_without_chance(_data(place, portal)), _without_chance(first_day), "the demo is as on the first day")
        say("Smoke: stopped cleanly four times, nothing left behind.")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _up_and_down(place, turn):
    started = time.monotonic()
    place.make()
    with only_one(place), running(place, None, port=free_port()) as (portal, _):
        say(f"Smoke: the {turn} run answered a page and a task after {time.monotonic() - started:.1f} s.")
        yield portal
    left = processes_of(place.data)
    if left:
        raise Trouble(f"Smoke: the {turn} run left processes behind: {left}.")


def _back_up_and_change(place, portal, first_day):
    """Return a backup of the running portal, which holds something else since."""
    _command(place, "backup")
    (kept,) = place.backups.glob("portal-*.tar")
    archive.answer(portal.environment, CHANGE)
    (place.files / "smoke.txt").write_text("written after the backup")
    if _data(place, portal) == first_day:
        raise Trouble("Smoke: nothing was changed, so nothing can be seen to come back.")
    return kept


def _as_an_older_version(place, portal):
    """Undo the newest migrations, act and add a file; return the data that the upgrade has to keep."""
    newest = _schema(portal)
    portal.manage("migrate", *OLDER, "--verbosity", "0")
    if _schema(portal) == newest:
        raise Trouble(f"Smoke: undoing {OLDER} changes nothing, so nothing can be seen to be upgraded.")
    (place.stamps / "migrate").write_text("an older version's")
    portal.manage(*ACT, stdout=subprocess.DEVNULL)
    (place.files / "smoke.txt").write_text("kept through the upgrade")
    return _data(place, portal)


def _upgraded(place, portal, schema, data):
    """Find the newest schema over the older version's data, and the backup that was written before."""
    _same(_schema(portal), schema, "the older version's database has every table, index and trigger of this one")
    _same(_of_columns(_data(place, portal), data), sorted(data), "and what was entered in it is all there")
    if not list(place.backups.glob("before-upgrade-*.tar")):
        raise Trouble("Smoke: the upgrade wrote no backup first.")
    portal.manage("verify_audit", stdout=subprocess.DEVNULL)


def _of_columns(rows, older):
    """Return the rows, sorted, without the columns that have been added to their tables since the older ones.

    What is added holds nothing, or what a migration worked out: a number, or whether something is so.
    """
    had = dict(found.groups() for line in older if (found := COLUMNS.match(line)))
    return sorted(_without_added(line, had) for line in rows)


def _without_added(line, had):
    found = COLUMNS.match(line)
    table, columns = found.groups() if found else (None, None)
    known = had.get(table, columns)
    if columns == known or not columns.startswith(f"{known}, "):
        return line
    added = columns.removeprefix(known).count(", ")
    return re.sub(rf"(, (NULL|\d+|true|false)){{{added}}}\);$", ");", line.replace(columns, known, 1))


def _schema(portal):
    return _lines(portal, "--schema-only")


def _data(place, portal):
    """Return every row of every table, whatever the order, and every file."""
    # Which migration ran when is told by the schema, and a sequence counts what was rolled back too.
    lines = _lines(portal, "--exclude-table-data=django_migrations", "--column-inserts", "--data-only")
    files = (path for path in place.files.rglob("*") if path.is_file())
    return [line for line in lines if "setval(" not in line] + sorted(f"{path} {path.read_bytes()}" for path in files)


def _lines(portal, *options):
    dump = archive.tool(portal.environment, "pg_dump", *options, portal.environment["DATABASE_URL"])
    # A comment, or a word to psql that is made at random, is no data.
    return sorted(line for line in dump.splitlines() if line and not line.startswith(("--", "\\")))


def _without_chance(lines):
    return sorted(CHANCE.sub("…", line) for line in lines)


def _same(found, wanted, sentence):
    """Say the sentence if both are the same and not empty, and otherwise what the difference is."""
    if not wanted or found != wanted:
        missing, added = sorted(set(wanted) - set(found)), sorted(set(found) - set(wanted))
        shown = [f"- {line[:300]}" for line in missing[:5]] + [f"+ {line[:300]}" for line in added[:5]]
        counted = f"{len(missing)} lines are missing and {len(added)} are new"
        raise Trouble("\n".join([f"Smoke: it is not so that {sentence}; {counted}.", *shown]))
    say(f"Smoke: {sentence}.")


def _command(place, name, **told):
    """Run another command as a person would, and see it succeed."""
    ran = _asked(place, name, told)
    if ran.returncode:
        raise Trouble(f"Smoke: `make {name}` failed: {ran.stdout}{ran.stderr}")


def _refused(place, name, sentence, **told):
    """Run another command as a person would, and see it refuse with this sentence."""
    ran = _asked(place, name, told)
    if not ran.returncode or sentence not in ran.stderr:
        raise Trouble(f"Smoke: `make {name}` was to say {sentence!r}: {ran.stdout}{ran.stderr}")
    say(f"Smoke: `make {name}` refuses: {ran.stderr.strip()}")


def _asked(place, name, told):
    """Run a command on the data of the trial, on no server that the person named, and with nobody to ask."""
    environment = clean_environment(**({"DATA_DIR": place.data, "DATABASE_URL": "", "REDIS_URL": "", "YES": ""} | told))
    command = [sys.executable, "-m", "runner", name]
    options = {"stdin": subprocess.DEVNULL, "capture_output": True, "text": True, "check": False}
    return subprocess.run(command, cwd=ROOT, env=environment, **options)


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
