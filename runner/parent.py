"""The `make` that started us. It passes SIGTERM on to us; SIGINT and SIGHUP it keeps to itself, and waits until we end.

Ctrl-C in a terminal reaches both. A program that sends SIGINT to `make` alone reaches us only through what can be seen:
told to end, make sets the signal back to its default before it begins to wait.
"""

import os
import signal
from pathlib import Path

MAKE = ("make", "gmake")
ENDS = 1 << signal.SIGINT - 1 | 1 << signal.SIGHUP - 1


class Parent:
    """Our parent process as it was when we started; only a `make` is watched."""

    def __init__(self):
        self.pid = os.getppid()
        self.caught = _caught(self.pid)

    def was_told(self):
        """Say whether make was told to end since, or has ended without waiting for us."""
        return bool(self.caught & ~_caught(self.pid))


def _caught(pid):
    """Return which of the ends the process catches, as bits; none, if it has ended or is no make."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    told = dict(line.split(":\t", 1) for line in lines)
    return int(told["SigCgt"], 16) & ENDS if told["Name"] in MAKE and told["State"][0] != "Z" else 0
