"""How far the marking of each member has come."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef

from clusters.choices import Method
from clusters.models import Member, NotAssigned, Score
from clusters.queries import criteria
from clusters.queries.scores import STAGES
from clusters.queries.standing import members_visible

OF_A_LINE = ("member_id", "criterion_id")


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a member's lines apply, how many of these are marked by hand, and how many of those at each stage."""

    member: Member
    items: int
    by_hand: int
    self: int
    appraised: int
    agreed: int


def progress(season, stands, sheet) -> list[Progress]:
    """For every member that may be seen: how far its marking by the sheet has come, in as many queries always."""
    members = list(members_visible(stands, season))
    items = criteria.items(criteria.lines(sheet))
    marked = _marked(sheet, members)
    away = set(NotAssigned.objects.filter(criterion__sheet=sheet, member__in=members).values_list(*OF_A_LINE))
    told = []
    for member in members:
        applies = [line for line in items if (member.pk, line.pk) not in away]
        by_hand = [line for line in applies if line.method == Method.MANUAL]
        done = [sum((member.pk, line.pk, stage) in marked for line in by_hand) for stage in STAGES]
        told.append(Progress(member, len(applies), len(by_hand), *done))
    return told


def unagreed(season, sheet) -> tuple[int, int]:
    """How many lines marked by hand have no agreed points, and of how many members; one query."""
    cell = {"member": OuterRef("pk"), "criterion": OuterRef("line")}
    lines = (
        Member.objects.filter(season=season, left_on=None)
        .filter(season__sheets=sheet, season__sheets__criteria__method=Method.MANUAL)
        .annotate(line=F("season__sheets__criteria"))
        .exclude(Exists(Score.objects.filter(**cell, agreed_points__isnull=False)))
        .exclude(Exists(NotAssigned.objects.filter(**cell)))
    )
    told = lines.order_by().aggregate(lines=Count("line"), members=Count("pk", distinct=True))
    return told["lines"], told["members"]


def _marked(sheet, members):
    """Which lines bear points at which stage: {(member id, criterion id, stage)}."""
    points = [f"{stage}_points" for stage in STAGES]
    scores = Score.objects.filter(criterion__sheet=sheet, member__in=members).values_list(*OF_A_LINE, *points)
    return {
        (member, criterion, stage)
        for member, criterion, *given in scores
        for stage, value in zip(STAGES, given, strict=True)
        if value is not None
    }
