"""Real Celery workers on the test database, in processes that a test may kill."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from emulation_portal.celery import app

ROOT = Path(__file__).resolve().parents[2]


class Worker:
    """One worker with its pool: started, asked to end, or killed with every child."""

    def __init__(self, log, *options):
        parts = urlsplit(os.environ["DATABASE_URL"])
        database = urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))
        settings = os.environ.get("DJANGO_SETTINGS_MODULE", "emulation_portal.settings_test")
        self.log = log
        self.environment = {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": settings}
        celery = [sys.executable, "-m", "celery", "-A", "emulation_portal", "worker", "--loglevel", "INFO"]
        self.command = [*celery, "--concurrency", "2", "--without-gossip", "--without-mingle", *options]

    def start(self):
        """Start and return once the worker takes tasks."""
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        wait_for(lambda: b" ready." in self.log.read_bytes() or self.process.poll() is not None, seconds=60)
        assert self.process.poll() is None, self.log.read_text()
        return self

    def kill(self):
        """End the worker and its children at once, as a power cut would."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """Let the worker finish what it has, then make sure that nothing of it is left."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()


def wait_for(condition, *, seconds=30):
    """Return the first true value of `condition()`; fail the test when none comes in time."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < deadline, f"nothing came of it within {seconds} s"
        time.sleep(0.05)
    return value


@pytest.fixture(scope="module")
def _module_worker(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock():
        worker = Worker(tmp_path_factory.mktemp("worker") / "worker.log")
    app.control.purge()
    worker.start()
    yield worker
    worker.stop()
    app.control.purge()


@pytest.fixture
def worker(_module_worker, transactional_db):
    """A worker that lives as long as the module's tests, so that nobody else's tasks are done behind his back."""
    return _module_worker


@pytest.fixture
def start_worker(transactional_db, tmp_path):
    """Start workers of one's own, to be killed at will; what is left of them ends with the test."""
    started = []
    app.control.purge()

    def start(*options):
        started.append(Worker(tmp_path / f"worker-{len(started)}.log", *options).start())
        return started[-1]

    yield start
    for worker in started:
        worker.kill()
    app.control.purge()
