"""A whole season: groups, gates, classes, and the seal on all of it."""

import copy
import json

import pytest

from scoring.errors import BadInputs, BadSheet
from scoring.frozen import Difference, compute, row, seal, verify
from tests.scoring.season import group, inputs, item, sheet, table

CLASSES = [
    {"key": "HTXS", "at_least": "95", "no_zero": True},
    {"key": "HTT", "at_least": "85", "no_zero": True},
    {"key": "HT", "at_least": "75"},
    {"key": "KHT"},
]
TWO = sheet(group("A"), item("A.1", "A", points="60"), item("A.2", "A", points="40"), classes=CLASSES)


def test_example_7c_a_bonus_group_may_lift_the_total_above_the_maximum():
    given = sheet(
        group("A", max="100"),
        item("A.1", "A", points="100"),
        group("T", bonus=True),
        item("T.1", "T", "count", "15", {"pts": "10"}),
    )

    assert table(given, "total", q1={"A.1": "97", "T.1": {"actual": "1"}}) == [("q1", "107.00")]


def test_example_g1_one_criterion_at_zero_keeps_a_member_out_of_the_classes_that_allow_none():
    given = sheet(item("1", None, points="97"), item("2", None, points="3"), classes=CLASSES)

    assert table(given, "total", "class", q1={"1": "96.5", "2": "0"}) == [("q1", "96.50", "HT")]


def test_example_g2_a_reprimand_caps_the_class_and_leaves_the_place():
    given = TWO | {"gates": [{"when": "finding", "code": "reprimand", "effect": "cap_class", "class": "HTT"}]}

    assert table(
        given,
        "place",
        "total",
        "class",
        "gates",
        q1={"A.1": "59", "A.2": "38", "rest": {"findings": ["reprimand"]}},
        q2={"A.1": "58", "A.2": "38"},
    ) == [("q1", 1, "97.00", "HTT", [[0, "cap_class"]]), ("q2", 2, "96.00", "HTXS", [])]


@pytest.mark.parametrize("caps", [("HTT", "HT"), ("HT", "HTT")])
def test_of_two_gates_the_stricter_one_caps_the_class_whichever_comes_first(caps):
    gates = [{"when": "finding", "code": cap, "effect": "cap_class", "class": cap} for cap in caps]

    assert table(
        TWO | {"gates": gates},
        "class",
        q1={"A.1": "59", "A.2": "38", "rest": {"findings": ["HT", "HTT"]}},
        q2={"A.1": "58", "A.2": "38", "rest": {"findings": ["HTT"]}},
    ) == [("q1", "HT"), ("q2", "HTT")]


def test_example_n1_what_is_not_assigned_leaves_the_points_and_the_maximum():
    given = sheet(group("A", max="20"), item("1", "A", points="15"), item("2", "A", points="5"), not_assigned="exclude")

    assert table(given, "total", "score", "percent", "missing", q1={"1": "13", "rest": {"not_assigned": ["2"]}}) == [
        ("q1", "13.00", "86.67", "86.67", [])
    ]


@pytest.mark.parametrize(("policy", "total"), [("full", "18.00"), ("zero", "13.00")])
def test_not_assigned_counts_in_full_or_not_at_all(policy, total):
    given = sheet(item("1", None, points="15"), item("2", None, points="5"), not_assigned=policy)

    assert table(given, "total", "steps", q1={"1": "13", "rest": {"not_assigned": ["2"]}}) == [
        ("q1", total, [["mark 13 agreed", "rounded 13.00"][0], f"not_assigned {policy}"])
    ]


def test_full_points_of_what_was_not_assigned_are_no_more_than_anybody_can_have():
    given = sheet(item("1", None, points="100", cap="80"), item("2", None, points="5"), not_assigned="full")

    assert table(given, "total", q1={"2": "5", "rest": {"not_assigned": ["1"]}}, q2={"1": "80", "2": "5"}) == [
        ("q1", "85.00"),
        ("q2", "85.00"),
    ]


def test_two_totals_of_a_long_sheet_are_two_percentages():
    given = sheet(item("1", None, points="1000"), not_assigned="exclude")

    assert table(given, "place", "percent", "gap", q1={"1": "905.38"}, q2={"1": "905.44"}) == [
        ("q2", 1, "90.544", "0.006"),
        ("q1", 2, "90.538", None),
    ]


UNDER_A_BONUS = sheet(
    item("1", None, points="100"), group("T", bonus=True), group("T.1", "T"), item("T.1.1", "T.1"), classes=CLASSES
)


