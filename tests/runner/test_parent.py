"""Ctrl-C sent to `make` alone reaches the command that make waits for."""

import os
import signal
import subprocess
import sys

import pytest

from runner.place import ROOT

WATCHING = """
import sys, time
from runner.parent import Parent
parent = Parent()
print("watching", flush=True)
while not parent.was_told():
    time.sleep(0.05)
print("told", flush=True)
"""


@pytest.fixture
def make(tmp_path):
    """A make whose recipe watches it and says so."""
    (tmp_path / "watching.py").write_text(WATCHING)
    (tmp_path / "Makefile").write_text(f"run:\n\t@{sys.executable} {tmp_path / 'watching.py'}\n")
    command = ["env", "--default-signal=INT,HUP", "make", "-C", str(tmp_path), "--no-print-directory", "run"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    started = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert started.stdout.readline() == "watching\n"
    yield started
    os.killpg(started.pid, signal.SIGKILL) if started.poll() is None else None
    started.wait()
    started.stdout.close()


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGHUP])
def test_what_tells_make_to_end_is_noticed(make, told):
    os.kill(make.pid, told)

    assert make.stdout.readline() == "told\n"
    assert make.wait(10) == -told


def test_a_make_that_was_killed_is_noticed(make):
    os.kill(make.pid, signal.SIGKILL)

    assert make.stdout.readline() == "told\n"
