"""What waits for a person in the clusters: cells to answer, results sent back, points to appraise."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from clusters.choices import Period, Phase, PostKind, SubmissionState
from clusters.models import Member, PhaseDeadline, Score, Season, Submission
from clusters.queries.next_steps import next_steps
from clusters.queries.standing import ORGANISERS, STAFF, posts_in_force


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do; `group` is the part of the first page: to_do, returned, to_review or to_follow."""

    title: str
    url: str
    group: str = "to_do"
    due: dt.date | None = None
    note: str = ""


def tasks(actor):
    """Everything that waits for the actor, in a number of questions that does not grow with it."""
    if actor is None or not actor.unit_ids:
        return []
    found = []
    if actor.role in STAFF:
        found += _entry(actor)
    return [*found, *_appraisal(actor), *_next_steps(actor)]


def _entry(actor):
    """Own results that are not handed in, or came back."""
    members = list(
        Member.objects.filter(unit__in=actor.unit_ids, season__phase__in=[Phase.REPORTING, Phase.APPRAISAL])
        .select_related("unit", "season__cluster")
        .order_by("-season__year", "pk")
    )
    due = _deadlines(members, Phase.REPORTING)
    submissions = {
        (submission.member_id, submission.period): submission
        for submission in Submission.objects.filter(member__in=members)
    }
    for member in members:
        whole = submissions.get((member.pk, Period.FULL_YEAR))
        returned = [one for (pk, _period), one in submissions.items() if pk == member.pk and _is_returned(one)]
        for one in returned:
            yield _returned(member, one, due.get(member.season_id))
        if member.season.phase == Phase.REPORTING and (whole is None or whole.state == SubmissionState.DRAFT):
            yield _to_enter(member, whole, due.get(member.season_id))


def _is_returned(submission):
    return submission.state == SubmissionState.RETURNED


def _returned(member, submission, due):
    return Task(
        title=_("Complete and hand in again the results of %(season)s") % {"season": member.season},
        url=reverse("clusters:figures", args=[submission.pk]),
        group="returned",
        due=due,
        note=submission.return_reason,
    )


def _to_enter(member, submission, due):
    if submission is None:
        url = reverse("clusters:figures_overview", args=[member.season_id])
    else:
        url = reverse("clusters:submission_check", args=[submission.pk])
    return Task(title=_("Enter and hand in the results of %(season)s") % {"season": member.season}, url=url, due=due)


def _appraisal(actor):
    """Members with self-scored lines that nobody appraised yet, season by season, for whoever may appraise them."""
    waiting = _to_appraise(actor).values("season").annotate(count=Count("pk")).order_by("-season__year", "season")
    counts = {row["season"]: row["count"] for row in waiting}
    due = _deadlines_of(counts, Phase.APPRAISAL)
    seasons = Season.objects.select_related("cluster").in_bulk(counts)
    for season, count in counts.items():
        yield Task(
            title=_("Appraise the points of %(season)s") % {"season": seasons[season]},
            url=reverse("clusters:scores_overview", args=[season]),
            group="to_review",
            due=due.get(season),
            note=_("%(count)d units have lines that are not appraised.") % {"count": count},
        )


def _to_appraise(actor):
    """The members of policies.may_appraise, for all seasons at once: a test holds the two to each other."""
    posts = posts_in_force().filter(member__season=OuterRef("season"))
    own = posts.filter(member__unit__in=actor.unit_ids)
    known = Member.objects.filter(season__phase=Phase.APPRAISAL).annotate(
        heads=Exists(posts_in_force().filter(member=OuterRef("pk"), kind=PostKind.HEAD)),
        deputised=Exists(posts.filter(kind=PostKind.DEPUTY)),
        led=Exists(own.filter(kind=PostKind.HEAD)),
        stood_in=Exists(own.filter(kind=PostKind.DEPUTY)),
    )
    mine = Q(pk__in=[])
    if actor.role in STAFF:
        mine |= Q(heads=False, led=True) | Q(heads=True, stood_in=True)
    if actor.role in ORGANISERS:
        organised = Q() if actor.is_administrator else Q(season__cluster__organiser__in=actor.unit_ids)
        mine |= Q(heads=True, deputised=False) & organised
    unmarked = Score.objects.filter(member=OuterRef("pk"), self_points__isnull=False, appraised_points=None)
    return known.filter(mine, Exists(unmarked)).exclude(unit__in=actor.unit_ids)


def _next_steps(actor):
    """What the seasons that the actor leads need next; the organiser, who need not act himself, may follow it."""
    group = "to_do" if actor.role in STAFF else "to_follow"
    for step, season, due in next_steps(actor):
        title, page = STEPS[step]
        url = reverse(f"clusters:{page}", args=[season.pk, *(["published"] if page == "move_season" else [])])
        yield Task(title=_(title) % {"season": season}, url=url, group=group, due=due)


STEPS = {
    "rank": (gettext_noop("Compute the ranking of %(season)s"), "ranking"),
    "rank_again": (
        gettext_noop("Compute the ranking of %(season)s again: what it rests on was changed since"),
        "ranking",
    ),
    "complete": (
        gettext_noop("Give the points that are missing in %(season)s, then compute the ranking again"),
        "scores_overview",
    ),
    "rank_final": (
        gettext_noop("Compute the final ranking of %(season)s: the last one was before the points were agreed"),
        "ranking",
    ),
    "conclude": (gettext_noop("Record the conclusion of the year-end conference of %(season)s"), "conferences"),
    "publish": (gettext_noop("Publish the results of %(season)s"), "move_season"),
    "late": (gettext_noop("Move %(season)s to its next phase: the deadline of this one has passed"), "season"),
}


def _deadlines(members, phase):
    return _deadlines_of([member.season_id for member in members], phase)


def _deadlines_of(seasons, phase):
    found = PhaseDeadline.objects.filter(season__in=seasons, phase=phase).values_list("season_id", "due_at")
    return {season: timezone.localtime(due).date() for season, due in found}
