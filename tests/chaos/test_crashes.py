"""A worker that stumbles while another one has the run already."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection

from clusters import tasks
from clusters.actions import ranking, runs
from clusters.choices import RunState
from clusters.models import RankingRun
from tests.chaos.conftest import BY

LONG = 20  # seconds; nothing here waits for so long unless it fails


@pytest.fixture
def stumbling(monkeypatch):
    """Make the first worker to write its result stumble over it, and tell `written` before it does."""
    finish, written = runs.finish, Event()

    def once(*args, **kwargs):
        found = finish(*args, **kwargs)
        if not written.is_set():
            written.set()
            raise ValueError("stumbled after the lock was let go")
        return found

    monkeypatch.setattr(runs, "finish", once)
    return written


def test_a_worker_that_crashes_does_not_end_the_run_that_another_has_taken_up(quick, stumbling, after, monkeypatch):
    run, taken_up, given_up = ranking.request_run(quick, by=BY), Event(), Event()
    compute, snapshot = ranking.compute, ranking.inputs.snapshot

    def crashing(run_id):
        try:
            compute(run_id)
        finally:
            assert taken_up.wait(LONG)

    def slowly(*args):
        if stumbling.is_set():
            taken_up.set()
            assert given_up.wait(LONG)
        return snapshot(*args)

    def second():
        assert stumbling.wait(LONG)
        try:
            return compute(run.pk).state
        finally:
            connection.close()

    monkeypatch.setattr(ranking, "compute", crashing)
    monkeypatch.setattr(ranking.inputs, "snapshot", slowly)
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(second)
        with pytest.raises(ValueError, match="stumbled"):
            tasks.compute_ranking(run.pk)
        between = RankingRun.objects.get(pk=run.pk).state
        given_up.set()

        assert (between, other.result()) == (RunState.RUNNING, RunState.DONE)
    monkeypatch.undo()
    after(run)


def test_a_worker_that_crashes_alone_ends_its_run_and_leaves_no_lock_behind(quick, stumbling):
    run = ranking.request_run(quick, by=BY)

    with pytest.raises(ValueError, match="stumbled"):
        tasks.compute_ranking(run.pk)

    run.refresh_from_db()
    assert (run.state, run.problem) == (RunState.FAILED, {"code": "crashed"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s", [run.pk])
        assert cursor.fetchone() == (0,)
