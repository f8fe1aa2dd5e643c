"""Workers that die, are slow, or are not there."""

import os
import re
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

import pytest
import time_machine
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from clusters.actions import ranking, runs
from clusters.choices import RunState
from clusters.models import RankingRun
from tests.chaos.conftest import BY, LINES
from tests.plugins.worker import wait_for

VISIBILITY = 5
RECEIVED = re.compile(r"Task clusters\.tasks\.compute_ranking\[[-0-9a-f]+\] received")

BAR = re.compile(r'<progress class="run-progress" max="(\d+)" value="(\d+)"')


@pytest.fixture(autouse=True)
def short_memory(monkeypatch):
    """Messages that nobody acknowledged come back after seconds, not after half an hour."""
    monkeypatch.setenv("BROKER_VISIBILITY_SECONDS", str(VISIBILITY))


def children(worker):
    """The processes that compute, by the kernel's own list."""
    return [
        int(pid) for pid in Path(f"/proc/{worker.process.pid}/task/{worker.process.pid}/children").read_text().split()
    ]


def progress(run):
    run.refresh_from_db()
    return run.attempts, run.progress_done


def test_a_run_whose_worker_is_killed_twice_is_done_once(slow, start_worker, after, tmp_path):
    first = start_worker()
    run = ranking.request_run(slow, by=BY)

    wait_for(lambda: progress(run) >= (1, 1))
    for child in children(first):
        os.kill(child, signal.SIGKILL)
    wait_for(lambda: progress(run) >= (2, 1), seconds=VISIBILITY + 10 + ranking.SILENT_AFTER.seconds)
    first.kill()
    killed = timezone.now()
    start_worker("--beat", "--schedule", str(tmp_path / "beat"))
    wait_for(lambda: progress(run)[0] >= 3, seconds=VISIBILITY + 10 + ranking.SILENT_AFTER.seconds)
    wait_for(lambda: RankingRun.objects.filter(pk=run.pk, state=RunState.DONE).exists(), seconds=60)

    run.refresh_from_db()
    assert (run.finished_at - killed).total_seconds() < VISIBILITY + 10 + ranking.SILENT_AFTER.seconds + 30
    told = Entry.objects.get(action="ranking.done", subject_id=str(run.pk))
    assert told.details["attempts"] == run.attempts >= 3
    after(run)


def test_a_run_longer_than_the_memory_of_its_message_is_delivered_twice_and_done_once(
    slow, start_worker, after, monkeypatch
):
    monkeypatch.setenv("BROKER_VISIBILITY_SECONDS", "1")
    worker = start_worker()
    run, seen = ranking.request_run(slow, by=BY), []

    def watched():
        run.refresh_from_db()
        if run.state == RunState.RUNNING and run.progress_done not in seen:
            seen.append(run.progress_done)
        # One question: the run may end between two.
        assert not RankingRun.objects.filter(pk=run.pk, state=RunState.RUNNING, rows__isnull=False).exists()
        return run.state == RunState.DONE

    wait_for(lambda: watched() or len(seen) >= 3, seconds=90)
    with transaction.atomic():
        # The worker waits for its row to tell the next progress, so the run outlives its message on any machine.
        assert RankingRun.objects.select_for_update(of=("self",)).get(pk=run.pk).state == RunState.RUNNING
        wait_for(lambda: len(RECEIVED.findall(worker.log.read_text())) >= 2, seconds=60)
    wait_for(watched, seconds=90)

    # Progress rises where everybody sees it, while nothing of the result is there.
    assert len(seen) >= 3
    assert seen == sorted(seen)
    assert run.progress_done == run.progress_total == LINES
    assert run.attempts == 1
    after(run)


def test_the_page_that_asks_again_shows_the_bar_rising_and_then_the_ranking(slow, start_worker, client_of, secretariat):
    start_worker()
    client, address, shown = client_of(secretariat), reverse("clusters:ranking", args=[slow.pk]), []
    client.post(reverse("clusters:request_run", args=[slow.pk]))

    def asked():
        answer = client.get(address, headers={"HX-Request": "true"})
        shown.extend((int(done), int(most)) for most, done in BAR.findall(answer.content.decode()))
        return answer.headers.get("HX-Refresh") == "true"

    wait_for(asked, seconds=90)
    page = client.get(address).content.decode()

    assert shown == sorted(shown)
    assert len(set(shown)) >= 3
    assert shown[-1] == (LINES, LINES)
    assert page.count('<th scope="row">') >= slow.members.count()
    assert "run-progress" not in page


def watched_from_outside(run, around):
    """Compute the run in another thread, inside `around()`, and return the progress that this one saw meanwhile."""

    def compute():
        try:
            with around():
                return ranking.compute(run.pk).state
        finally:
            connection.close()

    seen = []
    with ThreadPoolExecutor(1) as pool:
        computing = pool.submit(compute)
        while not computing.done():
            run.refresh_from_db()
            if run.state == RunState.RUNNING and run.progress_done not in seen:
                seen.append(run.progress_done)
        assert computing.result() == RunState.DONE
    return seen


@pytest.mark.parametrize(("around", "rises"), [(nullcontext, True), (transaction.atomic, False)])
def test_progress_that_is_not_committed_apart_is_found_not_to_rise(around, rises, slow, monkeypatch):
    monkeypatch.setattr(runs, "TOLD_EVERY", 0)

    seen = watched_from_outside(ranking.request_run(slow, by=BY), around)

    assert seen == sorted(seen)
    assert (len(seen) >= 3) is rises


def test_without_a_worker_the_page_says_so_and_keeps_the_last_ranking(quick, client_of, secretariat):
    shown = ranking.compute(ranking.request_run(quick, by=BY).pk)
    ranking.request_run(quick, by=BY)

    with time_machine.travel(timezone.now() + ranking.RESEND_AFTER):
        page = client_of(secretariat).get(reverse("clusters:ranking", args=[quick.pk])).content.decode()

    assert "Chưa có tiến trình tính nào nhận yêu cầu" in page
    assert shown.code[:16] in page


def test_a_worker_whose_connections_were_cut_between_runs_computes_the_next(quick, start_worker):
    start_worker()

    # More runs than the worker has processes: one of them has its connection cut and is asked again.
    for _run in range(4):
        run = ranking.request_run(quick, by=BY)
        wait_for(lambda run=run: RankingRun.objects.filter(pk=run.pk, state=RunState.DONE).exists())
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            assert cursor.fetchone()[0] >= 1

    assert RankingRun.objects.done().count() == 4
