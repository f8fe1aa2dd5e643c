"""Where things lie, and what the person asked for in the environment."""

import hashlib
import os
import secrets
import socket
from dataclasses import dataclass, field
from pathlib import Path

from runner.words import Trouble

ROOT = Path(__file__).resolve().parent.parent
# A stale cache of bytecode never hurts, and without one every process reads all of Django again.
NOT_FOR_CHILDREN = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "DJANGO_SETTINGS_MODULE", "VIRTUAL_ENV")


@dataclass(frozen=True)
class Place:
    """The folders of one installation: a checkout has one, a trial takes another."""

    data: Path = field(default_factory=lambda: Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve())

    @property
    def postgres(self):
        return self.data / "postgres"

    @property
    def broker(self):
        return self.data / "broker"

    @property
    def files(self):
        return self.data / "files"

    @property
    def backups(self):
        return self.data / "backups"

    @property
    def run(self):
        return self.data / "run"

    @property
    def logs(self):
        return self.data / "log"

    @property
    def stamps(self):
        return self.data / "stamps"

    def stamps_of(self, servers):
        """Return the folder that tells what was prepared for the database of these servers, and for no other one."""
        if "PORTAL_EMBEDDED" in servers:
            return self.stamps
        folder = self.stamps / hashlib.sha256(servers["DATABASE_URL"].encode()).hexdigest()[:16]
        folder.mkdir(exist_ok=True)
        return folder

    def make(self):
        """Create the folders, closed to other users: the data of a portal are nobody else's."""
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        for folder in (self.files, self.backups, self.run, self.logs, self.stamps):
            folder.mkdir(exist_ok=True)
        if not os.access(self.run, os.W_OK):
            raise PermissionError(13, "Permission denied", str(self.run))

    def secret(self, name):
        """Return a random text kept for this installation, made on first use."""
        path = self.data / f"{name}.secret"
        if not path.exists():
            write_privately(path, secrets.token_urlsafe(48))
        return path.read_text()


def write_privately(path, text):
    """Write a file that no other user can read, not even for a moment."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def named_servers():
    """Return the servers that the person named, or None; naming one without the other is a mistake."""
    database, broker = os.environ.get("DATABASE_URL"), os.environ.get("REDIS_URL")
    if bool(database) != bool(broker):
        missing = "REDIS_URL" if database else "DATABASE_URL"
        raise Trouble(f"Set {missing} too: the portal uses either its embedded servers or yours, never one of each.")
    return {"DATABASE_URL": database, "REDIS_URL": broker} if database else None


def clean_environment(**extra):
    """Return the environment for a child: ours, less what would change how Python runs, plus `extra`."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_FOR_CHILDREN}
    return kept | {name: str(value) for name, value in extra.items()}


def free_port(address="127.0.0.1"):
    """Return a port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((address, 0))
        return probe.getsockname()[1]


def port_is_free(port, address="127.0.0.1"):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True
