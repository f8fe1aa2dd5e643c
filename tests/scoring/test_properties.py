"""What must hold of every method, every column and every ranking, whatever the figures."""

import ast
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scoring
from scoring.columns import Cells, compiled, line
from scoring.columns.line import figure
from scoring.frozen import compute, row
from scoring.inputs import Figure
from scoring.methods import parse
from scoring.ranking import Breaker, rank
from scoring.rounding import UNITS, exactly, half_up
from scoring.steps import CAUSES, STEPS, read, written
from tests.scoring import naive
from tests.scoring.season import group, inputs, item, sheet

DERIVED = [
    {"derive": "value"},
    {"derive": "ratio"},
    {"derive": "ratio", "direction": "lower", "lower_mode": "linear"},
    {"derive": "ratio", "direction": "lower", "lower_mode": "inverse"},
    {"derive": "delta"},
    {"derive": "growth"},
    {"derive": "rank_change"},
    {"derive": "share"},
]
PLAN = {"max": "10", "over_pts": "0.7", "over_cap": "3", "under_pts": "0.3", "over_step": "3", "under_step": "7"}
TABLE = {"1": "5", "2": "4", "3": "1"}
RULES = [
    ("plan_step", PLAN),
    ("plan_step", PLAN | {"step_mode": "full_down", "places": 1}),
    ("plan_step", PLAN | {"step_mode": "full_up", "floor": "-5"}),
    ("proportional", {"max": "7"}),
    ("proportional", {"max": "7", "cap_ratio": "133.3", "places": 0}),
    ("bands", {"max": "5", "bands": [["-5", "1"], ["50", "2.5"], ["99.9", "8"]], "default": "-1"}),
    ("count", {"max": "20", "pts": "0.333", "free": "2"}),
    ("count", {"pts": "-0.125", "floor": "-3"}),
    ("rank", {"max": "5", "scope": "external", "scale": "table", "table": TABLE}),
    ("rank", {"max": "5", "scope": "external", "scale": "linear", "step": "0.3", "last": "1"}),
    ("rank", {"max": "5", "scope": "cluster", "scale": "table", "table": TABLE, "default": "0.5"}),
    ("rank", {"max": "5", "scope": "cluster", "scale": "table", "table": TABLE, "tie": "average"}),
    ("rank", {"max": "5", "scope": "cluster", "scale": "linear", "step": "0.7", "tie": "dense"}),
    ("leader", {"max": "10", "mode": "target"}),
    ("leader", {"max": "10", "mode": "max_share"}),
    ("manual", {"max": "10", "granularity": "0.25"}),
    ("check", {"max": "5", "mode": "sum", "conditions": [{"points": "2"}, {"points": "1.5", "op": ">", "than": "3"}]}),
    ("check", {"max": "5", "mode": "all_or_nothing", "conditions": [{"points": "2"}, {"points": "3"}]}),
]
POOLED = [case for case in RULES if parse(*case).depends_on_others]
texts = st.one_of(
    st.sampled_from(["0", "1", "2", "3", "-1", "50", "100", "100.0", "99.99", "33.3333", "0.05"]),
    st.decimals(min_value=-200, max_value=300, places=2, allow_nan=False, allow_infinity=False).map(lambda n: f"{n:f}"),
    st.none(),
)
answers = st.one_of(st.none(), st.lists(st.one_of(st.booleans(), st.none(), st.just({"actual": "4"})), max_size=2))
members = st.lists(st.tuples(texts, texts, texts, texts, texts, answers), min_size=1, max_size=7)


def parsed(case, derived):
    """Return the method, or None where it has no such derivation."""
    code, params = case
    if code == "leader" and derived.get("direction") == "lower":
        return parse(code, params | {"derive": "ratio"})
    return parse(code, params | derived)


