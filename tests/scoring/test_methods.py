"""Parameters that are refused, and points that cannot be had."""

from decimal import Decimal

import pytest

from scoring import methods
from scoring.columns import Cells, compiled
from scoring.errors import BadParameters
from scoring.inputs import Derivation, Figure
from scoring.methods.parameters import KINDS, PARAMETER_CODES
from scoring.rounding import exactly
from scoring.steps import CAUSES, Step, read

RATIO = {"derive": "ratio"}
CLUSTER = {"max": "5", "scope": "cluster", "scale": "table", "table": {"1": "5", "2": "4"}}
BAD = [
    ("unknown_method", "method", "magic", {}),
    ("required", "max", "proportional", {}),
    ("required", "base", "plan_step", {}),
    ("required", "bands", "bands", {"max": "1"}),
    ("required", "table", "rank", {"max": "1", "scope": "cluster", "scale": "table"}),
    ("required", "step", "rank", {"max": "1", "scope": "cluster", "scale": "linear"}),
    ("unknown_field", "colour", "proportional", {"max": "1", "colour": "red"}),
    ("not_a_number", "max", "proportional", {"max": "1,5"}),
    ("not_a_number", "max", "proportional", {"max": 1}),
    ("not_whole", "places", "proportional", {"max": "1", "places": "1.5"}),
    ("negative", "places", "proportional", {"max": "1", "places": "-1"}),
    ("too_many_places", "places", "plan_step", {"base": "1", "places": 7}),
    ("not_a_choice", "derive", "proportional", {"max": "1", "derive": "guess"}),
    ("not_a_choice", "reason", "manual", {"max": "1", "reason": "yes"}),
    ("negative", "max", "proportional", {"max": "-1"}),
    ("not_positive", "cap_ratio", "proportional", {"max": "1", "cap_ratio": "0"}),
    ("too_fine", "max", "proportional", {"max": "1.005"}),
    ("too_fine", "over_cap", "plan_step", {"base": "1", "over_cap": "1.005"}),
    ("cap_below_floor", "cap", "proportional", {"max": "1", "cap": "1", "floor": "2"}),
    ("penalty_needs_floor", "floor", "count", {"pts": "-1"}),
    ("required", "max", "count", {"pts": "1"}),
    ("direction_not_supported", "direction", "leader", {"max": "1", "mode": "target", "direction": "lower"}),
    ("lower_mode_required", "lower_mode", "proportional", {"max": "1", "derive": "ratio", "direction": "lower"}),
    ("table_incomplete", "table", "check", {"max": "1", "mode": "table", "conditions": [{}], "table": {"1": "1"}}),
    ("bounds_not_ascending", "bands", "bands", {"max": "1", "bands": [["2", "1"], ["2", "2"]]}),
    ("bad_list", "bands", "bands", {"max": "1", "bands": "1,2"}),
    ("bad_list", "bands", "bands", {"max": "1", "bands": [["1"]]}),
    ("bad_list", "table", "rank", CLUSTER | {"table": {}}),
    ("bad_list", "conditions", "check", {"max": "1", "mode": "sum", "conditions": []}),
    ("bad_list", "conditions", "check", {"max": "1", "mode": "sum", "conditions": [{"name": "x"}]}),
    ("not_a_choice", "conditions", "check", {"max": "1", "mode": "sum", "conditions": [{"op": "~"}]}),
]


@pytest.mark.parametrize(("code", "field", "method", "params"), BAD)
def test_parameters_that_cannot_work_are_refused_by_code_and_field(code, field, method, params):
    with pytest.raises(BadParameters) as refused:
        methods.parse(method, params)

    assert (refused.value.code, refused.value.field) == (code, field)
    assert len(refused.value.args_of_code) == len(PARAMETER_CODES[code])


def test_every_refusal_has_its_case():
    assert {code for code, *_ in BAD} == set(PARAMETER_CODES)


def test_a_mark_may_ask_for_a_reason_and_evidence():
    rule = methods.parse("manual", {"max": "1", "reason": True, "evidence": False})

    assert (rule.reason, rule.evidence) == (True, False)


def test_every_problem_is_named_at_once():
    with pytest.raises(BadParameters) as refused:
        methods.parse("rank", {"max": "x", "scope": "moon"})

    assert {problem.field for problem in refused.value.problems} == {"max", "scope", "scale"}


@pytest.mark.parametrize("method", methods.METHODS)
def test_every_method_describes_its_parameters_for_a_form(method):
    fields = methods.schema(method)

    assert {field.kind for field in fields} <= set(KINDS)
    assert len({field.name for field in fields}) == len(fields)
    assert all(field.choices for field in fields if field.kind == "choice")


def figure(**parts):
    return Figure(**{name: Decimal(text) for name, text in parts.items()})


