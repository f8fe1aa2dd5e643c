"""Every task delivered five times at once has one effect; a task without a case here fails."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from audit.models import Entry
from clusters.actions import ranking
from clusters.choices import RunState
from clusters.models import RankingRun
from emulation_portal import health
from emulation_portal.celery import app
from reports.models import PrintedReport
from tests.chaos.conftest import BY
from tests.factories.reports import PrintedReportFactory

DELIVERIES = 5


def ranked(quick, **_world):
    run = ranking.request_run(quick, by=BY)
    return [run.pk], lambda: Entry.objects.filter(action="ranking.done", subject_id=str(run.pk)).count()


def resent_runs(quick, monkeypatch, **_world):
    run, rung = ranking.request_run(quick, by=BY), []
    RankingRun.objects.update(sent_at=timezone.now() - 2 * ranking.RESEND_AFTER)
    monkeypatch.setattr("clusters.tasks.send", rung.append)
    return [], lambda: rung.count(run.pk)


def printed(quick, monkeypatch, settings, tmp_path, **_world):
    settings.MEDIA_ROOT = tmp_path
    paper = PrintedReportFactory(kind="score-table", subject_id=quick.pk)
    return [paper.pk], lambda: Entry.objects.filter(subject_kind="reports.printedreport").count()


def resent_prints(quick, monkeypatch, **_world):
    rung = []
    PrintedReportFactory(kind="score-table", sent_at=timezone.now() - 2 * ranking.RESEND_AFTER)
    monkeypatch.setattr("reports.tasks.send", rung.append)
    return [], lambda: len(rung)


def seen(**_world):
    cache.delete(health.WORKER_SEEN)
    return [], lambda: int(cache.get(health.WORKER_SEEN) is not None)


def answered(**_world):
    return ["five-times"], lambda: int(bool(cache.get(health.WORKER_SEEN)))


def mailed(clerk, **_world):
    type(clerk).objects.filter(pk=clerk.pk).update(email="clerk@example.vn")
    return ["clerk@example.vn", "http://localhost/", "one-request"], lambda: len(mail.outbox)


CASES = {
    "accounts.tasks.send_reset_link": mailed,
    "clusters.tasks.compute_ranking": ranked,
    "clusters.tasks.resend_lost_runs": resent_runs,
    "emulation_portal.tasks.heartbeat": seen,
    "emulation_portal.tasks.ping": answered,
    "reports.tasks.produce_print": printed,
    "reports.tasks.resend_lost_prints": resent_prints,
}


app.loader.import_default_modules()


def tasks_of_ours():
    return sorted(name for name in app.tasks if not name.startswith("celery."))


def test_every_task_has_its_case():
    assert tasks_of_ours() == sorted(CASES)


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_task_delivered_five_times_at_once_has_one_effect(
    name, quick, clerk, monkeypatch, settings, tmp_path, expected_errors
):
    cache.clear()
    args, effects = CASES[name](quick=quick, clerk=clerk, monkeypatch=monkeypatch, settings=settings, tmp_path=tmp_path)
    together = Barrier(DELIVERIES)

    def deliver(_number):
        together.wait()
        try:
            app.tasks[name].apply(args, throw=True)
        finally:
            connection.close()

    with ThreadPoolExecutor(DELIVERIES) as pool:
        list(pool.map(deliver, range(DELIVERIES)))

    assert effects() == 1
    assert expected_errors == []
    assert not RankingRun.objects.filter(state=RunState.FAILED).exists()
    assert PrintedReport.objects.count() <= 1
