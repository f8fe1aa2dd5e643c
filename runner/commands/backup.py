"""`make backup`, `make restore` and `make demo-reset`: the data of an installation, out, in and anew."""

import os
import shutil
import sys
from pathlib import Path

from runner import archive, venv
from runner.installation import is_held, only_one, servers_of
from runner.place import Place, named_servers
from runner.portal import STEPS, digest
from runner.words import Trouble, say


def backup(arguments):
    """Write a backup, of a running portal or of a stopped one."""
    place, named = Place(), named_servers()
    place.make()
    if not named:
        venv.ensure(venv.RUN, venv.EMBEDDED)
    running = named or _running(place)
    if running:
        written = archive.write(place, running, "portal")
    else:
        with only_one(place), servers_of(place, None) as (environment, _):
            written = archive.write(place, environment, "portal")
    say(f"Written: {written} ({written.stat().st_size / 1e6:.1f} MB). Keep a copy on another machine.")


def restore(arguments):
    """Put a backup in place of the data that are there; what was there is backed up first."""
    if not os.environ.get("FILE"):
        raise Trouble("Say which backup: make restore FILE=var/backups/portal-….tar")
    place, named = Place(), named_servers()
    place.make()
    if not named:
        venv.ensure(venv.RUN, venv.EMBEDDED)
    file = Path(os.environ["FILE"]).resolve()
    with only_one(place), archive.opened(file) as folder, servers_of(place, named) as (environment, _):
        if named and (others := archive.sessions(environment)):
            raise Trouble(
                f"{others} other connections are open to this database: the portal runs, or somebody works in it. "
                "Stop it first (systemctl stop 'portal-*'), then restore. Nothing was changed."
            )
        if archive.has_data(environment):
            confirm("The database holds data, and restoring replaces all of them.")
            say(f"What is there now is kept in {archive.write(place, environment, 'before-restore')}.")
        archive.load(place, environment, folder)
    then = "`manage.py prepare migrate`" if named else "`make run`"
    say(f"Restored, checksums verified. {then} brings the data up to this version{'; then start it' if named else ''}.")


def demo_reset(arguments):
    """Throw the embedded data away, so that the next run loads the demo anew; a backup is kept."""
    if named_servers():
        raise Trouble("The demo belongs to the embedded servers alone: unset DATABASE_URL and REDIS_URL.")
    place = Place()
    place.make()
    venv.ensure(venv.RUN, venv.EMBEDDED)
    with only_one(place):
        if not (place.postgres / "PG_VERSION").exists():
            raise Trouble("There are no data yet: `make run` loads the demo.")
        confirm("Everything entered since the first run goes away, and the demo comes back as it was.")
        with servers_of(place, None) as (environment, _):
            kept = archive.write(place, environment, "before-demo-reset")
        for folder in (place.postgres, place.broker, place.files, place.stamps, place.data / "mail"):
            shutil.rmtree(folder, ignore_errors=True)
        (place.data / "versions.json").unlink(missing_ok=True)
    say(f"The next `make run` loads the demo anew. What was there is in {kept}.")


def before_upgrade(place, environment):
    """Back up data that a newer version is about to migrate."""
    stamp = place.stamps_of(environment) / "migrate"
    if stamp.exists() and stamp.read_text() != digest(STEPS["migrate"]):
        say(
            f"This version changes the database. A backup first: {archive.write(place, environment, 'before-upgrade')}."
        )


def confirm(warning):
    """Go on only if the person says so: YES=1, or yes at the prompt."""
    if os.environ.get("YES"):
        return
    if not sys.stdin.isatty():
        raise Trouble(f"{warning} Nothing was changed. Add YES=1 if you mean it.")
    sys.stdout.write(f"{warning} Type yes to go on: ")
    sys.stdout.flush()
    if sys.stdin.readline().strip().lower() not in ("yes", "có", "co"):
        raise Trouble("Nothing was changed.")


def _running(place):
    """Return the environment of a portal that runs at this moment, or None."""
    settings = place.run / "portal.env"
    if not is_held(place) or not settings.exists():
        return None
    return dict(line.split("=", 1) for line in settings.read_text().splitlines())
