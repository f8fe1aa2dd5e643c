"""How far the marking of each member has come."""

from dataclasses import dataclass

from clusters.models import Member, NotAssigned, Score
from clusters.queries import criteria, sheets
from clusters.queries.scores import STAGES
from clusters.queries.standing import members_visible


@dataclass(frozen=True, slots=True)
class Progress:
    """How many lines of a member bear points at each stage, out of how many that apply."""

    member: Member
    items: int
    self: int
    appraised: int
    agreed: int


def progress(season, stands) -> list[Progress]:
    """For every member that may be seen: how far its marking has come, in four queries however many there are."""
    sheet = sheets.current(season)
    members = list(members_visible(stands, season))
    items = criteria.items(criteria.lines(sheet))
    marked = _marked(sheet, members)
    away: dict[int, int] = {}
    for one in NotAssigned.objects.filter(criterion__sheet=sheet, member__in=members):
        away[one.member_id] = away.get(one.member_id, 0) + 1
    return [
        Progress(member, len(items) - away.get(member.pk, 0), *(marked.get((member.pk, s), 0) for s in STAGES))
        for member in members
    ]


def _marked(sheet, members):
    found: dict[tuple[int, str], int] = {}
    points = [f"{stage}_points" for stage in STAGES]
    for member, *given in Score.objects.filter(criterion__sheet=sheet, member__in=members).values_list(
        "member_id", *points
    ):
        for stage, value in zip(STAGES, given, strict=True):
            found[member, stage] = found.get((member, stage), 0) + (value is not None)
    return found
