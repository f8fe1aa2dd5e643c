"""Seasons to break: one that takes seconds to compute, one that takes none, and what is true of both afterwards."""

from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.actors import Actor
from audit.models import Entry
from clusters.actions import ranking
from clusters.choices import Phase, RunState, SheetState
from clusters.models import CriteriaSheet, Figure, RankingRow, RankingRun, RunDocument, Season, Submission
from clusters.queries import verification
from tests.factories.clusters import CriterionFactory, CriterionInputFactory, IndicatorFactory, SheetFactory, published
from tests.factories.rankings import make_members
from tests.plugins.worker import wait_for

BY = Actor.system("chaos")
LINES, UNITS = 24, 110


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "chaos":
            item.add_marker(pytest.mark.chaos)


def _fill(season, *, lines, units):
    """Every line compares each unit with the leader by a share: the slowest rule there is."""
    Season.objects.filter(pk=season.pk).update(phase=Phase.APPRAISED)
    make_members(season, units)
    sheet = SheetFactory(season=season)
    indicators = []
    for _line in range(lines):
        criterion = CriterionFactory(sheet=sheet, method="leader", params={"mode": "max_share"}, derive="value")
        indicators.append(IndicatorFactory(kind="ratio"))
        CriterionInputFactory(criterion=criterion, indicator=indicators[-1], plan_giver="")
    published(sheet)
    handed_in = Submission.objects.bulk_create(
        Submission(member=member, period="FY") for member in season.members.all()
    )
    now = timezone.now()
    Figure.objects.bulk_create(
        Figure(
            submission=submission,
            indicator=indicator,
            numerator=Decimal(place * 37 % 91 + column),
            denominator=Decimal(101 + column),
            entered_at=now,
        )
        for place, submission in enumerate(handed_in)
        for column, indicator in enumerate(indicators)
    )
    return Season.objects.get(pk=season.pk)


@pytest.fixture
def slow(transactional_db, season):
    """A season whose ranking takes some seconds, item by item."""
    return _fill(season, lines=LINES, units=UNITS)


@pytest.fixture
def quick(transactional_db, season):
    """A season whose ranking takes some milliseconds."""
    return _fill(season, lines=2, units=3)


@pytest.fixture
def before(quick):
    """The run as it must be while nothing is published."""

    def check(run):
        run.refresh_from_db()
        assert run.state in ranking.OPEN
        assert not RankingRow.objects.filter(run=run).exists()
        assert not RunDocument.objects.filter(run=run).exists()
        assert not Entry.objects.filter(action="ranking.done").exists()
        assert CriteriaSheet.objects.get(season=quick).state == SheetState.PUBLISHED

    return check


@pytest.fixture
def after():
    """The run as it must be once it is published: whole, sound, and once."""

    def check(run):
        run.refresh_from_db()
        assert run.state == RunState.DONE
        assert verification.differences(run) == []
        assert RankingRow.objects.filter(run=run).count() == run.season.members.count()
        assert Entry.objects.filter(action="ranking.done", subject_id=str(run.pk)).count() == 1
        assert CriteriaSheet.objects.get(season=run.season).state == SheetState.FROZEN
        # Computed anew from the same figures, here or by a worker that is still there: whoever comes first.
        reference = ranking.request_run(run.season, by=BY)
        ranking.compute(reference.pk)
        wait_for(lambda: RankingRun.objects.done().filter(pk=reference.pk).exists())
        reference.refresh_from_db()
        assert reference.code == run.code
        assert RankingRun.objects.filter(season=run.season, state=RunState.DONE).count() == 2

    return check
