"""Asking for a ranking of a whole season, computing it, and saying how it ended."""

import datetime as dt
from functools import partial

import orjson
from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from audit import trail
from clusters import tasks
from clusters.actions import locks, runs
from clusters.acts import coded
from clusters.choices import ENTRY, OPEN, RunState, SheetState
from clusters.errors import SeasonClosed
from clusters.models import RankingRun, Season
from clusters.queries import inputs
from clusters.queries.ranking_rows import values_of
from scoring import frozen
from scoring.errors import BadInputs, BadSheet

MOST_ATTEMPTS = 5
# A message unanswered this long is sent again; a run silent this long has lost its worker.
RESEND_AFTER = dt.timedelta(seconds=20)
SILENT_AFTER = dt.timedelta(seconds=15)
SERVED_WITHIN = dt.timedelta(hours=1)


@locks.once(RankingRun)
def request_run(season, *, by):
    """Queue a ranking of the whole season and return its run; while one is open, return that one.

    Posted again (`key`), the form is answered with the run that it made, ended or not.

    The row is the outbox: the task is sent once this commits, and again by beat when the message is lost.
    """
    while (run := runs.asked(season, by=by)) is None:
        if (known := _found_open(season)) is not None:
            return known
    trail.record("ranking.requested", run, by=by)
    transaction.on_commit(partial(tasks.send, run.pk))
    return run


def _found_open(season):
    """The run that is open already; None when it has ended, or the season came to a phase of rankings, meanwhile."""
    run = RankingRun.objects.filter(season=season, state__in=OPEN).first()
    season = Season.objects.select_related("cluster").get(pk=season.pk)
    if run is None and season.phase not in ENTRY:
        raise SeasonClosed(
            _("The ranking of %(season)s cannot be computed in its present phase: %(phase)s.")
            % {"season": season, "phase": season.get_phase_display()}
        )
    return run


def compute(run_id):
    """Carry an open run to its end and return it; delivered twice, or already ended, it changes nothing.

    The figures are read as one snapshot, the result is written in one transaction, and progress between the two is
    committed apart from it. A connection lost on the way leaves the run open, and a later delivery completes it.
    """
    with runs.taken(run_id) as (run, sheet):
        if run is None:
            return RankingRun.objects.get(pk=run_id)
        if sheet is None:
            return give_up(run, {"code": "no_sheet"})
        snapshot = inputs.snapshot(run.season, sheet)
        if not snapshot.members:
            return give_up(run, {"code": "no_members"})
        run.progress_total = snapshot.items
        try:
            results = frozen.compute(snapshot.inputs, tick=runs.telling(run))
        except (BadSheet, BadInputs) as refused:
            return give_up(run, _refusal(refused, sheet, run.season))
        return _publish(run, sheet, snapshot, results)


def _refusal(refused, sheet, season):
    """Which line or which unit scoring could not work with."""
    if isinstance(refused, BadSheet):
        line = sheet.criteria.filter(pk=refused.key).first() if refused.key.isdigit() else None
        return {"code": "bad_sheet", "line": str(line or sheet)}
    names = season.members.values_list("pk", "unit__name")
    return {"code": "bad_inputs", "unit": {str(pk): name for pk, name in names}.get(refused.key, refused.key)}


def quick_canonical(data):
    """Return what scoring.frozen.canonical does, letter by letter, in a tenth of the time."""
    return orjson.dumps(data, option=orjson.OPT_SORT_KEYS).decode()


def _publish(run, sheet, snapshot, results):
    text, code = frozen.seal(snapshot.inputs, results, quick_canonical)
    run.code, run.code_version = code, settings.CODE_VERSION
    run.illustrative, run.inputs_version = snapshot.illustrative, snapshot.version
    incomplete = any(row["missing"] for row in results["rows"])
    with transaction.atomic():
        froze = runs.finish(run, sheet, text, values_of(snapshot.inputs, results), incomplete=incomplete)
        if froze is None:
            return RankingRun.objects.get(pk=run.pk)
        told = {"code": code, "members": len(results["rows"]), "attempts": run.attempts}
        told |= {"provisional": run.provisional, "illustrative": run.illustrative}
        trail.record("ranking.done", run, by=Actor.system("Hệ thống tính xếp hạng"), **told, **_freezing(sheet, froze))
    return run