def test_a_zero_under_a_bonus_costs_no_class():
    assert table(UNDER_A_BONUS, "total", "class", q1={"1": "97", "T.1.1": "0"}) == [("q1", "97.00", "HTXS")]


def test_a_bonus_that_was_not_assigned_brings_nothing():
    given = UNDER_A_BONUS | {"not_assigned": "full"}

    assert table(given, "total", q1={"1": "97", "rest": {"not_assigned": ["T.1.1"]}}) == [("q1", "97.00")]


def test_a_member_with_nothing_assigned_has_no_percentage_and_no_place():
    given = sheet(item("1", None), item("2", None), not_assigned="exclude", classes=CLASSES)

    assert table(
        given, "place", "score", "class", "missing", q1={"rest": {"not_assigned": ["1", "2"]}}, q2={"1": "5", "2": "5"}
    ) == [("q2", 1, "50.00", "KHT", []), ("q1", None, None, None, [["", "nothing_assigned"]])]


def test_a_group_without_a_maximum_counts_what_its_lines_are_worth():
    given = sheet(group("A"), item("1", "A"), item("2", "A"), item("3", "A", bonus=True), not_assigned="exclude")

    assert table(given, "percent", q1={"1": "5", "2": "5", "3": "1"}) == [("q1", "55.00")]


def test_a_capped_group_still_has_its_maximum_when_something_in_it_is_not_assigned():
    given = sheet(
        group("A", max="15", cap="15"), item("1", "A"), item("2", "A"), item("3", "A"), not_assigned="exclude"
    )

    assert table(given, "percent", q1={"1": "6", "2": "6", "rest": {"not_assigned": ["3"]}}) == [("q1", "80.00")]


@pytest.mark.parametrize(
    ("most", "away", "percent"),
    [({}, [], "75.00"), ({"max": "30"}, [], "75.00"), ({"max": "20"}, [], "75.00"), ({}, ["2", "3"], "90.00")],
    ids=["without a maximum", "beside a maximum above it", "beside one that equals it", "when little is assigned"],
)
def test_a_group_is_worth_no_more_than_its_cap(most, away, percent):
    limited = group("A", cap="20", **most)
    given = sheet(limited, item("1", "A"), item("2", "A"), item("3", "A"), not_assigned="exclude")
    cells = {"1": "9", "2": "6"} if not away else {"1": "9"}

    assert table(given, "percent", q1=cells | {"rest": {"not_assigned": away}}) == [("q1", percent)]


def test_caps_hold_at_every_level_and_on_the_total():
    given = sheet(
        group("A", cap="15"),
        group("A.1", "A", cap="12"),
        item("A.1.1", "A.1"),
        item("A.1.2", "A.1"),
        item("A.2", "A"),
        group("P", bonus=True, floor="-3"),
        item("P.1", "P", "count", None, {"pts": "-2"}, floor="-10"),
        total={"cap": "11.50", "floor": "0"},
    )

    cells = {"A.1.1": "8", "A.1.2": "8", "A.2": "10", "P.1": {"actual": "3"}}
    assert table(given, "points", "total", q1=cells) == [
        ("q1", ["15.00", "12.00", "8.00", "8.00", "10.00", "-3.00", "-6.00"], "11.50")
    ]
    assert table(given, "total", q1=cells | {"A.1.1": "0", "A.1.2": "0", "A.2": "1"}) == [("q1", "0.00")]


def test_points_that_cannot_be_computed_are_none_with_the_cause_and_the_total_counts_the_rest():
    given = sheet(
        item("1", None, "proportional", derive="ratio"),
        item("2", None),
        item("3", None, "rank", params={"scope": "cluster", "scale": "linear", "step": "1"}),
        item("4", None, "check", params={"mode": "sum", "conditions": [{"points": "1"}]}),
    )

    assert table(given, "points", "total", "missing", "steps", q1={"1": {"actual": "5", "plan": "0"}}) == [
        (
            "q1",
            [None, None, None, None],
            "0.00",
            [["1", "plan_zero"], ["2", "not_marked"], ["3", "not_reported"], ["4", "condition_not_answered"]],
            ["cause plan_zero -", "cause not_marked -", "cause not_reported -", "cause condition_not_answered 1"],
        )
    ]


