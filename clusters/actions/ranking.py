"""Asking for a ranking of a whole season, computing it, and saying how it ended."""

import datetime as dt
from contextlib import contextmanager
from functools import partial

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from audit import trail
from clusters import tasks
from clusters.choices import ENTRY, Phase, RunState, SheetState
from clusters.errors import SeasonClosed
from clusters.models import CriteriaSheet, RankingRow, RankingRun, RunDocument, Season
from clusters.queries import inputs, sheets
from clusters.queries.ranking import rows_of
from scoring import frozen
from scoring.errors import BadInputs, BadSheet

LOCK_KIND = 7101
MOST_ATTEMPTS = 5
OPEN = (RunState.QUEUED, RunState.RUNNING)
# A message unanswered this long is sent again; a run silent this long has lost its worker.
RESEND_AFTER = dt.timedelta(seconds=20)
SILENT_AFTER = dt.timedelta(seconds=15)


@transaction.atomic
def request_run(season, *, by):
    """Queue a ranking of the whole season and return its run; while one is open, return that one.

    The row is the outbox: the task is sent once this commits, and again by beat when the message is lost.
    """
    season = Season.objects.select_for_update(of=("self",)).select_related("cluster").get(pk=season.pk)
    if season.phase not in ENTRY:
        raise SeasonClosed(
            _("The ranking of %(season)s cannot be computed in its present phase: %(phase)s.")
            % {"season": season, "phase": season.get_phase_display()}
        )
    if run := RankingRun.objects.filter(season=season, state__in=OPEN).first():
        return run
    now = timezone.now()
    run = RankingRun.objects.create(season=season, requested_at=now, requested_by_id=by.user_id, sent_at=now)
    trail.record("ranking.requested", run, by=by)
    transaction.on_commit(partial(tasks.send, run.pk))
    return run


def compute(run_id):
    """Carry an open run to its end and return it; delivered twice, or already ended, it changes nothing.

    The figures are read as one snapshot, the result is written in one transaction, and progress between the two is
    committed apart from it. A connection lost on the way leaves the run open, and a later delivery completes it.
    """
    with _alone(run_id) as alone:
        run = RankingRun.objects.select_related("season__cluster").get(pk=run_id)
        if not alone or run.state not in OPEN:
            return run
        if not _started(run):
            return run
        sheet = sheets.current(run.season)
        if sheet is None:
            return give_up(run, {"code": "no_sheet"})
        snapshot = inputs.snapshot(run.season, sheet)
        if not snapshot.members:
            return give_up(run, {"code": "no_members"})
        _progress(run, 0, snapshot.items)
        try:
            results = frozen.compute(snapshot.inputs, tick=partial(_tick, run))
        except (BadSheet, BadInputs) as refused:
            return give_up(run, _refusal(refused, sheet, snapshot))
        return _publish(run, sheet, snapshot, results)


def _refusal(refused, sheet, snapshot):
    """Which line or which unit scoring could not work with."""
    if isinstance(refused, BadSheet):
        line = sheet.criteria.filter(pk=refused.key).first() if refused.key.isdigit() else None
        return {"code": "bad_sheet", "line": str(line or sheet)}
    names = {str(key): name for key, _code, name in snapshot.members}
    return {"code": "bad_inputs", "unit": names.get(refused.key, refused.key)}


@contextmanager
def _alone(run_id):
    """Hold the run's advisory lock; it falls with the connection, so a killed worker never blocks the next."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_KIND, run_id])
        alone = cursor.fetchone()[0]
    try:
        yield alone
    finally:
        if alone and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_KIND, run_id])


def _started(run):
    """Take the run up; False when it ended between being read and this."""
    now = timezone.now()
    run.state, run.heartbeat_at, run.attempts = RunState.RUNNING, now, run.attempts + 1
    run.started_at = run.started_at or now
    begun = {name: getattr(run, name) for name in ("state", "heartbeat_at", "attempts", "started_at")}
    return RankingRun.objects.filter(pk=run.pk, state__in=OPEN).update(**begun) == 1


def _tick(run, done):
    """Tell how far the run is, seldom enough that telling costs nothing."""
    if timezone.now() - run.heartbeat_at > dt.timedelta(seconds=0.5):
        _progress(run, done, run.progress_total)


def _progress(run, done, total):
    run.heartbeat_at, run.progress_done, run.progress_total = timezone.now(), done, total
    RankingRun.objects.filter(pk=run.pk, state=RunState.RUNNING).update(
        heartbeat_at=run.heartbeat_at, progress_done=done, progress_total=total
    )


@transaction.atomic
def _publish(run, sheet, snapshot, results):
    run = RankingRun.objects.select_for_update(of=("self",)).select_related("season__cluster").get(pk=run.pk)
    if run.state != RunState.RUNNING:
        return run
    text, code = frozen.seal(snapshot.inputs, results)
    RunDocument.objects.create(run=run, text=text)
    RankingRow.objects.bulk_create(rows_of(run, snapshot.inputs, results))
    run.state, run.finished_at, run.sheet = RunState.DONE, timezone.now(), sheet
    run.progress_done, run.code, run.code_version = run.progress_total, code, settings.CODE_VERSION
    run.illustrative = snapshot.illustrative
    incomplete = any(row["missing"] for row in results["rows"])
    run.provisional = incomplete or run.season.phase != Phase.APPRAISED
    run.save()
    CriteriaSheet.objects.filter(pk=sheet.pk, state=SheetState.PUBLISHED).update(state=SheetState.FROZEN)
    trail.record("ranking.done", run, by=Actor.system("ranking"), code=code, members=len(results["rows"]))
    return run


@transaction.atomic
def give_up(run, problem):
    """End an open run without a result; `problem` is a code with its arguments, told as a sentence when shown."""
    run = RankingRun.objects.select_for_update(of=("self",)).select_related("season__cluster").get(pk=run.pk)
    if run.state in OPEN:
        run.state, run.problem, run.finished_at = RunState.FAILED, problem, timezone.now()
        run.save(update_fields=["state", "problem", "finished_at"])
        trail.record("ranking.failed", run, by=Actor.system("ranking"), problem=problem["code"])
    return run


def resend_lost():
    """Send again what was queued and never taken up, or lost its worker; give up after too many attempts.

    Returns the ids that were sent. Called by beat; a run that is being computed is safe, its lock is held.
    """
    now = timezone.now()
    unanswered = Q(state=RunState.QUEUED, sent_at__lt=now - RESEND_AFTER)
    silent = Q(state=RunState.RUNNING, heartbeat_at__lt=now - SILENT_AFTER)
    sent = []
    for run in RankingRun.objects.filter(unanswered | silent):
        if run.attempts >= MOST_ATTEMPTS:
            _give_up_unless_alive(run)
            continue
        RankingRun.objects.filter(pk=run.pk).update(sent_at=now)
        tasks.send(run.pk)
        sent.append(run.pk)
    return sent


def _give_up_unless_alive(run):
    with _alone(run.pk) as alone:
        if alone:
            give_up(run, {"code": "too_many_attempts", "attempts": run.attempts})


@transaction.atomic
def request_year(year, *, by):
    """Queue a ranking of every season of the year that can be ranked; return the runs, one task each."""
    seasons = Season.objects.filter(year=year, phase__in=ENTRY).order_by("pk")
    return [request_run(season, by=by) for season in seasons]
