"""A portal with every relation filled, so many of each: what pages are counted on.

Three members are those of the cast: a head, a member whose unit came out of several others that are members too, and a
deputy. `units` more members hold posts, figures with plans and revisions, points, exceptions, findings, statements,
nominations with their reviews, own years, people and prints; the sheet has `lines` lines beside those that compare.
"""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

from django.db import connection
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Assignment, User
from accounts.roles import Role
from audit import trail
from awards.choices import Stage
from awards.models import Nomination, Review
from clusters.actions import ranking
from clusters.choices import (
    ConferenceKind,
    CriterionKind,
    IndicatorKind,
    Method,
    Period,
    Phase,
    PlanGiver,
    PostKind,
    ResolutionKind,
)
from clusters.models import (
    Figure,
    Finding,
    Member,
    NotAssigned,
    Plan,
    Post,
    Resolution,
    Score,
    Statement,
    Submission,
    UnitYear,
)
from organisations.models import LegalDocument, Succession, Unit
from reports.choices import Format, PrintState
from reports.models import PrintedReport
from tests.factories import awards as give
from tests.factories import clusters as make
from tests.factories.accounts import LONG_AGO
from tests.factories.organisations import LegalDocumentFactory
from tests.factories.reports import PrintedReportFactory

BY = Actor.system("Kiểm thử")
BEGAN = dt.date(2020, 1, 1)
MERGED = dt.date(2025, 7, 1)


def filled(cast, units, lines=4):
    """Fill the portal of the cast, which names its people and units, and return what addresses ask for."""
    world = SimpleNamespace(cast=cast, now=timezone.now(), units=units)
    cluster = make.ClusterFactory(organiser=cast.central_board)
    world.last, world.season, world.next = (
        make.SeasonFactory(cluster=cluster, year=year) for year in (2019, 2020, 2021)
    )
    _members(world)
    _sheet(world, lines)
    for season, members in world.members.items():
        _results(world, members, revised=season == world.season.pk)
    _points(world)
    _conferences(world)
    _around(world)
    move(world, Phase.APPRAISED)
    world.run = ranking.compute(ranking.request_run(world.season, by=BY).pk)
    assert (world.run.state, world.run.provisional) == ("done", False), world.run.problem
    _revised(world)
    _awards(world)
    # A portal at work is looked over by the database by and by; nobody else sees what is filled here. Its own tables
    # alone: those that all databases of a server share would be held until the end, and who fills another one waits.
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(connection.introspection.table_names(cursor))}")
    return world


def move(world, phase):
    """Carry the season to the phase, its rules aside."""
    told = {"phase": phase, "published_at": world.now if phase == Phase.PUBLISHED else None}
    type(world.season).objects.filter(pk=world.season.pk).update(**told)
    world.season.refresh_from_db()