def test_a_mark_overrides_the_rule_and_a_mark_out_of_bounds_is_no_mark():
    given = sheet(item("1", None, "proportional", derive="ratio"), item("2", None, points="5"))

    one = {"actual": "5", "plan": "10", "mark": "7.5", "origin": "appraised"}
    assert table(given, "points", "steps", q1={"1": one, "2": "5.5"}) == [
        ("q1", ["7.50", None], ["mark 7.5 appraised", "cause above_cap 5"])
    ]


GATES = {
    "not considered": ({"effect": "not_considered"}, [("b", 1, "20.00", False), ("a", None, "30.00", False)]),
    "held": ({"effect": "held"}, [("a", 1, "30.00", True), ("b", 2, "20.00", False)]),
    "zero": ({"effect": "zero", "group": "A"}, [("b", 1, "20.00", False), ("a", 2, "0.00", False)]),
}


@pytest.mark.parametrize(("effect", "expected"), GATES.values(), ids=GATES.keys())
def test_a_finding_closes_a_gate(effect, expected):
    given = sheet(group("A"), item("1", "A", points="50"), gates=[{"when": "finding", "code": "f", **effect}])

    assert table(given, "place", "total", "held", a={"1": "30", "rest": {"findings": ["f"]}}, b={"1": "20"}) == expected


@pytest.mark.parametrize(
    ("gate", "closed"),
    [
        ({"when": "any_zero"}, ["a", "b"]),
        ({"when": "any_zero", "line": "A"}, ["a"]),
        ({"when": "below", "line": "1", "than": "5"}, ["a"]),
        ({"when": "below", "line": "A", "than": "5"}, ["a"]),
        ({"when": "below", "line": "1", "than": "9"}, ["a"]),
        ({"when": "below", "line": "1", "than": "9.01"}, ["a", "b"]),
    ],
)
def test_points_close_a_gate_but_missing_points_are_not_zero(gate, closed):
    given = sheet(group("A"), item("1", "A"), item("2", None), gates=[{**gate, "effect": "held"}])

    rows = compute(inputs(given, a={"1": "0", "2": "9"}, b={"1": "9", "2": "0"}, c={"2": "9"}))["rows"]
    assert sorted(one["key"] for one in rows if one["held"]) == closed


@pytest.mark.parametrize(
    ("second", "told"), [({"mark": "0", "origin": "agreed"}, ("HTT", True)), (None, ("HTXS", False))]
)
def test_what_was_not_assigned_is_no_criterion_at_zero(second, told):
    classes = [CLASSES[0] | {"at_least": "90"}, {"key": "HTT"}]
    gates = [{"when": "any_zero", "effect": "held"}]
    given = sheet(item("1", None, points="95"), item("2", None, points="5"), classes=classes, gates=gates)
    row = {"1": "95"} | ({"2": second} if second else {"rest": {"not_assigned": ["2"]}})

    assert table(given, "total", "class", "held", q1=row) == [("q1", "95.00", *told)]


@pytest.mark.parametrize(("policy", "alike"), [("exclude", True), ("zero", True), ("full", False)])
@pytest.mark.parametrize("line", ["B", "B.1"], ids=["group", "item"])
def test_a_group_of_what_was_not_assigned_closes_no_gate_and_loses_no_tie(policy, alike, line):
    """Like the one item in it: only points that are counted in full are points."""
    lines = group("A"), item("A.1", "A", points="10"), group("B", max="10"), item("B.1", "B", points="10")
    gates = [{"when": "below", "line": line, "than": "6", "effect": "held"}]
    given = sheet(*lines, not_assigned=policy, gates=gates, ties=[{"by": "line", "line": line}])
    half = {"exclude": "5", "zero": "10", "full": "0"}[policy]
    rows = compute(inputs(given, a={"A.1": "5", "B.1": "5"}, b={"A.1": half, "rest": {"not_assigned": ["B.1"]}}))[
        "rows"
    ]

    told = {row["key"]: row for row in rows}
    assert {key: row["held"] for key, row in told.items()} == {"a": True, "b": False}
    assert [told["b"]["points"][position] for position in (2, 3)] == ([None] * 2 if alike else ["10.00"] * 2)
    assert {key: row["shared"] for key, row in told.items()} == dict.fromkeys("ab", alike)


SEASON = inputs(
    TWO | {"ties": [{"by": "given", "name": "ballot"}]},
    q1={"A.1": "50", "A.2": "40"},
    q2={"A.1": "55", "A.2": "35", "rest": {"given": {"ballot": "5"}}},
    q3={"A.1": "20", "A.2": {"mark": "40", "origin": "self"}},
)


