"""The sheet as scoring takes it."""

from decimal import Decimal

import pytest

from clusters.choices import CriterionKind, Method
from clusters.queries import sheets
from clusters.queries.standing import standing
from tests.factories.clusters import (
    CriterionFactory,
    CriterionInputFactory,
    IndicatorFactory,
    SheetFactory,
    published,
)

pytestmark = pytest.mark.django_db


def test_a_line_tells_scoring_its_method_its_bounds_and_the_direction_of_its_indicator():
    group = CriterionFactory(kind=CriterionKind.GROUP, name="Kinh tế", max_points=Decimal("60.0000"))
    item = CriterionFactory(
        sheet=group.sheet,
        parent=group,
        method=Method.PLAN_STEP,
        max_points=Decimal("50.5"),
        params={"over_pts": "1", "over_cap": "10"},
        derive="ratio",
        lower_mode="linear",
        legal_basis="Khoản 2",
    )
    taken = CriterionInputFactory(criterion=item, indicator=IndicatorFactory(direction="lower"))

    assert sheets.sheet_data(group.sheet)["lines"] == [
        {
            "key": str(group.pk),
            "parent": None,
            "kind": "group",
            "label": group.label,
            "name": "Kinh tế",
            "max": "60",
            "cap": None,
            "floor": None,
            "bonus": False,
            "citation": "",
        },
        {
            "key": str(item.pk),
            "parent": str(group.pk),
            "kind": "item",
            "label": item.label,
            "name": item.name,
            "max": "50.5",
            "cap": None,
            "floor": None,
            "bonus": False,
            "citation": "Khoản 2",
            "method": "plan_step",
            "params": {"over_pts": "1", "over_cap": "10"},
            "derive": "ratio",
            "direction": "lower",
            "lower_mode": "linear",
            "takes": [["actual", taken.indicator_id, "centre", "FY"]],
        },
    ]


def test_conditions_decided_by_indicators_stand_in_the_order_of_the_inputs():
    item = CriterionFactory(method=Method.CHECK, params={"mode": "sum"})
    second = {"points": "2", "op": "<", "than": "0", "derive": "delta"}
    first = {"points": "1", "op": ">=", "than": "5", "derive": "value"}
    CriterionInputFactory(criterion=item, part="condition", position=2, condition=second)
    CriterionInputFactory(criterion=item, part="condition", position=1, condition=first)

    assert sheets.sheet_data(item.sheet)["lines"][0]["params"] == {"mode": "sum", "conditions": [first, second]}


def test_the_whole_sheet_is_read_in_two_queries_however_long(django_assert_num_queries):
    sheet = SheetFactory()
    for _each in range(30):
        CriterionInputFactory(criterion__sheet=sheet)

    with django_assert_num_queries(2):
        assert len(sheets.sheet_data(sheet)["lines"]) == 30


def test_the_newest_published_sheet_counts():
    old = published(SheetFactory())
    new = published(SheetFactory(season=old.season, version=2))
    writing = SheetFactory(season=old.season, version=3)

    assert sheets.current(old.season) == new
    assert sheets.draft(old.season) == writing


def test_a_member_never_sees_a_draft_sheet(season, actor_of, clerk, secretariat, outsider):
    shown = published(SheetFactory(season=season))
    draft = SheetFactory(season=season, version=2)

    def seen(user):
        return list(sheets.sheets_visible(standing(actor_of(user), season), season))

    assert seen(secretariat) == [draft, shown]
    assert seen(clerk) == [shown]
    assert seen(outsider) == []


@pytest.mark.parametrize(
    ("value", "text"), [("10.0500", "10.05"), ("0.0000", "0"), ("-2.50", "-2.5"), ("100", "100"), ("1E+2", "100")]
)
def test_numbers_reach_scoring_in_their_shortest_plain_form(value, text):
    assert sheets.plain(Decimal(value)) == text
