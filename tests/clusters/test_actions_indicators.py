import datetime as dt

import pytest

from clusters import tokens
from clusters.actions import indicators
from clusters.errors import Frozen, NotAllowedHere, Stale
from clusters.models import Indicator
from tests.factories.clusters import FigureFactory, IndicatorFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
VALUES = {"name": "Tốc độ tăng trưởng GRDP", "kind": "percentage", "measure": "%", "direction": "higher"}


@pytest.fixture
def by(actor_of, reviewer):
    return actor_of(reviewer)


def test_an_indicator_is_defined_once_whatever_its_marks(by):
    indicators.create(VALUES, by=by)

    with pytest.raises(NotAllowedHere, match="exists already"):
        indicators.create(VALUES | {"name": "TOC DO TANG TRUONG grdp"}, by=by)

    assert [each.code for each in Indicator.objects.all()] == ["toc-do-tang-truong-grdp"]


def test_an_indicator_nobody_has_reported_may_change_its_meaning(by):
    indicator = indicators.create(VALUES, by=by)

    assert indicators.edit(indicator, {"direction": "lower"}, by=by).direction == "lower"


@pytest.mark.parametrize(
    ("field", "value"), [("kind", "count"), ("measure", "người"), ("direction", "lower"), ("name", "Khác")]
)
def test_a_reported_indicator_keeps_its_meaning(by, field, value):
    indicator = FigureFactory().indicator

    with pytest.raises(Frozen, match="Make a new version"):
        indicators.edit(indicator, {field: value}, by=by)


def test_the_hint_of_a_reported_indicator_may_change(by):
    indicator = FigureFactory().indicator

    assert indicators.edit(indicator, {"hint": "Nguồn: Cục Thống kê."}, by=by).hint == "Nguồn: Cục Thống kê."


def test_a_new_version_retires_the_old_one_and_leaves_its_figures(by):
    figure = FigureFactory()

    renewed = indicators.renew(figure.indicator, VALUES, by=by)

    figure.indicator.refresh_from_db()
    assert (renewed.code, renewed.version) == (figure.indicator.code, 2)
    assert figure.indicator.retired_on is not None
    assert renewed.figures.count() == 0


def test_an_old_version_gets_no_second_successor(by):
    old = IndicatorFactory()
    indicators.renew(old, VALUES, by=by)

    with pytest.raises(NotAllowedHere, match="newer version"):
        indicators.renew(old, VALUES, by=by)


def test_the_second_of_two_writers_sees_what_the_first_wrote(by):
    indicator = IndicatorFactory()
    seen = tokens.token(indicator, tokens.INDICATOR)
    indicators.edit(indicator, {"hint": "Một"}, by=by, seen=seen)

    with pytest.raises(Stale) as refusal:
        indicators.edit(indicator, {"hint": "Hai"}, by=by, seen=seen)

    assert refusal.value.current.hint == "Một"


def test_a_retired_indicator_says_from_when(by):
    retired = indicators.retire(IndicatorFactory(), dt.date(2025, 7, 1), by=by, reason="Không còn cấp huyện.")

    assert retired.retired_on == dt.date(2025, 7, 1)