@pytest.mark.parametrize("derived", DERIVED, ids=lambda one: "-".join(one.values()))
@pytest.mark.parametrize("case", RULES, ids=lambda case: case[0])
@settings(max_examples=7, deadline=None)
@given(rows=members)
def test_a_column_gives_what_the_method_gives(case, derived, rows):
    method, cells = parsed(case, derived), Cells._make(zip(*rows, strict=True))
    figures = [figure(cells, position) for position in range(len(rows))]

    with exactly():
        column = compiled(method)(cells)
    alone = [method.points(one, figures) for one in figures]

    assert column == [(points.value, written(points.steps)) for points in alone]
    for points in alone:
        known(points.steps)
        assert (points.value is None) == (points.cause is not None)
        assert points.value is None or method.floor <= points.value <= method.cap
        assert points.value is None or points.value.as_tuple().exponent == -method.places


@pytest.mark.parametrize("derived", DERIVED[:3] + DERIVED[-1:], ids=lambda one: "-".join(one.values()))
@pytest.mark.parametrize("case", RULES, ids=lambda case: case[0])
@settings(max_examples=5, deadline=None)
@given(seasons=st.lists(members, min_size=2, max_size=4))
def test_what_a_column_remembers_of_earlier_seasons_changes_nothing(case, derived, seasons):
    method = parsed(case, derived)
    column = compiled(method)

    with mock.patch.object(line, "MOST_KEPT", 3), exactly():
        for rows in seasons:
            cells = Cells._make(zip(*rows, strict=True))
            assert column(cells) == compiled(method)(cells)


def known(steps):
    for step in steps:
        assert len(step.args) == len(STEPS[step.code])
        if step.code == "cause":
            assert (step.args[1] != "-") == CAUSES[step.args[0]]
    assert read(written(steps)) == steps


@pytest.mark.parametrize("case", POOLED, ids=lambda case: case[0])
@settings(max_examples=25, deadline=None)
@given(rows=members, data=st.data())
def test_points_among_others_do_not_depend_on_their_order(case, rows, data):
    method = parse(*case)
    figures = [figure(Cells._make(zip(*rows, strict=True)), position) for position in range(len(rows))]
    shuffled = data.draw(st.permutations(figures))

    assert [method.points(one, figures) for one in figures] == [method.points(one, shuffled) for one in figures]


RISING = [case for case in RULES if case[0] in ("plan_step", "proportional", "bands", "leader")] + [RULES[6], POOLED[2]]
amounts = st.decimals(min_value=0, max_value=300, places=3, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize("case", RISING, ids=lambda case: case[0])
@settings(max_examples=25, deadline=None)
@given(one=amounts, other=amounts, third=amounts, goal=amounts.filter(bool))
def test_more_never_earns_less(case, one, other, third, goal):
    code, params = case
    method = parse(code, params | ({"derive": "ratio"} if code in ("plan_step", "proportional") else {}))
    low, high = sorted((one, other))
    pool = [Figure(actual=value, plan=goal) for value in (low, high, third)]

    below, above = method.points(pool[0], pool).value, method.points(pool[1], pool).value
    assert below is None or above is None or below <= above


@settings(max_examples=150, deadline=None)
@given(
    above=st.integers(-(10**24), 10**24), below=st.integers(1, 10**24), places=st.integers(0, 6), halves=st.booleans()
)
def test_rounding_is_that_of_whole_numbers(above, below, places, halves):
    value = Fraction(2 * above + 1, 2 * 10**places) if halves else Fraction(above, below)

    with exactly():
        rounded = half_up(Decimal(value.numerator) / value.denominator, UNITS[places])
    assert Fraction(rounded) == naive.half_up(value, places)


few = st.sampled_from([Decimal(1), Decimal(2), Decimal("2.0"), Decimal(3)])
table = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.tuples(few, few | st.none(), few), max_size=12)


@settings(max_examples=70, deadline=None)
@given(members=table)
def test_places_are_those_of_the_naive_way(members):
    keys = list(members)
    chain = [Breaker(lambda member, step=step: members[keys[member]][step]) for step in (1, 2)]

    standings = rank(keys, [members[key][0] for key in keys], chain)

    scores = {key: value[0] for key, value in members.items()}
    steps = [{key: value[step] for key, value in members.items()} for step in (1, 2)]
    assert {keys[one.member]: one.place for one in standings} == naive.places(scores, steps)
    assert [one.place for one in standings] == sorted(one.place for one in standings)


