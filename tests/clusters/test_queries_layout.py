import json

import pytest

from clusters.choices import CriterionKind
from clusters.models import CriteriaSheet, Criterion
from clusters.queries import sheets
from clusters.queries.layout import layout
from tests.factories.clusters import CriterionFactory, CriterionInputFactory, IndicatorFactory, SheetFactory


@pytest.fixture
def sheet(db):
    """Every kind of line: a group, what it holds, conditions by indicator, a lower bound, another direction."""
    sheet = SheetFactory(total_cap="1000.5", ties=[{"by": "penalties"}], classes=[{"key": "I", "label": "Tốt"}])
    group = CriterionFactory(sheet=sheet, kind=CriterionKind.GROUP, max_points="600", cap="590.25")
    lower = IndicatorFactory(direction="lower")
    ratio = CriterionFactory(
        sheet=sheet, parent=group, method="proportional", derive="ratio", lower_mode="linear", legal_basis="Điều 9"
    )
    CriterionInputFactory(criterion=ratio, indicator=lower)
    check = CriterionFactory(sheet=sheet, parent=group, method="check", params={"mode": "sum"})
    for position in range(2):
        asked = {"points": "5", "op": ">=", "than": "1"}
        CriterionInputFactory(criterion=check, part="condition", condition=asked, position=position)
    CriterionFactory(sheet=sheet, bonus=True, floor="-3", max_points="0")
    return CriteriaSheet.objects.get(pk=sheet.pk)


def test_a_layout_is_the_sheet_as_everybody_else_reads_it(sheet):
    assert layout(sheet).data == json.loads(json.dumps(sheets.sheet_data(sheet)))


def test_a_layout_knows_what_each_item_takes_in(sheet):
    ratio, check, by_hand = layout(sheet).items

    assert (ratio.actual.giver, ratio.actual.period, ratio.conditions) == ("centre", "FY", ())
    assert (check.actual, len(check.conditions)) == (None, 2)
    assert (by_hand.actual, by_hand.conditions) == (None, ())
    assert by_hand.pk == Criterion.objects.get(bonus=True).pk


def test_a_layout_is_read_in_one_question(sheet, django_assert_num_queries):
    layout(sheet)  # the first on a connection plans the statement
    for _line in range(20):
        CriterionFactory(sheet=sheet)

    with django_assert_num_queries(1):
        layout(sheet)
