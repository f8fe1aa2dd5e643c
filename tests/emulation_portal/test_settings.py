"""What the settings say that no page shows until a worker dies or a server is busy."""

import os
import subprocess
import sys

import pytest
from django.db import connections

from emulation_portal.celery import app

TUNING = {
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "worker_prefetch_multiplier": 1,
    "task_time_limit": 600,
}


@pytest.mark.parametrize(("name", "value"), TUNING.items())
def test_a_message_is_acknowledged_late_and_by_whoever_did_its_task(name, value):
    assert app.conf[name] == value


def test_a_message_that_nobody_acknowledged_is_looked_for_every_second_by_the_broker_itself():
    """Asked of a channel, which would drop a name that it does not know."""
    with app.connection_for_read() as connection, connection.channel() as channel:
        assert (channel.unacked_restore_interval, channel.unacked_restore_throttle) == (1, 1)
        assert channel.visibility_timeout == 3 * app.conf.task_time_limit


@pytest.fixture
def emptied():
    """The queues of the test, with nothing in them before and after."""
    app.control.purge()
    yield
    app.control.purge()


def test_a_heap_of_mails_stands_before_no_other_task(emptied):
    """A worker takes from the queues that the settings name, as this reader of them does, and in the broker's order."""
    for number in range(3):
        app.send_task("accounts.tasks.send_reset_link", [f"u{number}@example.vn", "http://localhost/", f"{number}"])
    app.send_task("emulation_portal.tasks.ping", ["after the mails"])
    taken = []

    def take(_body, message):
        taken.append(message.headers["task"])
        message.ack()

    with app.connection_for_read() as connection, app.amqp.TaskConsumer(connection, callbacks=[take]):
        while len(taken) < 4:
            connection.drain_events(timeout=10)

    assert taken.index("emulation_portal.tasks.ping") <= 1


def test_a_mail_server_that_does_not_answer_is_not_waited_for_as_long_as_a_task_may_take(settings):
    assert app.conf.task_time_limit / 10 > settings.EMAIL_TIMEOUT


def test_a_connection_to_the_database_is_kept_for_the_next_page_and_looked_after():
    kept = connections["default"].settings_dict

    assert (kept["CONN_MAX_AGE"], kept["CONN_HEALTH_CHECKS"]) == (600, True)


def test_a_command_by_hand_finds_the_portal_that_runs_on_the_data_it_is_told(tmp_path):
    (tmp_path / "run").mkdir()
    running = {
        "DATABASE_URL": "postgres://db.example/found",
        "REDIS_URL": "redis://db.example/0",
        "SECRET_KEY": "key-0" * 12,
    }
    lines = "".join(f"{name}={value}\n" for name, value in running.items())
    (tmp_path / "run" / "portal.env").write_text(lines)
    bare = {name: value for name, value in os.environ.items() if name not in running} | {"DATA_DIR": str(tmp_path)}
    ask = "from emulation_portal import settings; print(settings.DATABASES['default']['NAME'])"

    found = subprocess.run(
        [sys.executable, "-c", ask], env=bare, check=True, capture_output=True, text=True, timeout=60
    )

    assert found.stdout == "found\n"


WEAK = [{"SECRET_KEY": key} for key in ("key-0" * 9, "a" * 70, "django-insecure-" + "key-0" * 12)]


@pytest.mark.parametrize("told", [{}, *WEAK, {"DEBUG": "true"}, {"PORTAL_EMBEDDED": "true"}])
def test_the_portal_does_not_start_without_a_long_key(tmp_path, told):
    servers = {"DATABASE_URL": "postgres://x@127.0.0.1/x", "REDIS_URL": "redis://127.0.0.1/0"}
    bare = {name: value for name, value in os.environ.items() if name != "SECRET_KEY"}
    bare |= servers | {"DATA_DIR": str(tmp_path)} | told

    refused = subprocess.run(
        [sys.executable, "-c", "import emulation_portal.settings"],
        env=bare,
        check=False,
        capture_output=True,
        text=True,
    )

    assert refused.returncode == 1
    assert (
        refused.stderr.strip()
        .splitlines()[-1]
        .endswith(
            "Set SECRET_KEY to a random text of your own, of 50 characters or more: the portal has no default key."
        )
    )