SHEET = sheet(
    group("A", cap="12", max="15"),
    item("1", "A", "proportional", derive="ratio"),
    item("2", "A", "rank", "5", {"scope": "cluster", "scale": "linear", "step": "0.7"}),
    group("P", bonus=True, floor="-2"),
    item("3", "P", "count", None, {"pts": "-0.75"}, floor="-9"),
    item("4", None, "leader", "4", {"mode": "target"}),
    total={"cap": "15", "floor": "0"},
    ties=[{"by": "line", "line": "A"}],
)
amount = st.sampled_from([None, "0", "1", "2", "3.5", "7"])
season = st.dictionaries(st.sampled_from("abcdefgh"), st.lists(amount, min_size=5, max_size=5), min_size=1, max_size=7)


def inputs_of(members):
    return {
        "sheet": SHEET,
        "members": [
            row(
                SHEET,
                key,
                {
                    "1": {"actual": one, "plan": plan},
                    "2": {"actual": two},
                    "3": {"actual": three},
                    "4": {"actual": four, "plan": plan},
                },
            )
            for key, (one, two, three, four, plan) in members.items()
        ],
    }


@settings(max_examples=70, deadline=None)
@given(members=season, data=st.data())
def test_a_season_does_not_depend_on_the_order_of_its_members(members, data):
    inputs = inputs_of(members)
    shuffled = {"sheet": SHEET, "members": data.draw(st.permutations(inputs["members"]))}

    assert compute(inputs) == compute(shuffled)


@settings(max_examples=70, deadline=None)
@given(members=season)
def test_totals_and_places_of_a_season_are_those_of_the_naive_way(members):
    rows = {one["key"]: one for one in compute(inputs_of(members))["rows"]}

    scores, groups = {}, {}
    for key, one in rows.items():
        points = {line["key"]: Fraction(text or 0) for line, text in zip(SHEET["lines"], one["points"], strict=True)}
        worth = naive.totals(SHEET, points)
        assert {line: points[line] for line in ("A", "P")} == {line: worth[line] for line in ("A", "P")}
        assert Fraction(one["total"]) == worth[None]
        scores[key], groups[key] = worth[None], worth["A"]
    assert {key: one["place"] for key, one in rows.items()} == naive.places(scores, [groups])


hundredths = st.integers(0, 1_000_000).map(lambda number: Decimal(number).scaleb(-2))


@settings(max_examples=150, deadline=None)
@given(most=st.integers(1, 10_000), earned=st.lists(hundredths, min_size=2, max_size=5))
def test_percentages_of_one_sheet_part_those_whom_their_totals_part(most, earned):
    given = sheet(item("1", None, points=str(most)), not_assigned="exclude")
    marks = {f"q{number}": min(points, Decimal(most)) for number, points in enumerate(earned)}

    rows = compute(inputs(given, **{key: {"1": str(points)} for key, points in marks.items()}))["rows"]

    assert {one["key"]: one["place"] for one in rows} == naive.places(marks, [])


def test_there_is_no_binary_fraction_anywhere():
    for path in Path(scoring.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), path
            assert not (isinstance(node, ast.Name) and node.id in ("float", "round")), path


def test_rounding_happens_in_one_function():
    found = [
        path.name
        for path in Path(scoring.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "quantize"
    ]

    assert sorted(found) == ["rounding.py"]


def test_what_a_check_remembers_belongs_to_the_figure_that_decided_it():
    params = {"max": "5", "mode": "sum", "conditions": [{"points": "2"}, {"points": "1.5", "op": ">", "than": "3"}]}
    rows = [("50", None, None, None, None, [True, None]), ("0", None, None, None, None, [True, None])]
    column = compiled(parse("check", {**params, "derive": "value"}))

    assert [points for points, _steps in column(Cells._make(zip(*rows, strict=True)))] == [
        Decimal("3.50"),
        Decimal("2.00"),
    ]