def _members(world):
    cast = world.cast
    units = Unit.objects.bulk_create(
        Unit(code=f"L{n}", name=f"Tỉnh Số {n}", sort_key=f"tinh so {n:04}", kind="province", valid_from=LONG_AGO)
        for n in range(world.units)
    )
    before = Unit.objects.bulk_create(
        Unit(
            code=f"C{n}", name=f"Tỉnh Cũ {n}", sort_key=f"tinh cu {n:04}", kind="province", valid_from=LONG_AGO,
            valid_to=MERGED,
        )
        for n in range(max(world.units // 5, 1))
    )  # fmt: skip
    Succession.objects.bulk_create(
        Succession(predecessor=one, successor=cast.member_unit, on=MERGED, kind="merger") for one in before
    )
    everybody = [cast.head_unit, cast.member_unit, cast.deputy_unit, *before, *units]
    world.members = {
        season.pk: Member.objects.bulk_create(
            Member(season=season, unit=unit, position=at, joined_on=BEGAN) for at, unit in enumerate(everybody, start=1)
        )
        for season in (world.last, world.season, world.next)
    }
    world.head, world.member, world.deputy, *world.others = world.members[world.season.pk]
    # The season that the outsider knows of, and as many that the board organises.
    make.MemberFactory(season__cluster__code="bien-gioi", unit=cast.outside_unit)
    for _season in range(world.units // 2):
        other = make.SeasonFactory(cluster=make.ClusterFactory(organiser=cast.central_board), phase=Phase.APPRAISED)
        make.PostFactory(member=make.MemberFactory(season=other, unit=cast.head_unit))
        make.MemberFactory(season=other, unit=cast.member_unit)


def _sheet(world, lines):
    gates = [{"when": "finding", "code": "cham", "label": "Nộp chậm", "effect": "held"}]
    sheet = make.SheetFactory(season=world.season, gates=gates, ties=[{"by": "penalties"}])
    group = make.CriterionFactory(sheet=sheet, kind=CriterionKind.GROUP)
    world.manual = make.CriterionFactory(sheet=sheet, parent=group)
    below = {"criterion__sheet": sheet, "criterion__parent": group}
    world.taken = [make.CriterionInputFactory(**below) for _line in range(lines)]
    communes = make.IndicatorFactory(kind=IndicatorKind.COUNT, measure="xã")
    criteria = make.IndicatorFactory(aggregation="weighted_mean", weight=communes, measure="tiêu chí")
    growing = make.IndicatorFactory(kind=IndicatorKind.PERCENTAGE, measure="%", aggregation="mean")
    best = make.CriterionFactory(sheet=sheet, parent=group, method=Method.LEADER, params={"mode": "max_share"})
    make.CriterionInputFactory(criterion=best, indicator=growing)
    for _line in range(2):
        check = make.CriterionFactory(sheet=sheet, parent=group, method=Method.CHECK, params={"mode": "sum"})
        for position in range(2):
            asked = {
                "part": "condition",
                "plan_giver": "",
                "condition": {"op": ">=", "than": "1", "points": "5"},
                "position": position,
            }
            make.CriterionInputFactory(criterion=check, indicator=make.IndicatorFactory(kind="yes_no"), **asked)
    world.sheet, world.line = make.published(sheet), world.taken[0].criterion
    world.check = check
    world.indicator = world.taken[0].indicator
    world.planned = [taken.indicator for taken in world.taken]
    world.indicators = [*world.planned, growing, communes, criteria]
    world.indicators += [
        taken.indicator for line in sheet.criteria.filter(method=Method.CHECK) for taken in line.inputs.all()
    ]
    draft = make.SheetFactory(season=world.season, version=2)
    for _line in range(lines):
        world.draft_line = make.CriterionInputFactory(criterion__sheet=draft).criterion
    world.draft_check = make.CriterionFactory(sheet=draft, method=Method.CHECK, params={"mode": "sum"})
    world.draft = draft


def _results(world, members, *, revised):
    handed = {"FY": {"state": "submitted", "submitted_at": world.now}, "H1": {}}
    submissions = Submission.objects.bulk_create(
        Submission(member=member, period=period, **handed[period]) for member in members for period in Period.values
    )
    by = {"entered_at": world.now, "entered_by": world.cast.clerk, "source": "Báo cáo"}
    Figure.objects.bulk_create(
        Figure(submission=one, indicator=indicator, value=Decimal(at % 7 + 1), **by)
        for at, one in enumerate(submissions)
        for indicator in {each.pk: each for each in world.indicators}.values()
    )
    Plan.objects.bulk_create(
        Plan(member=member, indicator=indicator, giver=giver, value=Decimal(5), illustrative=True)
        for member in members
        for indicator in world.planned
        for giver in (PlanGiver.CENTRE, PlanGiver.COUNCIL)
    )
    if revised:
        of_year = {one.member_id: one for one in submissions if one.period == Period.FULL_YEAR}
        world.submission = of_year[world.member.pk]
        world.half = Submission.objects.get(member=world.member, period=Period.HALF_YEAR)


def _revised(world):
    """Everybody's figure of one indicator is another one since the ranking."""
    asked = {"submission__member__season": world.season, "indicator": world.indicator, "submission__period": "FY"}
    old = list(Figure.objects.filter(**asked))
    Figure.objects.filter(**asked).update(current=False)
    Figure.objects.bulk_create(
        Figure(
            submission_id=one.submission_id, indicator_id=one.indicator_id, revision=one.revision + 1,
            value=one.value + 1, entered_at=world.now, entered_by=world.cast.clerk,
        )
        for one in old
    )  # fmt: skip
    assert world.season.inputs_version < type(world.season).objects.get(pk=world.season.pk).inputs_version


def _points(world):
    members, times = world.members[world.season.pk], {f"{one}_at": world.now for one in ("self", "appraised", "agreed")}
    given = {
        "self_points": 9,
        "appraised_points": 8,
        "appraised_reason": "Thiếu.",
        "agreed_points": 8,
        "self_by": world.cast.clerk,
    }
    Score.objects.bulk_create(Score(member=one, criterion=world.manual, **given, **times) for one in members)
    NotAssigned.objects.bulk_create(
        NotAssigned(member=one, criterion=world.taken[-1].criterion, reason="Không giao.") for one in members[::2]
    )
    by = {"recorded_at": world.now, "recorded_by": world.cast.reviewer}
    Finding.objects.bulk_create(Finding(member=one, gate="cham", basis="Biên bản", **by) for one in members[1::2])
    world.away = NotAssigned.objects.filter(criterion__sheet=world.sheet).earliest("pk")
    world.finding = Finding.objects.filter(member=world.member).earliest("pk")


def _conferences(world):
    held = {"season": world.season, "host": world.cast.head_unit}
    world.conference = make.ConferenceFactory(**held)
    half = make.ConferenceFactory(kind=ConferenceKind.HALF_YEAR, **held)
    for conference in (world.conference, half):
        Resolution.objects.bulk_create(
            Resolution(
                conference=conference, kind=ResolutionKind.values[at % 4], text=f"Nội dung {at}", position=at, on=BEGAN
            )
            for at in range(world.units)
        )
    world.resolution = world.conference.resolutions.filter(kind=ResolutionKind.CONCLUDED).earliest("pk")
    own, after = world.members[world.season.pk], world.members[world.next.pk]
    make.PostFactory(member=world.head)
    post = {"kind": PostKind.DEPUTY, "valid_from": BEGAN}
    Post.objects.bulk_create(Post(member=one, **post) for one in own[2:])
    introduced = {"introduced_on": BEGAN, "introduced_by": world.conference}
    Post.objects.bulk_create(Post(member=one, **post, **introduced) for one in after)
    world.post = Post.objects.get(member=world.deputy)


def _around(world):
    members, cast = world.members[world.season.pk], world.cast
    said = Statement.objects.bulk_create(
        Statement(
            season=world.season, subject=f"Nội dung {at}", aggregate="value", value=1, source="Bài", position=at,
            period=Period.values[at % 2], indicator=world.indicator if at % 3 else None,
        )
        for at in range(len(members))
    )  # fmt: skip
    named = Statement.units.through
    named.objects.bulk_create(named(statement=one, unit=member.unit) for one, member in zip(said, members, strict=True))
    world.statement = said[0]
    years = UnitYear.objects.bulk_create(UnitYear(unit=one.unit, year=2020) for one in members)
    world.own_year = next(one for one in years if one.unit == cast.member_unit)
    world.own_submission = Submission.objects.create(unit_year=world.own_year, period=Period.FULL_YEAR)
    extra = [make.IndicatorFactory() for _each in range(world.units)]
    Figure.objects.bulk_create(
        Figure(submission=world.own_submission, indicator=one, value=1, entered_at=world.now) for one in extra
    )
    Plan.objects.bulk_create(Plan(unit_year=world.own_year, indicator=one, giver="own", value=1) for one in extra)
    Statement.objects.bulk_create(
        Statement(unit_year=world.own_year, subject=f"Nội dung {at}", aggregate="value", value=1)
        for at in range(world.units)
    )
    people = User.objects.bulk_create(
        User(username=f"người{n}", full_name=f"Người {n}", sort_key=f"nguoi {n}", folded=f"nguoi {n}", password="!")
        for n in range(world.units)
    )
    kept = Assignment.objects.bulk_create(
        Assignment(user=one, role=Role.CLERK, unit=cast.member_unit, valid_from=LONG_AGO) for one in people
    )
    world.person, world.assignment, world.people = people[0], kept[0], people
    LegalDocumentFactory.create_batch(min(world.units, 50))
    world.document = LegalDocument.objects.earliest("pk")
    PrintedReport.objects.bulk_create(
        PrintedReport(
            kind="summary", format=Format.PDF, subject_kind="season", subject_id=world.season.pk, subject_name="Cụm",
            requested_at=world.now, requested_by=people[n], state=PrintState.FAILED, problem={"code": "crashed"},
        )
        for n in range(1, world.units)
    )  # fmt: skip
    world.print = PrintedReportFactory(
        kind="summary", subject_id=world.season.pk, requested_at=world.now, says="0" * 64, written=True
    )
    for subject in (world.season, cast.member_unit, world.own_year, world.person, world.submission):
        for _each in range(world.units):
            trail.record("season.moved", subject, by=BY, reason="Thử.", before="draft", after="reporting")


def _awards(world):
    world.award = give.CategoryFactory()
    world.quota = give.QuotaFactory(season=world.season, category=world.award, most=world.units * 2 + 9)
    for _award in range(min(world.units, 50)):
        give.QuotaFactory(season=world.season)
    world.decision = give.DecisionFactory()
    made = Nomination.objects.bulk_create(
        Nomination(
            season=world.season, member=member, category=world.award, run=world.run, conclusion=world.resolution,
            created_at=world.now, stage=Stage.DECIDED if at % 2 else Stage.SUBMITTED,
            decision=world.decision if at % 2 else None, created_by=world.cast.secretariat,
        )
        for at, member in enumerate(world.members[world.season.pk])
    )  # fmt: skip
    Review.objects.bulk_create(
        Review(
            nomination=one,
            from_stage=Stage.DRAFT,
            to_stage=Stage.SUBMITTED,
            at=world.now,
            by=world.people[at % world.units],
        )
        for one in made
        for at in range(3)
    )
    world.nomination = made[0]
