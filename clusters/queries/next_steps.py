"""The next step of each season that the actor leads: what its secretariat or its organiser has to do now."""

import datetime as dt

from django.db.models import CharField, Exists, OuterRef, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from accounts.roles import Role
from audit.models import Entry
from clusters.choices import ConferenceKind, Phase, PostKind, ResolutionKind, SheetState
from clusters.models import (
    Conference,
    CriteriaSheet,
    Figure,
    Member,
    PhaseDeadline,
    RankingRow,
    RankingRun,
    Season,
)
from clusters.queries.standing import STAFF, posts_in_force

SCORED = (Phase.APPRAISAL, Phase.APPRAISED)
# The acts on a member that change what a ranking rests on; what was taken back is known from the trail alone.
COUNTING = ("member.admitted", "member.left", "plan.set", "plan.removed", "not_assigned.set", "not_assigned.cleared")
COUNTING += ("score.appraised", "score.agreed", "finding.recorded", "finding.withdrawn")


def led_by(actor):
    """Seasons of which the actor's unit is head today, or whose cluster it organises."""
    if actor.role in STAFF:
        posts = posts_in_force().filter(kind=PostKind.HEAD, member__unit__in=actor.unit_ids)
        return Season.objects.filter(pk__in=posts.values("member__season"))
    if actor.role == Role.REVIEWER:
        return Season.objects.filter(cluster__organiser__in=actor.unit_ids)
    return Season.objects.none()


def next_steps(actor):
    """[(step, season, the day its phase was due or None)] in one question; a step is a word of STEPS."""
    seasons = led_by(actor).filter(phase__in=[Phase.REPORTING, *SCORED]).select_related("cluster")
    known = seasons.annotate(
        due=Subquery(PhaseDeadline.objects.filter(season=OuterRef("pk"), phase=OuterRef("phase")).values("due_at")[:1]),
        scored=Exists(CriteriaSheet.objects.filter(season=OuterRef("pk")).exclude(state=SheetState.DRAFT)),
        concluded=Exists(_conclusions()),
        # What is entered while a run is computed may have come too late for it.
        ranked_at=Subquery(_last_run(Coalesce("started_at", "finished_at"))),
        provisional=Subquery(_last_run("provisional")),
        last_run=Subquery(_last_run("pk")),
        ranked_by=Subquery(_last_run("sheet__version")),
    ).annotate(
        unfinished=Exists(RankingRow.objects.filter(run=OuterRef("last_run"), incomplete=True)),
        changed=Exists(_new_figures()) | Exists(_new_sheets()) | Exists(_changed_members()),
    )
    return [(step, season, _day(season.due)) for season in known.order_by("-year", "pk") for step in _steps(season)]


STEPS = ("rank", "rank_again", "complete", "rank_final", "conclude", "publish", "late")


def _steps(season):
    """The steps that wait in one season, in the order in which they are taken."""
    found = [step for step in [_ranking_step(season)] if step]
    if season.phase == Phase.APPRAISED:
        if not season.concluded:
            found.append("conclude")
        if not found:
            found.append("publish")
    if not found and season.due is not None and season.due < timezone.now():
        found.append("late")
    return found


def _ranking_step(season):
    """Results are published on a ranking that lacks no points and was computed after they were agreed."""
    if season.phase not in SCORED or not season.scored:
        return None
    if season.ranked_at is None:
        return "rank"
    if season.changed:
        return "rank_again"
    if season.phase == Phase.APPRAISED and season.provisional:
        return "complete" if season.unfinished else "rank_final"
    return None


def _last_run(field):
    runs = RankingRun.objects.done().filter(season=OuterRef("pk")).order_by("-finished_at", "-pk")
    return runs.values_list(field)[:1]


def _conclusions():
    return Conference.objects.filter(
        season=OuterRef("pk"),
        kind=ConferenceKind.YEAR_END,
        resolutions__kind=ResolutionKind.CONCLUDED,
        resolutions__replaced_by=None,
    )


def _new_figures():
    return Figure.objects.filter(submission__member__season=OuterRef("pk"), entered_at__gt=OuterRef("ranked_at"))


def _new_sheets():
    newer = CriteriaSheet.objects.filter(season=OuterRef("pk"), version__gt=OuterRef("ranked_by"))
    return newer.exclude(state=SheetState.DRAFT)


def _changed_members():
    """Members about whom something that counts was done after the last ranking."""
    acts = Entry.objects.filter(
        subject_kind=Member._meta.label_lower,
        subject_id=Cast(OuterRef("pk"), CharField()),
        action__in=COUNTING,
        at__gt=OuterRef(OuterRef("ranked_at")),
    )
    return Member.objects.filter(Exists(acts), season=OuterRef("pk"))


def _day(moment) -> dt.date | None:
    return None if moment is None else timezone.localtime(moment).date()
