"""What the settings say that no page shows until a worker dies or a server is busy."""

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


def test_a_connection_to_the_database_is_kept_for_the_next_page_and_looked_after():
    kept = connections["default"].settings_dict

    assert (kept["CONN_MAX_AGE"], kept["CONN_HEALTH_CHECKS"]) == (600, True)
