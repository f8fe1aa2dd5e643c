"""A frozen text in which anything stands anywhere is told apart from a sound one, and never breaks who reads it."""

import json
import operator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scoring.frozen import DIFFERENCES, code_of, compute, seal, verify
from tests.scoring.season import group, inputs, item, sheet

CONDITIONS = [{"points": "2"}, {"points": "1.5", "derive": "delta", "op": "<", "than": "3"}]
PLAN = {"base": "5", "over_step": "1", "over_pts": "1", "under_step": "1", "under_pts": "2"}
SHEET = sheet(
    group("A", max="40", cap="45"),
    item("A.1", "A", params={"granularity": "0.5"}, citation="mẫu tham khảo"),
    item("A.2", "A", "plan_step", "12", PLAN, derive="ratio", places=1),
    item("A.3", "A", "bands", "5", {"bands": [["0", "1"], ["50", "5"]]}, derive="share"),
    item("A.4", None, "check", "5", {"mode": "sum", "conditions": CONDITIONS}, bonus=True),
    item(
        "A.5", None, "rank", "5", {"scope": "cluster", "scale": "table", "table": {"1": "5", "2": "3"}, "default": "1"}
    ),
    item("A.6", None, "leader", "5", {"mode": "max_share"}, direction="higher"),
    item("P", None, "count", None, {"pts": "-1"}, floor="-5"),
    total={"cap": "90", "floor": None},
    not_assigned="exclude",
    gates=[
        {"when": "finding", "code": "reprimand", "effect": "held"},
        {"when": "below", "line": "A.1", "than": "3", "effect": "cap_class", "class": "B"},
        {"when": "any_zero", "line": "A", "effect": "zero", "group": "A"},
    ],
    classes=[{"key": "A", "at_least": "70", "no_zero": True}, {"key": "B"}],
    ties=[
        {"by": "line", "line": "A"},
        {"by": "penalties"},
        {"by": "figure", "line": "A.2", "part": "actual", "better": "lower"},
        {"by": "given", "name": "ballot"},
    ],
)
FIGURES = {
    "A.2": {"actual": "104.5", "plan": "100"},
    "A.3": {"numerator": "3", "denominator": "4"},
    "A.4": {"conditions": [True, {"actual": "10", "previous": "12"}]},
    "A.5": {"actual": "7"},
    "A.6": {"actual": "9"},
    "P": {"actual": "1"},
}
INPUTS = inputs(
    SHEET,
    q1={"A.1": {"mark": "8", "origin": "agreed"}, **FIGURES, "rest": {"given": {"ballot": "5"}}},
    q2={"A.1": {"mark": "8", "origin": "self"}, **FIGURES, "rest": {"findings": ["reprimand"]}},
    q3={"A.1": "2", **FIGURES, "P": {"actual": "2"}, "rest": {"not_assigned": ["A.3"]}},
)
TEXT, CODE = seal(INPUTS, compute(INPUTS))


def paths(data, before=()):
    yield before
    named = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, inner in named:
        yield from paths(inner, (*before, name))


PATHS = [path for path in paths(json.loads(TEXT)) if path]
WORDS = [
    "",
    "A",
    "A.1",
    "P",
    "Z",
    "item",
    "group",
    "q1",
    "check",
    "sum",
    "value",
    "higher",
    "zero",
    "exclude",
    "agreed",
]
NUMBERS = ["0", "-1", "5", "1.5", "999999999999999", "1e3", "NaN", "sNaN", "-0", "1.1234567", "９"]
plain = (
    st.none()
    | st.booleans()
    | st.integers(-3, 120)
    | st.sampled_from([10**400, -(10**30), 1.5, -0.0, 1e308, float("inf"), float("nan")])
    | st.sampled_from(WORDS + NUMBERS)
    | st.text(max_size=3)
)
anything = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=3), inner),
    max_leaves=6,
)


def altered(path, change):
    data = json.loads(TEXT)
    place = data
    for step in path[:-1]:
        place = place[step]
    change(place, path[-1])
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def found_in(path, text):
    """What is found; only what is altered in the inputs may be found without effect, and then it has none."""
    found = verify(text)
    assert {each.kind for each in found} <= {*DIFFERENCES}
    assert (verify(text, CODE) == []) == (text == TEXT)
    if not found and text != TEXT:
        assert path[0] == "inputs"
        assert compute(json.loads(text)["inputs"]) == compute(INPUTS)
    return found


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PATHS), anything)
@example(("results", "rows", 0), None)
@example(("results", "rows", 0, "key"), [])
@example(("inputs", "sheet", "lines", 1), 5)
@example(("inputs", "sheet", "ties", 0), None)
@example(("inputs", "sheet", "gates", 1, "line"), {"A": 1})
@example(("inputs", "members", 0, "given"), ["5"])
@example(("inputs", "members", 0, "given", "ballot"), "")
@example(("inputs", "sheet", "classes", 0, "key"), "\ud800")
def test_whatever_stands_in_a_document_is_found_or_changes_nothing(path, value):
    found_in(path, altered(path, lambda place, step: place.__setitem__(step, value)))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(PATHS))
def test_whatever_is_missing_in_a_document_is_found_or_changes_nothing(path):
    found_in(path, altered(path, operator.delitem))


DEEP = 100_000


@pytest.mark.parametrize(
    "path", [("inputs", "sheet"), ("inputs", "members", 0, "given"), ("results", "rows", 0, "won")]
)
@pytest.mark.parametrize("depth", [300, DEEP])
def test_a_document_nested_beyond_reading_is_found(path, depth):
    text = altered(path, lambda place, step: place.__setitem__(step, "HERE")).replace(
        '"HERE"', "[" * depth + "]" * depth
    )

    assert verify(text) != []


@pytest.mark.parametrize("text", ["[" * DEEP, "null", "5", '"x"', "9" * 5_000, "\ud800", '{"inputs":"\\ud800"}'])
def test_a_text_that_is_no_document_cannot_be_read(text):
    assert [each.kind for each in verify(text, code_of(text))] == ["unreadable"]
