"""Adding up what is there: equal to a ranking where nothing is missing."""

from decimal import Decimal

import pytest

from scoring.frozen import compute
from scoring.sums import Sum, summed
from tests.scoring.season import group, inputs, item, sheet


@pytest.mark.parametrize("policy", ["exclude", "full", "zero"])
@pytest.mark.parametrize("findings", [[], ["reprimand"]], ids=["no finding", "a finding"])
def test_a_full_sheet_adds_up_to_the_total_of_a_ranking(policy, findings):
    gate = {"when": "finding", "code": "reprimand", "effect": "zero", "group": "B"}
    lines = (group("A", cap="12"), item("1", "A"), item("2", "A"), group("B"), item("3", "B"), item("4", "B"))
    given = sheet(*lines, not_assigned=policy, gates=[gate], total={"cap": "20"})
    marks = {"1": "9", "2": "8.5", "3": "4"}
    row = compute(inputs(given, QN={**marks, "rest": {"not_assigned": ["4"], "findings": findings}}))["rows"][0]

    groups, whole = summed(given, {key: Decimal(text) for key, text in marks.items()}, ["4"], findings)

    assert whole == Sum(Decimal(row["total"]), 3, 0)
    assert groups == {"A": Sum(Decimal(row["points"][0]), 2, 0), "B": Sum(Decimal(row["points"][3]), 1, 0)}


def test_only_lines_that_are_asked_can_be_missing():
    given = sheet(group("A"), item("1", "A"), item("2", "A"), item("3", "A"))

    assert summed(given, {"1": Decimal(2)}, asked=["1", "2"])[1] == Sum(Decimal(2), 1, 1)
