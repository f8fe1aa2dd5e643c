"""What waits for a person in the clusters: cells to answer, results sent back, points to appraise."""

from collections import Counter

from django.db import connection
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.choices import Period, Phase, SubmissionState
from clusters.models import Member, PhaseDeadline, Season, Submission, UnitYear
from clusters.queries import corrections, drafts
from clusters.queries.next_steps import STEPS, next_steps
from clusters.queries.standing import APART, IN_FORCE, ORGANISERS, STAFF
from clusters.queries.task import Task


def tasks(actor):
    """Everything that waits for the actor, in a number of questions that does not grow with it."""
    if actor is None or not (actor.unit_ids or actor.is_administrator):
        return []
    found = []
    if actor.role in STAFF:
        found += [*_entry(actor), *_own_years(actor), *drafts.told(actor), *corrections.told(actor)]
    return [*found, *_appraisal(actor), *_next_steps(actor)]


def _entry(actor):
    """Own results that are not handed in, or came back."""
    members = list(
        Member.objects.filter(
            unit__in=actor.unit_ids, season__phase__in=[Phase.REPORTING, Phase.APPRAISAL], left_on=None
        )
        .select_related("unit", "season__cluster")
        .order_by("-season__year", "pk")
    )
    due = _deadlines(members, Phase.REPORTING)
    submissions = {
        (submission.member_id, submission.period): submission
        for submission in Submission.objects.filter(member__in=members)
    }
    seasons = Counter(member.season_id for member in members)
    for member in members:
        whole = submissions.get((member.pk, Period.FULL_YEAR))
        returned = [one for (pk, _period), one in submissions.items() if pk == member.pk and _is_returned(one)]
        for one in returned:
            yield _returned(member, one, due.get(member.season_id))
        if member.season.phase == Phase.REPORTING and (whole is None or whole.state == SubmissionState.DRAFT):
            # A unit that came after several answers for each of them.
            note = str(member.unit) if seasons[member.season_id] > 1 else ""
            yield _to_enter(member, whole, due.get(member.season_id), note)


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


def _to_enter(member, submission, due, note):
    if submission is None:
        url = reverse("clusters:figures_overview", args=[member.season_id])
    else:
        url = reverse("clusters:submission_check", args=[submission.pk])
    title = _("Enter and hand in the results of %(season)s") % {"season": member.season}
    return Task(title=title, url=url, due=due, note=note)


def _own_years(actor):
    """Years of the unit's own whose results are not handed in, the newest first: one question."""
    results = Submission.objects.filter(unit_year=OuterRef("pk"), period=Period.FULL_YEAR)
    handed_in = Exists(results.filter(state=SubmissionState.SUBMITTED))
    for year in UnitYear.objects.filter(~handed_in, unit__in=actor.unit_ids).select_related("unit"):
        title = _("Enter and hand in the results of %(unit)s in its own year %(year)d") % {
            "unit": year.unit,
            "year": year.year,
        }
        yield Task(title=title, url=reverse("clusters:unit_year", args=[year.pk]))


# The members of policies.may_appraise that have self-scored lines which nobody appraised, counted for each season at
# once; a test holds the two to each other.
TO_APPRAISE = f"""
WITH held AS (
  SELECT p.member_id, p.kind, m.season_id, m.unit_id = ANY(%(units)s) AS own,
    p.kind = 'deputy' AND EXISTS ({APART}) AS apart
  FROM clusters_post p JOIN clusters_member m ON m.id = p.member_id JOIN clusters_season s ON s.id = m.season_id
  WHERE s.phase = 'appraisal' AND {IN_FORCE}),
posts AS (
  SELECT season_id, bool_or(apart) AS deputised, bool_or(own AND kind = 'head') AS led,
    bool_or(own AND apart) AS stood_in FROM held GROUP BY season_id)
SELECT s.id, count(*)
FROM clusters_season s
JOIN clusters_cluster c ON c.id = s.cluster_id
JOIN clusters_member m ON m.season_id = s.id
LEFT JOIN posts ON posts.season_id = s.id
CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM held WHERE held.member_id = m.id AND held.kind = 'head') AS heads) its
WHERE s.phase = 'appraisal' AND m.unit_id <> ALL(%(served)s)
  AND (%(staff)s AND (its.heads AND posts.stood_in OR NOT its.heads AND posts.led)
    OR %(organiser)s AND its.heads AND NOT posts.deputised AND (%(everywhere)s OR c.organiser_id = ANY(%(units)s)))
  AND EXISTS (SELECT FROM clusters_score p
    WHERE p.member_id = m.id AND p.self_points IS NOT NULL AND p.appraised_points IS NULL)
GROUP BY s.id, s.year ORDER BY s.year DESC, s.id
"""  # noqa: S608 -- our own rule


def to_appraise(actor):
    """{season id: how many members wait for the actor's appraisal}, the newest season first: one query."""
    asked = {
        "units": list(actor.unit_ids),
        "served": list(actor.unit_ids | actor.other_unit_ids),
        "today": timezone.localdate(),
        "staff": actor.role in STAFF,
        "organiser": actor.role in ORGANISERS,
        "everywhere": actor.is_administrator,
    }
    with connection.cursor() as cursor:
        cursor.execute(TO_APPRAISE, asked)
        return dict(cursor.fetchall())


def _appraisal(actor):
    """Members with self-scored lines that nobody appraised yet, season by season, for whoever may appraise them."""
    counts = to_appraise(actor)
    if not counts:
        return
    due = _deadlines_of(counts, Phase.APPRAISAL)
    seasons = Season.objects.select_related("cluster").in_bulk(counts)
    for season, count in counts.items():
        yield Task(
            title=_("Appraise the points of %(season)s") % {"season": seasons[season]},
            url=reverse("clusters:scores_overview", args=[season]),
            # Whoever computes the ranking appraises before it; others review what the secretariat does.
            group="to_do" if actor.role in STAFF else "to_review",
            due=due.get(season),
            note=_("%(count)d units have lines that are not appraised.") % {"count": count},
        )


def _next_steps(actor):
    """What the seasons that the actor leads need next; the organiser, who need not act himself, may follow it."""
    group = "to_do" if actor.role in STAFF else "to_follow"
    for step, season, due in next_steps(actor):
        title, page, *to = STEPS[step]
        url = reverse(f"clusters:{page}", args=[season.pk, *to])
        whose = "to_follow" if step == "await" else group
        yield Task(title=_(title) % {"season": season}, url=url, group=whose, due=due, final=step == "publish")


def _deadlines(members, phase):
    return _deadlines_of([member.season_id for member in members], phase)


def _deadlines_of(seasons, phase):
    found = PhaseDeadline.objects.filter(season__in=seasons, phase=phase).values_list("season_id", "due_at")
    return {season: timezone.localdate(due) for season, due in found}
