"""The next step of each season that the actor leads: what its secretariat or its organiser has to do now."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from accounts.roles import Role
from clusters.choices import ConferenceKind, Phase, PostKind, ResolutionKind, SheetState
from clusters.models import (
    Conference,
    CriteriaSheet,
    Figure,
    Finding,
    PhaseDeadline,
    RankingRun,
    Score,
    Season,
)
from clusters.queries.standing import STAFF, posts_in_force

SCORED = (Phase.APPRAISAL, Phase.APPRAISED)


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
        ranked_at=Subquery(_last_run("finished_at")),
        provisional=Subquery(_last_run("provisional")),
    ).annotate(changed=Exists(_changed(Figure)) | Exists(_changed(Score)) | Exists(_changed(Finding)))
    return [(step, season, _day(season.due)) for season in known.order_by("-year", "pk") for step in _steps(season)]


STEPS = ("rank", "rank_again", "conclude", "publish", "late")


def _steps(season):
    """The steps that wait in one season, in the order in which they are taken."""
    found = []
    if season.phase in SCORED and season.scored and (season.ranked_at is None or season.changed):
        found.append("rank" if season.ranked_at is None else "rank_again")
    if season.phase == Phase.APPRAISED:
        if not season.concluded:
            found.append("conclude")
        if not found and not season.provisional:
            found.append("publish")
    if not found and season.due is not None and season.due < timezone.now():
        found.append("late")
    return found


def _last_run(field):
    runs = RankingRun.objects.done().filter(season=OuterRef("pk")).order_by("-finished_at", "-pk")
    return runs.values(field)[:1]


def _conclusions():
    return Conference.objects.filter(
        season=OuterRef("pk"),
        kind=ConferenceKind.YEAR_END,
        resolutions__kind=ResolutionKind.CONCLUDED,
        resolutions__replaced_by=None,
    )


def _changed(model):
    """What was entered, given or recorded in the season after its last ranking."""
    moments = MOMENTS[model]
    later = Q()
    for moment in moments:
        later |= Q(**{f"{moment}__gt": OuterRef("ranked_at")})
    return model.objects.filter(later, **{SEASON_OF[model]: OuterRef("pk")})


MOMENTS = {
    Figure: ("entered_at",),
    Score: ("appraised_at", "agreed_at"),
    Finding: ("recorded_at", "withdrawn_at"),
}
SEASON_OF = {Figure: "submission__member__season", Score: "member__season", Finding: "member__season"}


def _day(moment) -> dt.date | None:
    return None if moment is None else timezone.localtime(moment).date()
