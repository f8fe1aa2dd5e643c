"""Seasons as pages show them: the list, and one season's overview."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusters.choices import PHASE_ORDER, Phase, PostKind
from clusters.models import CriteriaSheet, Member, Post, Season
from clusters.queries import sheets
from clusters.queries.standing import seasons_visible_to
from organisations.vietnamese import folded

TONES = {Phase.DRAFT: "", Phase.PUBLISHED: "good", Phase.APPRAISED: "wait"}


@dataclass(frozen=True, slots=True)
class SeasonLine:
    """One season in a list."""

    season: Season
    members: int
    heads: tuple[str, ...]
    tone: str


@dataclass(frozen=True, slots=True)
class PhaseStep:
    """One phase on the timeline; `note` says how late it is."""

    label: str
    state: str
    due: dt.datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member with the posts that it holds or held in the season."""

    member: Member
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first page of a season says, but for its timeline, which the clock moves."""

    members: tuple[MemberLine, ...]
    heads: tuple[Post, ...]
    deputies: tuple[Post, ...]
    quotas: tuple
    sheet: CriteriaSheet | None
    illustrative: bool


def listed(actor, *, year=None, asked="", cluster=None):
    """Return the seasons that the actor may know of, the newest first; `asked` is looked for without marks."""
    seasons = seasons_visible_to(actor).annotate(members_count=Count("members", filter=Q(members__left_on=None)))
    if year is not None:
        seasons = seasons.filter(year=year)
    if cluster is not None:
        seasons = seasons.filter(cluster=cluster)
    wanted = folded(asked)
    found = [each for each in seasons if wanted in folded(f"{each.cluster.name} {each.year}")]
    heads = _heads(found)
    return [
        SeasonLine(each, each.members_count, tuple(heads.get(each.pk, ())), TONES.get(each.phase, "now"))
        for each in found
    ]


def years(actor):
    """Return the years of the seasons that the actor may know of, the newest first."""
    return list(seasons_visible_to(actor).order_by("-year").values_list("year", flat=True).distinct())


def overview(season):
    """Return what stands about the season as a whole."""
    members = member_lines(season)
    posts = [post for line in members for post in line.posts]
    return Overview(
        members=tuple(line for line in members if line.member.left_on is None),
        heads=tuple(post for post in posts if post.kind == PostKind.HEAD),
        deputies=tuple(post for post in posts if post.kind == PostKind.DEPUTY),
        quotas=tuple(season.quotas.select_related("category")),
        sheet=sheets.current(season),
        illustrative=illustrative(season),
    )


def member_lines(season):
    """Return every member in the season's own order, those that left included."""
    members = list(Member.objects.filter(season=season).select_related("unit"))
    by_id, held = {member.pk: member for member in members}, {}
    for post in Post.objects.filter(member__season=season):
        post.member = by_id[post.member_id]
        held.setdefault(post.member_id, []).append(post)
    return [MemberLine(member, tuple(held.get(member.pk, ()))) for member in members]


def posts(season):
    """Return the posts held in the season and those that its conferences introduced, in the order of posts."""
    found = Post.objects.filter(Q(member__season=season) | Q(introduced_by__season=season))
    return list(found.select_related("member__unit", "member__season"))


def deadlines(season):
    """Return when each phase should end, by phase; one for which no time was set is not there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT phase, due_at FROM clusters_phasedeadline WHERE season_id = %s", [season.pk])
        return dict(cursor.fetchall())


def timeline(season, now):
    """Return the phases with their deadlines; passing one shows lateness and moves nothing."""
    dues = deadlines(season)
    at = PHASE_ORDER.index(Phase(season.phase))
    return tuple(_step(phase, index, at, (dues.get(phase), now)) for index, phase in enumerate(PHASE_ORDER))


def _step(phase, index, at, times):
    due, now = times
    # The last phase is where a season arrives: it is done as soon as it is reached.
    if index < at or (index == at and phase == Phase.PUBLISHED):
        return PhaseStep(phase.label, "done", due, "")
    late = index == at and due is not None and due < now
    state = "late" if late else "now" if index == at else "next"
    return PhaseStep(phase.label, state, due, _late(due, now) if late else "")


def _late(due, now):
    days = (timezone.localdate(now) - timezone.localdate(due)).days
    if days == 0:
        return _("The deadline passed today.")
    return ngettext("%(days)s day late.", "%(days)s days late.", days) % {"days": days}


MADE_UP = """
SELECT EXISTS (SELECT FROM clusters_criteriasheet WHERE illustrative AND season_id = %(season)s)
  OR EXISTS (SELECT FROM clusters_statement WHERE illustrative AND season_id = %(season)s)
  OR EXISTS (SELECT FROM clusters_figure f JOIN clusters_submission s ON s.id = f.submission_id
    JOIN clusters_member m ON m.id = s.member_id WHERE f.illustrative AND m.season_id = %(season)s)
  OR EXISTS (SELECT FROM clusters_plan p JOIN clusters_member m ON m.id = p.member_id
    WHERE p.illustrative AND m.season_id = %(season)s)
  OR EXISTS (SELECT FROM clusters_score c JOIN clusters_member m ON m.id = c.member_id
    WHERE c.illustrative AND m.season_id = %(season)s)
  OR EXISTS (SELECT FROM clusters_finding f JOIN clusters_member m ON m.id = f.member_id
    WHERE f.illustrative AND m.season_id = %(season)s)
"""


def illustrative(season):
    """Whether anything of the season is made up: one query."""
    with connection.cursor() as cursor:
        cursor.execute(MADE_UP, {"season": season.pk})
        return cursor.fetchone()[0]


def _heads(seasons):
    found = {}
    posts = Post.objects.filter(member__season__in=seasons, kind=PostKind.HEAD).select_related("member__unit")
    for post in posts:
        found.setdefault(post.member.season_id, []).append(str(post.member))
    return found
