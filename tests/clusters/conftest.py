"""A season to rank, as the tests of the clusters share it."""

from decimal import Decimal

import pytest
from django.utils import timezone

from clusters.choices import Phase
from tests.factories.clusters import (
    CriterionFactory,
    CriterionInputFactory,
    FigureFactory,
    IndicatorFactory,
    MemberFactory,
    ScoreFactory,
    SeasonFactory,
    SheetFactory,
    SubmissionFactory,
    published,
)


@pytest.fixture
def world(db):
    """Three members, ranked by growth within the cluster and by one line marked by hand; all of it agreed."""
    season = SeasonFactory(phase=Phase.APPRAISED)
    sheet = SheetFactory(season=season, declared_max=Decimal(20))
    growth = IndicatorFactory(name="Tăng trưởng GRDP", kind="percentage", measure="%")
    ranked = CriterionFactory(
        sheet=sheet,
        method="rank",
        params={"scope": "cluster", "scale": "table", "table": {"1": "10", "2": "8", "3": "6"}},
        derive="value",
    )
    CriterionInputFactory(criterion=ranked, indicator=growth, plan_giver="")
    by_hand = CriterionFactory(sheet=sheet, params={})
    for value, mark in (("10.05", "9"), ("7.02", "7"), ("6.97", "9")):
        member = MemberFactory(season=season)
        FigureFactory(submission=SubmissionFactory(member=member), indicator=growth, value=Decimal(value))
        ScoreFactory(
            member=member, criterion=by_hand, agreed_points=Decimal(mark), agreed_at=timezone.now(), agreed_by=None
        )
    published(sheet)
    return season
