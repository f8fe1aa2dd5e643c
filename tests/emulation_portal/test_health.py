"""The portal says how well it is, to people who watch it."""

import io

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone
from redis.exceptions import ConnectionError as BrokerAway

from emulation_portal import health
from emulation_portal.celery import app


@pytest.mark.django_db
def test_all_is_well_when_a_worker_was_seen_lately(client, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    health.worker_was_seen()

    answer = client.get(reverse("health"))

    assert answer.status_code == 200
    assert answer.json() == {"well": True, "database": True, "broker": True, "worker_seen": 0}


def test_a_silent_worker_is_named(client, db, expected_errors):
    cache.set(health.WORKER_SEEN, 1)

    answer = client.get(reverse("health"))

    assert answer.status_code == 503
    assert answer.json()["worker_seen"] > health.SILENCE
    assert expected_errors == ["django.request: Service Unavailable: /health/"]


def test_a_worker_never_seen_is_not_well(client, db, expected_errors):
    cache.delete(health.WORKER_SEEN)

    assert client.get(reverse("health")).json() == {
        "well": False,
        "database": True,
        "broker": True,
        "worker_seen": None,
    }


def test_a_lost_database_and_a_lost_broker_are_named(monkeypatch):
    def away(error):
        def fail(*args, **kwargs):
            raise error

        return fail

    monkeypatch.setattr(cache, "get", away(BrokerAway()))
    monkeypatch.setattr(health.connection, "cursor", away(DatabaseError()))

    assert health.check() == health.Health(database=False, broker=False, worker_seen=None)


def test_a_task_makes_the_round_trip_through_a_real_worker(worker):
    said = io.StringIO()

    call_command("round_trip", seconds=20, stdout=said)

    assert said.getvalue().startswith("A worker answered after ")


def test_without_a_worker_the_round_trip_says_so(db):
    with pytest.raises(CommandError, match=r"^No worker answered within 1 seconds\.$"):
        call_command("round_trip", seconds=1)


def test_every_periodic_task_is_one_that_the_worker_knows():
    app.loader.import_default_modules()

    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)