def frozen():
    return json.loads(seal(SEASON, compute(SEASON))[0])


def test_a_sealed_season_verifies_and_its_text_is_canonical():
    text, code = seal(SEASON, compute(SEASON))

    assert verify(text, code) == []
    assert seal(json.loads(text)["inputs"], json.loads(text)["results"]) == (text, code)
    assert len(code) == 64
    assert " " not in text.replace("mark ", "").replace(" agreed", "").replace(" self", "")


def alter(path, value):
    data = frozen()
    place = data
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return seal(data["inputs"], data["results"])[0]


ALTERED = {
    "an input": (("inputs", "members", 0, "marks", 0), "51"),
    "the sheet": (("inputs", "sheet", "lines", 1, "cap"), "45"),
    "a place": (("results", "rows", 0, "place"), 2),
    "a total": (("results", "rows", 2, "total"), "60.01"),
    "a step": (("results", "rows", 0, "steps", 0), "mark 60 agreed"),
    "a row taken out": (("results", "rows", 1), None),
    "a member taken out": (("inputs", "members", 1), None),
    "a field taken out": (("results", "rows", 0, "gap"), None),
    "a field put in": (("results", "extra"), "x"),
    "the key of a row": (("results", "rows", 0, "key"), "q9"),
    "the rows turned round": (("results", "rows"), frozen()["results"]["rows"][::-1]),
    "a broken number": (("inputs", "members", 0, "marks", 0), "5e1"),
    "a broken sheet": (("inputs", "sheet", "places"), 9),
    "no members": (("inputs", "members"), None),
}


@pytest.mark.parametrize(("path", "value"), ALTERED.values(), ids=ALTERED.keys())
def test_verify_finds_what_was_altered(path, value):
    assert verify(alter(path, value)) != []


def test_verify_names_the_row_the_field_and_both_values():
    assert verify(alter(("results", "rows", 0, "place"), 2)) == [Difference("value", "q1", "place", 2, 1)]


def test_verify_finds_an_alteration_without_effect_by_the_code():
    _, code = seal(SEASON, compute(SEASON))
    text = alter(("inputs", "sheet", "lines", 0, "citation"), "khác")

    assert [found.kind for found in verify(text, code)] == ["code"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"form":"scoring-0","inputs":{},"results":{"rows":[]}}'])
def test_verify_says_when_a_text_is_not_a_frozen_season(text):
    assert [found.kind for found in verify(text)] == ["unreadable"]


def test_verify_finds_another_spelling_of_the_same_text():
    assert [found.kind for found in verify(json.dumps(frozen()))] == ["form"]


def test_a_row_refuses_a_line_that_the_sheet_has_not():
    with pytest.raises(KeyError, match="Z"):
        row(TWO, "q1", {"Z": {"mark": "1"}})


BAD_ROWS = {
    "key_missing": {"key": ""},
    "unknown_field": {"key": "q", "totals": "9"},
    "wrong_length": {"key": "q", "actual": ["1"]},
    "not_a_number": {"key": "q", "actual": ["1,5", None]},
    "unknown_origin": {"key": "q", "origins": ["who", None]},
    "unknown_line": {"key": "q", "not_assigned": ["Z"]},
    "not_a_list": {"key": "q", "findings": "reprimand"},
    "bad_conditions": {"key": "q", "conditions": {"A.1": "yes"}},
}


@pytest.mark.parametrize(("code", "given"), BAD_ROWS.items(), ids=BAD_ROWS.keys())
def test_inputs_not_in_the_agreed_form_are_refused(code, given):
    with pytest.raises(BadInputs) as refused:
        compute({"sheet": TWO, "members": [given]})

    assert refused.value.code == code


@pytest.mark.parametrize(
    "text", ["", "1,", "+1", "1e3", "１", " 1", "1_0", ".5", "5.", "NaN", 5, "1" * 16, "1.1234567"]
)
def test_a_number_must_be_plain_text(text):
    with pytest.raises(BadInputs) as refused:
        compute({"sheet": TWO, "members": [{"key": "q", "actual": [text, "1"]}]})

    assert (refused.value.code, refused.value.field) == ("not_a_number", "actual")


@pytest.mark.parametrize("answers", [[1], [{"planned": "1"}], 5])
def test_conditions_are_answers_or_figures(answers):
    with pytest.raises(BadInputs) as refused:
        compute({"sheet": TWO, "members": [{"key": "q", "conditions": {"A.1": answers}}]})

    assert refused.value.code == "bad_conditions"


