"""Clusters, seasons and what hangs on them, as tests want them; a season is that of 2020.

A sheet is a draft until `published(sheet)` or `frozen(sheet)`: the database refuses lines added to it afterwards.
"""

import datetime as dt
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from clusters.choices import ConferenceKind, CriterionKind, IndicatorKind, Method, Period, Phase, PostKind, RunState
from clusters.choices import SheetState as State
from clusters.models import (
    Cluster,
    Conference,
    CriteriaSheet,
    Criterion,
    CriterionInput,
    Figure,
    Indicator,
    Member,
    NotAssigned,
    Plan,
    Post,
    RankingRun,
    Score,
    Season,
    Submission,
)
from organisations.choices import UnitKind
from tests.factories.accounts import make_unit
from tests.factories.organisations import UnitFactory


def _central_board():
    return make_unit("Ban Thi đua - Khen thưởng Trung ương", code="TW", kind=UnitKind.CENTRAL_BOARD)


class ClusterFactory(DjangoModelFactory):
    class Meta:
        model = Cluster

    code = factory.Sequence(lambda n: f"cum-{n}")
    name = factory.Sequence(lambda n: f"Cụm thi đua số {n}")
    organiser = factory.LazyFunction(_central_board)
    established_on = dt.date(2010, 1, 1)


class SeasonFactory(DjangoModelFactory):
    class Meta:
        model = Season

    cluster = factory.SubFactory(ClusterFactory)
    year = 2020
    phase = Phase.REPORTING
    published_at = factory.LazyAttribute(lambda season: timezone.now() if season.phase == Phase.PUBLISHED else None)


class MemberFactory(DjangoModelFactory):
    class Meta:
        model = Member

    season = factory.SubFactory(SeasonFactory)
    unit = factory.SubFactory(UnitFactory)
    position = factory.Sequence(lambda n: n % 30000 + 1)
    joined_on = dt.date(2020, 1, 1)


class PostFactory(DjangoModelFactory):
    class Meta:
        model = Post

    member = factory.SubFactory(MemberFactory)
    kind = PostKind.HEAD
    valid_from = dt.date(2020, 1, 1)


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator

    code = factory.Sequence(lambda n: f"chi-tieu-{n}")
    name = factory.Sequence(lambda n: f"Chỉ tiêu số {n}")
    kind = IndicatorKind.AMOUNT
    measure = "tỷ đồng"
    position = factory.Sequence(lambda n: n % 30000)


class SheetFactory(DjangoModelFactory):
    class Meta:
        model = CriteriaSheet

    season = factory.SubFactory(SeasonFactory)
    title = "Bảng tiêu chí chấm điểm"
    declared_max = Decimal(100)


class CriterionFactory(DjangoModelFactory):
    """A line marked by hand; `kind=CriterionKind.GROUP` makes a group, `method=` and `params=` another rule."""

    class Meta:
        model = Criterion

    sheet = factory.SubFactory(SheetFactory)
    position = factory.LazyAttribute(lambda line: Criterion.objects.filter(sheet=line.sheet).count() + 1)
    label = factory.LazyAttribute(lambda line: str(line.position))
    name = factory.LazyAttribute(lambda line: f"Tiêu chí {line.position}")
    kind = CriterionKind.ITEM
    max_points = Decimal(10)
    method = factory.LazyAttribute(lambda line: "" if line.kind == CriterionKind.GROUP else Method.MANUAL)


class CriterionInputFactory(DjangoModelFactory):
    class Meta:
        model = CriterionInput

    criterion = factory.SubFactory(CriterionFactory, method=Method.PROPORTIONAL, derive="ratio")
    indicator = factory.SubFactory(IndicatorFactory)
    plan_giver = "centre"


class NotAssignedFactory(DjangoModelFactory):
    class Meta:
        model = NotAssigned

    member = factory.SubFactory(MemberFactory)
    criterion = factory.SubFactory(CriterionFactory)
    reason = "Không được giao chỉ tiêu này."


class SubmissionFactory(DjangoModelFactory):
    class Meta:
        model = Submission

    member = factory.SubFactory(MemberFactory)
    period = Period.FULL_YEAR


class FigureFactory(DjangoModelFactory):
    class Meta:
        model = Figure

    submission = factory.SubFactory(SubmissionFactory)
    indicator = factory.SubFactory(IndicatorFactory)
    value = Decimal(100)
    entered_at = factory.LazyFunction(timezone.now)


def revised(figure, **values):
    """Put a new revision in the place of a figure, as the action does: the database keeps the old one as it was."""
    Figure.objects.filter(pk=figure.pk).update(current=False)
    figure.pk, figure.current, figure.revision = None, True, figure.revision + 1
    for name, value in values.items():
        setattr(figure, name, value)
    figure._state.adding = True
    figure.save(force_insert=True)
    return figure


class PlanFactory(DjangoModelFactory):
    class Meta:
        model = Plan

    member = factory.SubFactory(MemberFactory)
    indicator = factory.SubFactory(IndicatorFactory)
    giver = "centre"
    value = Decimal(100)


class ScoreFactory(DjangoModelFactory):
    class Meta:
        model = Score

    member = factory.SubFactory(MemberFactory)
    criterion = factory.SubFactory(CriterionFactory)
    self_points = Decimal(9)
    self_at = factory.LazyFunction(timezone.now)


class RunFactory(DjangoModelFactory):
    """A run that is done; `state=RunState.QUEUED` and the like make others."""

    class Meta:
        model = RankingRun

    season = factory.SubFactory(SeasonFactory)
    sheet = factory.LazyAttribute(lambda run: frozen(SheetFactory(season=run.season)))
    state = RunState.DONE
    requested_at = factory.LazyFunction(timezone.now)
    finished_at = factory.LazyAttribute(lambda run: timezone.now() if run.state == RunState.DONE else None)
    inputs_version = factory.LazyAttribute(
        lambda run: Season.objects.values_list("inputs_version", flat=True).get(pk=run.season.pk)
    )
    code = factory.LazyAttribute(lambda run: "ab" * 32 if run.state == RunState.DONE else "")
    code_version = factory.LazyAttribute(lambda run: "4f1c0a9be2d7" if run.state == RunState.DONE else "")
    problem = factory.LazyAttribute(lambda run: {"code": "crashed"} if run.state == RunState.FAILED else None)


class ConferenceFactory(DjangoModelFactory):
    class Meta:
        model = Conference

    season = factory.SubFactory(SeasonFactory)
    kind = ConferenceKind.YEAR_END
    title = "Hội nghị tổng kết"
    held_on = dt.date(2021, 1, 18)


def published(sheet):
    """Publish the sheet as it stands, unchecked."""
    return _in_state(sheet, State.PUBLISHED)


def frozen(sheet):
    """Freeze the sheet as it stands, unchecked."""
    return _in_state(sheet, State.FROZEN)


def _in_state(sheet, state):
    sheet.state, sheet.published_at = state, sheet.published_at or timezone.now()
    sheet.save(update_fields=["state", "published_at"])
    return sheet
