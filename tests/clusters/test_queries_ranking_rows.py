"""The points of a group in a ranking: “—”, 0 and KAD stay three things, whatever scoring adds up."""

import pytest

from clusters.queries.ranking_rows import items_below, values_of
from scoring.frozen import compute
from tests.scoring.season import group, inputs, item, sheet

LINES = (group("A"), item("1", "A"), group("B"), group("B.1", "B"), item("2", "B.1"), item("3", "B"))
AWAY = {"not_assigned": ["2", "3"]}


def groups(policy="exclude", **member):
    given = inputs(sheet(*LINES, not_assigned=policy), **{"7": {"1": "5", **member}})
    (row,) = values_of(given, compute(given))
    return row["groups"]


def test_a_group_knows_the_items_under_it_however_deep():
    assert items_below(sheet(*LINES)["lines"]) == {0: [1], 1: [1], 2: [5, 4], 3: [4], 4: [4], 5: [5]}


@pytest.mark.parametrize(
    ("member", "shown"),
    [
        ({"2": "0", "3": "0"}, {"A": "5.00", "B": "0.00"}),
        ({"2": "0"}, {"A": "5.00", "B": "0.00"}),
        ({}, {"A": "5.00", "B": None}),
        ({"rest": {"not_assigned": ["3"]}}, {"A": "5.00", "B": None}),
        ({"rest": AWAY}, {"A": "5.00"}),
    ],
    ids=["marked with nought", "half known", "not reported", "not reported and not assigned", "not assigned"],
)
def test_a_group_of_which_nothing_is_known_has_not_earned_nought(member, shown):
    assert groups(**member) == shown


@pytest.mark.parametrize(("policy", "shown"), [("zero", {"A": "5.00"}), ("full", {"A": "5.00", "B": "20.00"})])
def test_what_was_not_assigned_has_points_where_the_sheet_counts_it_in_full(policy, shown):
    assert groups(policy, rest=AWAY) == shown