LOWER = {"derive": "ratio", "direction": "lower"}
NO_POINTS = [
    ("not_reported", "proportional", RATIO, {}),
    ("not_reported", "proportional", {"derive": "delta"}, {}),
    ("not_reported", "proportional", {"derive": "share"}, {}),
    ("not_reported", "proportional", {"derive": "growth"}, {}),
    ("no_plan", "proportional", RATIO, {"actual": "1"}),
    ("plan_zero", "proportional", RATIO, {"actual": "1", "plan": "0"}),
    ("negative_plan", "proportional", RATIO, {"actual": "1", "plan": "-1"}),
    ("negative_actual", "proportional", RATIO, {"actual": "-3", "plan": "1"}),
    ("negative_actual", "proportional", {"derive": "growth"}, {"actual": "-3", "previous": "1"}),
    ("negative_actual", "proportional", LOWER | {"lower_mode": "linear"}, {"actual": "-3", "plan": "1"}),
    ("actual_zero", "proportional", LOWER | {"lower_mode": "inverse"}, {"actual": "0", "plan": "1"}),
    ("no_previous", "proportional", {"derive": "delta"}, {"actual": "1"}),
    ("no_previous", "proportional", {"derive": "growth"}, {"actual": "1"}),
    ("previous_zero", "proportional", {"derive": "growth"}, {"actual": "1", "previous": "0"}),
    ("negative_previous", "proportional", {"derive": "growth"}, {"actual": "1", "previous": "-1"}),
    ("no_denominator", "proportional", {"derive": "share"}, {"numerator": "1"}),
    ("denominator_zero", "proportional", {"derive": "share"}, {"numerator": "1", "denominator": "0"}),
    ("negative_denominator", "proportional", {"derive": "share"}, {"numerator": "1", "denominator": "-1"}),
    ("negative_numerator", "proportional", {"derive": "share"}, {"numerator": "-1", "denominator": "1"}),
    ("bad_rank", "rank", CLUSTER | {"scope": "external"}, {"actual": "0"}),
    ("bad_rank", "rank", CLUSTER | {"scope": "external"}, {"actual": "1.5"}),
    ("rank_not_in_scale", "rank", CLUSTER | {"scope": "external"}, {"actual": "3"}),
    ("negative_count", "count", {"pts": "1"}, {"actual": "-1"}),
    ("leader_zero", "leader", {"mode": "max_share"}, {"actual": "0"}),
    ("negative_actual", "leader", {"mode": "max_share"}, {"actual": "-1"}),
    ("no_plan", "leader", {"mode": "target"}, {"actual": "1"}),
    ("negative_plan", "leader", {"mode": "target"}, {"actual": "1", "plan": "-1"}),
    ("not_marked", "manual", {}, {}),
    ("not_a_multiple", "manual", {"granularity": "0.5"}, {"actual": "0.25"}),
    ("above_cap", "manual", {}, {"actual": "11"}),
    ("below_floor", "manual", {}, {"actual": "-1"}),
    ("condition_not_answered", "check", {"mode": "sum", "conditions": [{"points": "1"}]}, {}),
]


@pytest.mark.parametrize(("cause", "method", "params", "parts"), NO_POINTS)
def test_what_cannot_be_computed_is_none_with_its_cause_and_never_zero(cause, method, params, parts):
    rule, one = methods.parse(method, {"max": "10"} | params), figure(**parts)

    points = rule.points(one, [one])

    assert (points.value, points.cause, points.steps[-1].code) == (None, cause, "cause")
    texts = [(str(parts[part]) if part in parts else None,) for part in Cells._fields[:5]]
    with exactly():
        assert [score[0] for score in compiled(rule)(Cells(*texts, (None,)))] == [None]


def test_every_cause_has_its_case():
    assert {cause for cause, *_ in NO_POINTS} | {"depends_on_others", "nothing_assigned"} == set(CAUSES)


@pytest.mark.parametrize("tie", ["1224", "average"])
def test_a_place_beyond_the_scale_has_no_points_unless_the_scale_says_so(tie):
    pool = [figure(actual=value) for value in ("9", "8", "7", "7")]

    assert methods.parse("rank", CLUSTER | {"tie": tie}).points(pool[2], pool).cause == "rank_not_in_scale"
    assert methods.parse("rank", CLUSTER | {"tie": tie, "default": "1"}).points(pool[2], pool).value == 1


def test_points_that_depend_on_others_are_not_shown_alone():
    rule = methods.parse("rank", CLUSTER)

    assert rule.depends_on_others
    assert rule.points(figure(actual="1")).cause == "depends_on_others"


@pytest.mark.parametrize(
    ("actual", "plan", "expected"), [("0", "0", "0.00"), ("5", "0", "5.00"), ("10", "0", "10.00"), ("4", "8", "2.50")]
)
def test_those_without_a_target_are_compared_among_themselves(actual, plan, expected):
    pool = [figure(actual=a, plan=p) for a, p in (("0", "0"), ("5", "0"), ("10", "0"), ("4", "8"))]

    points = methods.parse("leader", {"max": "10", "mode": "target"}).points(figure(actual=actual, plan=plan), pool)

    assert str(points.value) == expected


@pytest.mark.parametrize(
    ("mode", "answers", "expected"),
    [("sum", (True, False), "2"), ("all_or_nothing", (True, True), "5"), ("all_or_nothing", (True, False), "0")],
)
def test_conditions_answered_by_hand(mode, answers, expected):
    params = {"max": "5", "mode": mode, "conditions": [{"points": "2"}, {"points": "3"}]}

    assert methods.parse("check", params).points(Figure(conditions=answers)).value == Decimal(expected)


def test_a_condition_that_compares_needs_its_figure():
    params = {"max": "5", "mode": "sum", "conditions": [{"points": "5", "derive": "delta", "op": "<"}]}

    assert methods.parse("check", params).points(Figure(conditions=(figure(actual="1"),))).cause == "no_previous"


def test_an_actual_left_out_is_read_from_its_parts():
    derived = Derivation("ratio").of(figure(numerator="45", denominator="50", plan="90"))

    assert (derived.value, derived.step, derived.cause) == (100, Step("ratio", ("90", "90", "100")), None)
    assert Derivation().of(Figure()).cause == "not_reported"


def test_the_empty_text_holds_no_steps():
    assert read("") == ()
