"""Children of the runner: started in process groups of their own, remembered on disk, stopped without a trace."""

import ctypes
import json
import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from runner.place import ROOT
from runner.words import Trouble, tail

BIG_LOG = 5_000_000
SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
libc = ctypes.CDLL(None)


class Service:
    """One program that runs as long as the portal does."""

    def __init__(self, name, command, *, log, environment=None, stop_signal=signal.SIGTERM):
        self.name, self.command, self.log = name, [str(part) for part in command], log
        self.environment, self.stop_signal = environment, stop_signal
        self.process = None

    def start(self):
        """Start the program; it ends with us even where we are killed, as far as the system allows it."""
        if self.log.exists() and self.log.stat().st_size > BIG_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=lambda: libc.prctl(SET_PARENT_DEATH_SIGNAL, self.stop_signal),
            )

    @property
    def running(self):
        return self.process is not None and self.process.poll() is None

    def stop(self, patience=15):
        """Ask the program to end, wait, and end whatever is left of its group."""
        if self.process is None:
            return
        if self.running:
            self.process.send_signal(self.stop_signal)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(patience)
        end_group(self.process.pid)
        self.process.wait()
        self.process = None

    def wait_until(self, ready, *, seconds=60):
        """Wait until `ready()` is true; if the program ends first, its last lines say why."""
        deadline = time.monotonic() + seconds
        while not ready():
            if not self.running:
                raise Trouble(f"The {self.name} did not start. The end of {self.log}:\n{tail(self.log)}")
            if time.monotonic() > deadline:
                raise Trouble(f"The {self.name} did not answer within {seconds} seconds. See {self.log}.")
            time.sleep(0.05)


def end_group(group):
    """Kill what is left of a process group; nothing, if it ended by itself."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def birth_of(pid):
    """Return when the process started, in the kernel's own count, or None if there is no such process."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    fields = status.rpartition(")")[2].split()
    return None if fields[0] == "Z" else fields[19]


def remember(services, path):
    """Write down who runs: a pid alone may belong to a stranger tomorrow, a pid with its birth cannot."""
    known = [
        {"name": service.name, "pid": service.process.pid, "born": birth_of(service.process.pid)}
        for service in services
        if service.running
    ]
    path.write_text(json.dumps(known))


def sweep(path):
    """End what an earlier, killed runner left behind; return the names of what was still there."""
    left = _left_behind(path)
    for row in left:
        os.kill(row["pid"], signal.SIGINT if row["name"] == "database" else signal.SIGTERM)
    deadline = time.monotonic() + 10
    while any(_lives(row) for row in left) and time.monotonic() < deadline:
        time.sleep(0.1)
    for row in left:
        end_group(row["pid"])
    path.unlink(missing_ok=True)
    return [row["name"] for row in left]


def _left_behind(path):
    try:
        return [row for row in json.loads(path.read_text()) if _lives(row)]
    except (OSError, ValueError):
        return []


def _lives(row):
    return row["born"] is not None and birth_of(row["pid"]) == row["born"]