def _freezing(sheet, froze):
    """Tell in the run's own entry what it did to the sheet; nothing when the sheet was frozen already."""
    states = {"before": SheetState.PUBLISHED, "after": SheetState.FROZEN} if froze else {}
    return {"sheet": sheet} | {name: {str(sheet): coded("sheet_state", state)} for name, state in states.items()}


@transaction.atomic
def give_up(run, problem):
    """End an open run without a result; `problem` is a code with its arguments, told as a sentence when shown."""
    run = RankingRun.objects.select_for_update(of=("self",)).select_related("season__cluster").get(pk=run.pk)
    if run.state in OPEN:
        run.state, run.problem, run.finished_at = RunState.FAILED, problem, timezone.now()
        run.save(update_fields=["state", "problem", "finished_at"])
        trail.record("ranking.failed", run, by=Actor.system("Hệ thống tính xếp hạng"), problem=problem["code"])
    return run


def resend_lost():
    """Send again what was queued and never taken up, or lost its worker; give up after too many attempts.

    Returns the ids that were sent. Called by beat; a run that is being computed is safe, its lock is held.
    """
    now = timezone.now()
    silent = Q(state=RunState.RUNNING, heartbeat_at__lt=now - SILENT_AFTER)
    sent = []
    for run in RankingRun.objects.filter(_unanswered(now) | silent):
        if run.attempts >= MOST_ATTEMPTS:
            give_up_unless_alive(run, {"code": "too_many_attempts", "attempts": run.attempts})
            continue
        # Whoever moves the date sends: two beats, or one beat twice, ring once.
        if RankingRun.objects.filter(pk=run.pk, sent_at=run.sent_at).update(sent_at=now):
            tasks.send(run.pk)
            sent.append(run.pk)
    return sent


def give_up_unless_alive(run, problem):
    """Give up a run that nobody computes; one that another worker has taken up is his to end."""
    with runs.alone(run.pk) as alone:
        if alone:
            give_up(run, problem)


def _unanswered(now):
    """Queued runs whose message is lost, not merely waiting its turn behind others.

    The queue is served in order: a message is lost when one sent well after it was taken up, or when nobody is at work.
    """
    known = RankingRun.objects
    at_work = Q(state=RunState.RUNNING, heartbeat_at__gte=now - SILENT_AFTER) | Q(finished_at__gte=now - RESEND_AFTER)
    before = now
    if known.filter(at_work).exists():
        before = known.filter(started_at__gte=now - SERVED_WITHIN).aggregate(last=Max("sent_at"))["last"] or now
    return Q(state=RunState.QUEUED, sent_at__lt=before - RESEND_AFTER)


@transaction.atomic
def request_year(year, *, by):
    """Queue a ranking of every season of the year that can be ranked; return the open runs, one task each."""
    seasons = list(Season.objects.select_for_update(of=("self",)).filter(year=year, phase__in=ENTRY).order_by("pk"))
    found = {run.season_id: run for run in RankingRun.objects.filter(season__in=seasons, state__in=OPEN)}
    now = timezone.now()
    asked = RankingRun.objects.bulk_create(
        RankingRun(season=season, requested_at=now, requested_by_id=by.user_id, sent_at=now)
        for season in seasons
        if season.pk not in found
    )
    if asked:
        trail.record("ranking.year_requested", None, by=by, year=year, seasons=len(asked))
        transaction.on_commit(partial(tasks.send_all, [run.pk for run in asked]))
    return sorted((*found.values(), *asked), key=lambda run: run.season_id)
