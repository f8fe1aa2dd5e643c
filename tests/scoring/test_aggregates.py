"""What is said of a cluster as a whole, with the figures of the articles where they give them."""

from decimal import Decimal

import pytest

from scoring import aggregates
from scoring.aggregates import Aggregate, Counted, Extreme, Named
from scoring.inputs import Figure

GROWTH = {
    "Quảng Ninh": "10.05",
    "Hà Nam": "7.02",
    "Nam Định": "6.97",
    "Ninh Bình": "6.78",
    "Hưng Yên": "6.46",
    "Hải Dương": "3.24",
    "Thái Bình": "3.23",
    "Vĩnh Phúc": "2.21",
    "Bắc Ninh": "1.36",
}


def figure(**parts):
    return Figure(**{name: None if text is None else Decimal(text) for name, text in parts.items()})


def cluster(*texts):
    return [Named(name, figure(actual=text)) for name, text in zip("abcdefg", texts, strict=False)]


def planned(*pairs):
    return [Named(name, figure(actual=actual, plan=plan)) for name, (actual, plan) in zip("abcd", pairs, strict=False)]


GRDP = [Named(name, figure(actual=growth)) for name, growth in GROWTH.items()]


def test_the_mean_growth_of_nine_provinces():
    assert aggregates.mean(GRDP, 2) == Aggregate(Decimal("5.26"), 9, 9)


def test_a_member_that_reported_nothing_is_left_out_of_the_mean_and_counted():
    assert aggregates.mean(cluster("1", None, "2"), 2) == Aggregate(Decimal("1.50"), 2, 3)


@pytest.mark.parametrize("of", [aggregates.mean, aggregates.total, aggregates.mean_of_ratios, aggregates.change])
def test_nothing_reported_is_no_value_and_not_zero(of):
    assert of(cluster(None, None), 2) == Aggregate(None, 0, 2)


def test_the_sum():
    assert aggregates.total(cluster("1.25", "2", None), 2) == Aggregate(Decimal("3.25"), 2, 3)


def test_a_weighted_mean_weighs_and_leaves_out_who_has_no_weight():
    weights = [Decimal(3), Decimal(1), None, Decimal(-1)]

    assert aggregates.weighted_mean(cluster("10", "20", "9", "9"), weights, 1) == Aggregate(Decimal("12.5"), 2, 4)
    assert aggregates.weighted_mean(cluster("10"), [Decimal(0)], 1) == Aggregate(None, 1, 1)


def test_the_ratio_of_sums_and_the_mean_of_ratios_differ():
    members = planned(("50", "100"), ("10", "10"), ("5", None), ("5", "0"))

    assert aggregates.ratio_of_sums(members, 2, of="plan") == Aggregate(Decimal("54.55"), 2, 4)
    assert aggregates.mean_of_ratios(members, 2) == Aggregate(Decimal("75.00"), 2, 4)


def test_communes_reaching_the_standard_are_a_ratio_of_sums():
    communes = {"a": ("1000", "1000"), "b": ("241", "310")}
    members = [Named(name, figure(numerator=part, denominator=whole)) for name, (part, whole) in communes.items()]

    assert aggregates.ratio_of_sums(members, 2) == Aggregate(Decimal("94.73"), 2, 2)
    assert aggregates.ratio_of_sums(cluster("1"), 2) == Aggregate(None, 0, 1)


def test_accidents_change_against_the_year_before():
    members = [Named("a", figure(actual="100", previous="200")), Named("b", figure(actual="43", previous="100"))]

    assert aggregates.change(members, 0) == Aggregate(Decimal("-157"), 2, 2)


@pytest.mark.parametrize(
    ("direction", "beyond", "names"),
    [("higher", False, "ab"), ("higher", True, "a"), ("lower", False, "bc"), ("lower", True, "c")],
)
def test_reaching_the_plan_is_enough_unless_beyond_is_asked(direction, beyond, names):
    members = planned(("11", "10"), ("10", "10"), ("9", "10"), ("9", None))

    assert aggregates.count_meeting_plan(members, direction, beyond=beyond) == Counted(len(names), tuple(names), 3, 4)


def test_all_conditions_met_counts_and_one_unanswered_is_not_judged():
    answers = {"a": (True, True), "b": (True, False), "c": (True, None), "d": (), "e": (False, None)}
    members = [Named(name, Figure(conditions=given)) for name, given in answers.items()]

    assert aggregates.count_all(members) == Counted(1, ("a",), 3, 5)


def test_the_highest_and_the_lowest_are_named_all_of_them():
    assert aggregates.highest(GRDP) == Extreme(Decimal("10.05"), ("Quảng Ninh",))
    assert aggregates.lowest(cluster("2", "1", "1", None)) == Extreme(Decimal(1), ("b", "c"))
    assert aggregates.highest(cluster(None)) == Extreme(None, ())


@pytest.mark.parametrize(("direction", "names"), [("higher", "bcad"), ("lower", "abcd")])
def test_ordered_from_best_to_worst(direction, names):
    members = cluster("-1", "2", "2", None)

    assert "".join(member.name for member in aggregates.ordered(members[::-1], direction)) == names