def test_two_members_with_one_key_are_refused():
    with pytest.raises(BadInputs) as refused:
        compute({"sheet": TWO, "members": [{"key": "q"}, {"key": "q"}]})

    assert refused.value.code == "key_twice"


LINES = TWO["lines"]
BAD_SHEETS = {
    "places": {"places": 7},
    "unknown_policy": {"not_assigned": "skip"},
    "no_items": {"lines": [group("A")]},
    "key_missing": {"lines": [group("")]},
    "key_twice": {"lines": [*LINES, group("A")]},
    "unknown_kind": {"lines": [{"key": "A", "kind": "page"}]},
    "parent_not_a_group": {"lines": [*LINES, group("B", "A.1")]},
    "not_a_number": {"lines": [*LINES, group("B", max="1e3")]},
    "too_fine": {"lines": [*LINES, group("B", cap="1.005")]},
    "cap_below_floor": {"total": {"cap": "1", "floor": "2"}},
    "parameters": {"lines": [item("1", None, "bands")]},
    "unknown_gate": {"gates": [{"when": "never", "effect": "held"}]},
    "unknown_effect": {"gates": [{"when": "finding", "effect": "shame"}]},
    "unknown_class": {"gates": [{"when": "finding", "effect": "cap_class", "class": "Z"}]},
    "unknown_line": {"gates": [{"when": "finding", "effect": "zero", "group": "A.1"}]},
    "unknown_tie": {"ties": [{"by": "luck"}]},
}


@pytest.mark.parametrize(("code", "part"), BAD_SHEETS.items(), ids=BAD_SHEETS.keys())
def test_a_sheet_that_does_not_hang_together_is_refused(code, part):
    with pytest.raises(BadSheet) as refused:
        compute({"sheet": copy.deepcopy(TWO) | part, "members": []})

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("unknown_line", {"ties": [{"by": "line", "line": "Z"}]}),
        ("unknown_line", {"ties": [{"by": "figure", "line": "A"}]}),
        ("unknown_tie", {"ties": [{"by": "figure", "line": "A.1", "part": "points"}]}),
        ("unknown_line", {"gates": [{"when": "below", "effect": "held"}]}),
    ],
)
def test_a_rule_on_a_line_that_is_not_there_is_refused(code, part):
    with pytest.raises(BadSheet) as refused:
        compute({"sheet": TWO | part, "members": []})

    assert refused.value.code == code


def test_a_season_without_members_has_no_rows():
    assert compute({"sheet": TWO, "members": []}) == {"rows": []}


def test_conditions_are_answered_in_the_inputs_and_not_by_those_who_were_not_assigned_them():
    condition = {"points": "4", "derive": "delta", "op": "<"}
    given = sheet(item("1", None, "check", params={"mode": "sum", "conditions": [condition, {"points": "6"}]}))

    fewer = {"actual": "10", "previous": "12"}
    assert table(
        given,
        "total",
        "steps",
        a={"1": {"conditions": [True, True]}},
        b={"1": {"conditions": [True, True]}},
        c={"1": {"conditions": [fewer, False]}},
        d={"1": {"conditions": [None, True]}},
        e={"1": {"conditions": [True, True]}, "rest": {"not_assigned": ["1"]}},
    ) == [
        ("a", "10.00", ["conditions 2 2 10"]),
        ("b", "10.00", ["conditions 2 2 10"]),
        ("c", "4.00", ["conditions 1 2 4"]),
        ("d", "0.00", ["cause not_reported -"]),
        ("e", "0.00", ["not_assigned zero"]),
    ]


def test_members_with_the_same_assignment_share_its_maximum():
    given = sheet(item("1", None, points="8"), not_assigned="exclude", classes=[{"key": "X", "at_least": "60"}])

    assert table(given, "percent", "class", a={"1": "6"}, b={"1": "4"}) == [("a", "75.00", "X"), ("b", "50.00", None)]


def test_what_a_line_remembers_is_bounded_and_changes_nothing(monkeypatch):
    monkeypatch.setattr("scoring.columns.line.MOST_KEPT", 0)
    given = sheet(item("1", None, citation="không nhớ"), item("2", None, "count", params={"pts": "1"}))

    assert table(given, "total", a={"1": "5", "2": {"actual": "3"}}) == [("a", "8.00")]
