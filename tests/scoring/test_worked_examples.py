"""The worked examples of the scoring methods, each by its number."""

from decimal import Decimal

import pytest

from scoring.inputs import Figure
from scoring.methods import parse

PLAN = {"base": "50", "over_pts": "1", "over_cap": "10", "under_pts": "2", "derive": "ratio"}
BAND = {"max": "5", "bands": [["88", "2"], ["90", "3"], ["95", "4"], ["100", "5"]]}
PAR = {"scope": "external", "scale": "linear", "max": "20", "step": "0.3"}
TARGET = {"mode": "target", "max": "10"}
ACCIDENTS = {
    "max": "45",
    "mode": "table",
    "table": {"3": "45", "2": "30", "1": "15", "0": "0"},
    "conditions": [{"derive": "delta", "op": "<"}] * 3,
}
WHOLE_PLAN = {
    "max": "5",
    "mode": "all_or_nothing",
    "conditions": [{"points": "5", "derive": "ratio", "op": "=", "than": "100"}],
}
GROWTH = ("10.05", "7.02", "6.97", "6.78", "6.46", "3.24", "3.23", "2.21", "1.36")


def figure(**parts):
    return Figure(**{name: Decimal(text) for name, text in parts.items()})


def percent(text):
    return figure(actual=text, plan="100")


def accidents(*changes):
    return Figure(conditions=tuple(figure(actual=now, previous="20") for now in changes))


ALONE = {
    "1a": ("plan_step", PLAN, percent("107.4"), "57.40"),
    "1b": ("plan_step", PLAN | {"step_mode": "full_down"}, percent("107.4"), "57.00"),
    "1c": ("plan_step", PLAN, percent("116"), "60.00"),
    "1d": ("plan_step", PLAN, percent("96.5"), "43.00"),
    "1e full_down": ("plan_step", PLAN | {"step_mode": "full_down"}, percent("96.5"), "44.00"),
    "1e full_up": ("plan_step", PLAN | {"step_mode": "full_up"}, percent("96.5"), "42.00"),
    "1f budget revenue": ("plan_step", PLAN, percent("114"), "60.00"),
    "1f exports": ("plan_step", PLAN, percent("93"), "36.00"),
    "1g": ("plan_step", PLAN, percent("70"), "0.00"),
    "1h": (
        "plan_step",
        PLAN | {"direction": "lower", "lower_mode": "linear"},
        figure(actual="7.89", plan="8"),
        "51.38",
    ),
    "2a": ("proportional", {"max": "20", "derive": "share"}, figure(numerator="1241", denominator="1310"), "18.95"),
    "2b": ("proportional", {"max": "20", "derive": "share"}, figure(numerator="64", denominator="84"), "15.24"),
    "3a 94,73": ("bands", BAND, figure(actual="94.73"), "3.00"),
    "3a 95,00": ("bands", BAND, figure(actual="95.00"), "4.00"),
    "3a 87,99": ("bands", BAND, figure(actual="87.99"), "0.00"),
    "3a 100": ("bands", BAND, figure(actual="100"), "5.00"),
    "4a": ("rank", PAR, figure(actual="33"), "10.40"),
    "6a": ("check", ACCIDENTS, accidents("19", "12", "21"), "30.00"),
    "6b": ("check", WHOLE_PLAN, percent("99.9"), "0.00"),
    "7a": ("count", {"pts": "0.4", "max": "20"}, figure(actual="47"), "18.80"),
    "7b": ("count", {"pts": "-2", "floor": "-10"}, figure(actual="6"), "-10.00"),
    "7c a city flag": ("count", {"pts": "10", "max": "50"}, figure(actual="1"), "10.00"),
    "7c a government flag": ("count", {"pts": "15", "max": "50"}, figure(actual="1"), "15.00"),
}


@pytest.mark.parametrize(("method", "params", "given", "expected"), ALONE.values(), ids=ALONE.keys())
def test_worked_example(method, params, given, expected):
    assert str(parse(method, params).points(given).value) == expected


def places(tie):
    table = dict(zip("12345", "54321", strict=True))
    return {"max": "5", "scope": "cluster", "scale": "table", "tie": tie, "table": table}


def actuals(*texts):
    return [figure(actual=text) for text in texts]


def targets(*pairs):
    return [figure(actual=actual, plan=plan) for actual, plan in pairs]


NINE = {"max": "9", "scope": "cluster", "scale": "table", "table": dict(zip("123456789", "987654321", strict=True))}
TOGETHER = {
    "4b": ("rank", NINE, actuals(*GROWTH), "9.00 8.00 7.00 6.00 5.00 4.00 3.00 2.00 1.00"),
    "4c 1224": ("rank", places("1224"), actuals("10", "9", "9", "8"), "5.00 4.00 4.00 2.00"),
    "4c dense": ("rank", places("dense"), actuals("10", "9", "9", "8"), "5.00 4.00 4.00 3.00"),
    "4c average": ("rank", places("average"), actuals("10", "9", "9", "8"), "5.00 3.50 3.50 2.00"),
    "5a": ("leader", TARGET, targets(("120", "100"), ("60", "50"), ("80", "80")), "10.00 10.00 5.00"),
    "5b": ("leader", TARGET, targets(("120", "100"), ("110", "100"), ("90", "100")), "10.00 7.50 4.50"),
    "5c": ("leader", {"mode": "max_share", "max": "10"}, actuals("150", "100", "75"), "10.00 6.67 5.00"),
}


@pytest.mark.parametrize(("method", "params", "figures", "expected"), TOGETHER.values(), ids=TOGETHER.keys())
def test_worked_example_of_a_cluster(method, params, figures, expected):
    rule = parse(method, params)

    assert [str(rule.points(one, figures).value) for one in figures] == expected.split()


@pytest.mark.parametrize(
    ("mark", "cause", "argument"),
    [("24.25", "not_a_multiple", "0.5"), ("25.5", "above_cap", "25")],
    ids=["8 not a multiple", "8 above the maximum"],
)
def test_worked_example_of_a_refused_mark(mark, cause, argument):
    points = parse("manual", {"max": "25", "granularity": "0.5"}).points(figure(actual=mark))

    assert (points.value, points.cause, points.steps[-1].args) == (None, cause, (cause, argument))
