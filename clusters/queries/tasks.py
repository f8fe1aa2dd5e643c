"""What waits for a person in the clusters: cells to answer, results sent back, points to appraise."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Role
from clusters.choices import Period, Phase, PostKind, SubmissionState
from clusters.models import Member, PhaseDeadline, Post, Season, Submission
from clusters.queries.standing import STAFF


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
    return [*found, *_appraisal(actor)]


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
    """Members whose handed-in lines nobody appraised yet, season by season, for whoever appraises them."""
    seasons = _appraised_by(actor)
    due = _deadlines_of(seasons, Phase.APPRAISAL)
    waiting = Count(
        "members",
        filter=Q(members__scores__self_points__isnull=False, members__scores__appraised_points=None)
        & ~Q(members__unit__in=actor.unit_ids),
        distinct=True,
    )
    for season in Season.objects.filter(pk__in=seasons).select_related("cluster").annotate(waiting=waiting):
        if season.waiting:
            yield Task(
                title=_("Appraise the points of %(season)s") % {"season": season},
                url=reverse("clusters:scores_overview", args=[season.pk]),
                group="to_review",
                due=due.get(season.pk),
                note=_("%(count)d units have lines that are not appraised.") % {"count": season.waiting},
            )


def _appraised_by(actor):
    """Seasons under appraisal of which the actor's unit is head, or whose cluster it organises."""
    under_appraisal = Season.objects.filter(phase=Phase.APPRAISAL)
    if actor.role in STAFF:
        today = timezone.localdate()
        in_force = Q(valid_from__lte=today) & (Q(valid_to=None) | Q(valid_to__gt=today))
        posts = Post.objects.filter(in_force, kind=PostKind.HEAD, member__unit__in=actor.unit_ids)
        return list(under_appraisal.filter(pk__in=posts.values("member__season")).values_list("pk", flat=True))
    if actor.role == Role.REVIEWER:
        return list(under_appraisal.filter(cluster__organiser__in=actor.unit_ids).values_list("pk", flat=True))
    return []


def _deadlines(members, phase):
    return _deadlines_of([member.season_id for member in members], phase)


def _deadlines_of(seasons, phase):
    found = PhaseDeadline.objects.filter(season__in=seasons, phase=phase).values_list("season_id", "due_at")
    return {season: timezone.localtime(due).date() for season, due in found}
