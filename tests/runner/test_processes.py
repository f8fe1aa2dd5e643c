"""The runner ends what it started, and nothing else."""

import json
import os
import sys
import time

import pytest

from runner.processes import Service, birth_of, remember, sweep
from runner.words import Trouble

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [sys.executable, "-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"]


@pytest.fixture
def service(tmp_path):
    service = Service("sleeper", SLEEP, log=tmp_path / "log")
    service.start()
    yield service
    service.stop(patience=1)


def test_a_service_that_ends_at_once_is_named_with_its_last_words(tmp_path):
    command = [sys.executable, "-c", "print('no room on the disk')"]
    service = Service("broker", command, log=tmp_path / "log")
    service.start()

    with pytest.raises(Trouble, match=r"The broker did not start.*\n.*no room on the disk") as trouble:
        service.wait_until(lambda: False)

    assert "log" in str(trouble.value)


def test_a_service_that_will_not_end_is_ended(tmp_path):
    service = Service("worker", STUBBORN, log=tmp_path / "log")
    service.start()
    pid = service.process.pid

    service.stop(patience=0.5)

    assert birth_of(pid) is None


def test_what_a_killed_runner_left_behind_is_ended_and_named(service, tmp_path):
    remember([service], tmp_path / "processes.json")

    assert sweep(tmp_path / "processes.json") == ["sleeper"]
    assert not service.running


def test_a_stranger_with_the_same_number_is_left_alone(service, tmp_path):
    row = {"name": "web server", "pid": service.process.pid, "born": "1"}
    (tmp_path / "processes.json").write_text(json.dumps([row]))

    assert sweep(tmp_path / "processes.json") == []
    assert service.running


def test_a_half_written_memory_is_no_trouble(tmp_path):
    (tmp_path / "processes.json").write_text('[{"name":')

    assert sweep(tmp_path / "processes.json") == []


def test_services_end_with_a_runner_that_was_killed(tmp_path):
    child = os.fork()
    if child == 0:
        service = Service("sleeper", SLEEP, log=tmp_path / "log")
        service.start()
        (tmp_path / "pid").write_text(str(service.process.pid))
        os.kill(os.getpid(), 9)
    os.waitpid(child, 0)
    pid, deadline = int((tmp_path / "pid").read_text()), time.monotonic() + 5

    while birth_of(pid) is not None and time.monotonic() < deadline:
        time.sleep(0.02)

    assert birth_of(pid) is None
