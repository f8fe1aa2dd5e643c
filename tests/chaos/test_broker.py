"""A broker that forgets, or is not there: the row of the run is the outbox."""

import datetime as dt
import secrets

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from clusters.actions import ranking
from clusters.choices import RunState
from clusters.models import RankingRun
from emulation_portal.celery import app
from runner.broker import Broker, debian_program
from runner.processes import end_group
from tests.chaos.conftest import BY
from tests.factories.rankings import open_run
from tests.plugins.worker import wait_for


@pytest.fixture
def no_broker():
    """Let this process look for the broker where there is none."""
    there = app.conf.broker_write_url
    _look_at("redis://127.0.0.1:55529/0")
    yield
    _look_at(there)


@pytest.fixture
def kept_broker(tmp_path, monkeypatch):
    """A broker of the test's own, set up as the portal sets up its own: with a log of what is queued."""
    broker = Broker(
        debian_program(), tmp_path / "broker", log=tmp_path / "broker.log", password=secrets.token_hex(16), keep=True
    )
    broker.start()
    there = app.conf.broker_write_url
    monkeypatch.setenv("REDIS_URL", broker.url)
    _look_at(broker.url)
    yield broker
    _look_at(there)
    broker.service.stop()


def _look_at(url):
    app.conf.broker_write_url = url
    app._pool = app.amqp._producer_pool = None


def long_ago():
    """Let the time pass after which beat asks again."""
    RankingRun.objects.filter(state=RunState.QUEUED).update(sent_at=timezone.now() - 2 * ranking.RESEND_AFTER)


def done(run):
    return RankingRun.objects.filter(pk=run.pk, state=RunState.DONE).exists()


def test_a_run_whose_message_was_forgotten_is_sent_again_and_done_once(quick, start_worker, after, tmp_path):
    run = ranking.request_run(quick, by=BY)
    app.control.purge()
    long_ago()

    start_worker("--beat", "--schedule", str(tmp_path / "beat"))
    wait_for(lambda: done(run), seconds=60)

    assert RankingRun.objects.get(pk=run.pk).attempts == 1
    after(run)


def test_a_run_queued_when_the_broker_is_killed_is_still_queued_when_it_is_back_and_done_once(
    quick, kept_broker, start_worker, after
):
    run = ranking.request_run(quick, by=BY)
    end_group(kept_broker.service.process.pid)
    kept_broker.service.process.wait()
    _look_at(kept_broker.url)
    kept_broker.start()

    # No beat: what brings the run to the worker is the message itself, out of the broker's log.
    start_worker()
    wait_for(lambda: done(run), seconds=20)

    sent_at, run = run.sent_at, RankingRun.objects.get(pk=run.pk)
    assert (run.attempts, run.sent_at) == (1, sent_at)
    after(run)


def test_without_a_broker_the_form_succeeds_and_the_page_says_where_the_request_is(
    quick, client_of, secretariat, no_broker
):
    posted = client_of(secretariat).post(reverse("clusters:request_run", args=[quick.pk]), follow=True)

    assert posted.status_code == 200
    assert "Yêu cầu đang chờ đến lượt" in posted.content.decode()
    assert RankingRun.objects.get().state == RunState.QUEUED
    assert Entry.objects.filter(action="ranking.requested").count() == 1


def test_what_was_asked_without_a_broker_is_done_once_it_is_back(quick, after, no_broker):
    run = ranking.request_run(quick, by=BY)
    long_ago()

    assert ranking.resend_lost() == [run.pk]
    ranking.compute(run.pk)
    after(run)


def test_a_long_queue_is_not_taken_for_lost_messages(quick):
    now = timezone.now()
    sent = now - 3 * ranking.RESEND_AFTER
    open_run(quick, sent_at=sent)
    open_run(
        quick.cluster.seasons.create(year=2019), state=RunState.RUNNING, heartbeat_at=now, sent_at=sent, started_at=now
    )

    assert ranking.resend_lost() == []


def test_a_message_overtaken_by_later_ones_is_lost(quick):
    now = timezone.now()
    lost = open_run(quick, sent_at=now - 3 * ranking.RESEND_AFTER)
    later = quick.cluster.seasons.create(year=2019)
    open_run(later, state=RunState.RUNNING, heartbeat_at=now, started_at=now, sent_at=now - dt.timedelta(seconds=1))

    assert ranking.resend_lost() == [lost.pk]
