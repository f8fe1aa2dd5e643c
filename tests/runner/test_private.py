"""Servers for one command are its own, demand a password and go away with it."""

import socket
from pathlib import Path

import pytest

from runner import archive, postgres
from runner.broker import debian_program
from runner.private import private_servers

needs_debian = pytest.mark.skipif(
    postgres.debian_programs() is None or debian_program() is None, reason="no PostgreSQL or no Redis of Debian's here"
)


def answers(port):
    """Whether something accepts connections there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _ports(servers):
    return [int(url.rpartition(":")[2].partition("/")[0]) for url in servers.values()]


def _folder(servers):
    return Path(archive.answer(servers, "SHOW data_directory").strip()).parent


@needs_debian
def test_the_servers_of_a_command_answer_while_it_lasts_and_leave_nothing_behind():
    with private_servers({"work_mem": "5MB"}) as servers:
        folder = _folder(servers)
        assert archive.answer(servers, "SHOW work_mem") == "5MB\n"
        assert [answers(port) for port in _ports(servers)] == [True, True]

    assert [answers(port) for port in _ports(servers)] == [False, False]
    assert not folder.exists()


@needs_debian
def test_the_servers_of_a_command_that_fails_are_stopped_too():
    seen = {}

    def fail():
        with private_servers(postgres.CARELESS) as servers:
            seen.update(servers)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert [answers(port) for port in _ports(seen)] == [False, False]
