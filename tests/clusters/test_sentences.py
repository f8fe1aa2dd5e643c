"""Every code of scoring has its sentence, in both languages and with real numbers."""

from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from clusters import arithmetic_sentences, condition_sentences, rule_sentences, sentences
from scoring import methods
from scoring.inputs import Figure
from scoring.numbers import NUMBER_CODES
from scoring.steps import CAUSES, ORIGINS, STEPS, Step

WORDS = {"origin": "agreed", "policy": "exclude", "cause": "plan_zero", "argument": "-"}


def test_every_step_has_a_sentence():
    assert set(sentences.OF_STEPS) == set(STEPS)


def test_every_cause_has_a_sentence():
    assert set(sentences.OF_CAUSES) == set(CAUSES)


def test_every_problem_with_a_number_has_a_sentence():
    assert set(sentences.OF_NUMBERS) == set(NUMBER_CODES)


def test_every_origin_of_a_mark_has_a_word():
    assert set(sentences.ORIGINS) == set(ORIGINS)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("code", sorted(STEPS))
def test_a_step_is_a_whole_sentence_without_codes(code, language):
    step = Step(code, tuple(WORDS.get(name, "1234.5") for name in STEPS[code]))
    with override(language):
        said = sentences.of_step(step)
    assert said.endswith(".")
    assert "%(" not in said
    assert "_" not in said


@pytest.mark.parametrize("cause", sorted(CAUSES))
def test_a_cause_names_its_argument(cause):
    with override("vi"):
        said = sentences.of_cause(cause, "2.5" if CAUSES[cause] else "-")
    assert ("2,5" in said) == CAUSES[cause]


def test_a_plan_is_spelled_out_with_the_numbers_of_its_rule():
    rule = SimpleNamespace(
        base=Decimal(50),
        over_step=Decimal(1),
        over_pts=Decimal(1),
        over_cap=Decimal(10),
        under_step=Decimal(1),
        under_pts=Decimal(2),
    )
    steps = (
        Step("ratio", ("10.05", "9.5", "105.789474")),
        Step("over", ("5.789474", "5.789474", "55.789474")),
        Step("rounded", ("55.79",)),
    )
    with override("vi"):
        said = arithmetic_sentences.explanation(steps, rule)
    assert said == [
        "10,05 / 9,5 ≈ 105,789474% kế hoạch.",
        "Đạt kế hoạch: 50 điểm; vượt 5,789474% × 1 ≈ 5,789474 điểm (cộng tối đa 10 điểm): "
        "50 + 5,789474 ≈ 55,789474 điểm.",
        "Làm tròn: 55,79 điểm.",
    ]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        (
            (Step("ratio", ("6", "5", "120")), Step("over_cap", ("20", "3", "15"))),
            "Đạt kế hoạch: 12 điểm; vượt 20% × 0,2 = 4 điểm, nhưng chỉ cộng tối đa 3 điểm: 12 + 3 = 15 điểm.",
        ),
        (
            (Step("ratio", ("4", "5", "80")), Step("under", ("20", "8", "4"))),
            "Đạt kế hoạch: 12 điểm; hụt 20% × 0,4 = 8 điểm bị trừ: 12 − 8 = 4 điểm.",
        ),
        (
            (Step("ratio", ("6", "5", "120")), Step("proportion_cap", ("100", "15", "15"))),
            "120% × 15 = 18 điểm, nhưng chỉ tính tối đa 100% của 15 điểm: 15 điểm.",
        ),
        ((Step("value", ("5",)), Step("count", ("5", "0", "3", "15"))), "5 × 3 điểm = 15 điểm."),
        (
            (Step("value", ("5",)), Step("count", ("5", "2", "3", "9"))),
            "Có 5, không tính 2: 3 × 3 điểm = 9 điểm.",
        ),
        ((Step("place", ("5", "9", "12")),), "Xếp thứ 5/9 trong cụm: 20 − 4 × 2 = 12 điểm."),
        (
            (Step("rank", ("10", "4")),),
            "Thứ hạng 10: 20 − 9 × 2 = 2, nhưng không cho dưới 4: 4 điểm.",
        ),
        (
            (Step("shared_place", ("1", "2", "9", "19")),),
            "Đồng hạng từ 1 đến 2 trên 9: mỗi đơn vị nhận điểm bình quân, (20 + 18) / 2 = 19 điểm.",
        ),
        ((Step("leader_share", ("5", "10", "10")),), "5 / 10 của đơn vị dẫn đầu × 20 = 10 điểm."),
        ((Step("below_target", ("4", "5", "8")),), "Chưa đạt chỉ tiêu: 4 / 5 × 10 = 8 điểm."),
        (
            (Step("above_target", ("10", "20", "15")),),
            "Vượt chỉ tiêu 10%, đơn vị dẫn đầu vượt 20%: 10 + 10% / 20% × 10 = 15 điểm.",
        ),
        (
            (Step("count", ("5", "0", "3", "15")), Step("cap", ("10",))),
            "Không vượt quá mức tối đa: tính 10 điểm.",
        ),
    ],
    ids=[
        *("over its limit", "missed", "in proportion", "counted", "some free"),
        *("a place", "the end of the scale", "shared places"),
        *("beside the leader", "below its target", "above its target", "the maximum"),
    ],
)
def test_what_a_limit_cuts_off_is_shown_before_it_is_cut(steps, said):
    rule = SimpleNamespace(
        base=Decimal(12),
        over_step=Decimal(1),
        over_pts=Decimal("0.2"),
        over_cap=Decimal(3),
        under_step=Decimal(1),
        under_pts=Decimal("0.4"),
        scale="linear",
        first=Decimal(20),
        step=Decimal(2),
        last=Decimal(4),
        max=Decimal(20),
        of_rank=lambda rank: Fraction(22 - 2 * rank),
    )
    with override("vi"):
        assert arithmetic_sentences.explanation(steps, rule)[-1] == said


@pytest.mark.parametrize(
    ("actual", "plan", "said"),
    [
        ("94.9999", "100", "94,9999 / 100 = 94,9999% kế hoạch."),
        ("949999.9999", "1000000", "949.999,9999 / 1.000.000 = 94,99999999% kế hoạch."),
        ("1241", "1310", "1.241 / 1.310 ≈ 94,732824% kế hoạch."),
        ("2999999.9999", "3000000", "2.999.999,9999 / 3.000.000 ≈ 99,999999997% kế hoạch."),
        ("5", "256", "5 / 256 = 1,953125% kế hoạch."),
    ],
    ids=["just below", "below the decimals kept", "never even", "nearly even", "even in the last decimal kept"],
)
def test_a_percentage_never_looks_like_the_bound_that_it_misses(actual, plan, said):
    figure = Figure(actual=Decimal(actual), plan=Decimal(plan))
    rule = methods.parse("bands", {"bands": [["95", "2"], ["100", "4"]], "max": "5", "derive": "ratio"})
    with override("vi"):
        assert arithmetic_sentences.explanation(rule.points(figure).steps, rule)[0] == said


def test_a_condition_shows_the_decimals_that_decide_it():
    indicator = "Thu ngân sách"
    condition = {"points": "5", "op": ">=", "than": "100", "derive": "ratio"}
    rule = methods.parse("check", {"mode": "sum", "max": "5", "conditions": [condition]})
    (answer,) = rule.answers(Figure(actual=Decimal("99.9999"), plan=Decimal(100)))
    with override("vi"):
        said = condition_sentences.told(indicator, rule.conditions[0], answer)
    assert said == "Thu ngân sách: 99,9999 / 100 = 99,9999% kế hoạch; phải từ 100 trở lên: không đạt."


RECKONED = {
    "proportional": (
        {"max": "600", "derive": "ratio"},
        ["94,732824% của tối đa 600 điểm: ≈ 568,396947.", "Làm tròn: 568,4 điểm."],
    ),
    "plan_step": (
        {"base": "500", "under_pts": "20", "max": "500", "derive": "ratio"},
        [
            "Đạt kế hoạch: 500 điểm; hụt 5,267176% × 20 ≈ 105,343511 điểm bị trừ: 500 − 105,343511 ≈ 394,656489 điểm.",
            "Làm tròn: 394,66 điểm.",
        ],
    ),
}


@pytest.mark.parametrize("method", RECKONED)
def test_whoever_computes_again_with_the_numbers_shown_gets_the_points(method):
    params, said = RECKONED[method]
    rule = methods.parse(method, params)
    points = rule.points(Figure(actual=Decimal(1241), plan=Decimal(1310)))
    with override("vi"):
        assert arithmetic_sentences.explanation(points.steps, rule) == [
            "1.241 / 1.310 ≈ 94,732824% kế hoạch.",
            *said,
        ]


def test_a_share_of_the_leader_is_marked_where_it_does_not_come_out_even():
    rule = methods.parse("leader", {"mode": "max_share", "max": "600"})
    pool = [Figure(actual=Decimal(value)) for value in ("123.457", "111.111")]
    with override("vi"):
        said = arithmetic_sentences.explanation(rule.points(pool[1], pool).steps, rule)
    assert said[1:] == ["111,111 / 123,457 của đơn vị dẫn đầu × 600 ≈ 539,998542 điểm.", "Làm tròn: 540 điểm."]


def test_a_reported_percentage_bears_its_sign():
    with override("vi"):
        said = arithmetic_sentences.explanation([Step("value", ("6.97",))], percent=True)

    assert said == ["Kết quả thực hiện: 6,97%."]


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"pts": "2"}, "Mỗi số đếm được: 2 điểm."),
        ({"pts": "-1", "free": "3"}, "Mỗi số đếm được ngoài 3 số đầu tiên: −1 điểm."),
    ],
)
def test_what_is_counted_is_not_called_a_unit(params, said):
    with override("vi"):
        assert rule_sentences.rule(SimpleNamespace(method="count", derive="value", params=params)) == said


EQUAL = " Kết quả bằng nhau:"


@pytest.mark.parametrize(
    ("method", "params", "said"),
    [
        ("plan_step", {"step_mode": "prorata"}, ""),
        ("plan_step", {"step_mode": "full_down"}, " Bậc chưa tròn: chỉ tính bậc tròn."),
        ("plan_step", {"step_mode": "full_up"}, " Bậc chưa tròn: bậc chưa tròn tính như bậc tròn."),
        ("rank", {"scale": "linear", "tie": "1224"}, ""),
        (
            "rank",
            {"scale": "linear", "tie": "average"},
            " Kết quả bằng nhau: cùng nhận điểm trung bình của các hạng đó.",
        ),
        ("rank", {"scale": "table", "tie": "dense"}, f"{EQUAL} đồng hạng, không bỏ hạng (1, 2, 2, 3)."),
    ],
)
def test_what_a_rule_says_of_incomplete_steps_and_equal_values_stands_in_its_sentence(method, params, said):
    line = SimpleNamespace(method=method, derive="value", max_points=Decimal(10), params=params)
    usual = SimpleNamespace(
        method=method, derive="value", max_points=Decimal(10), params={"scale": params.get("scale")}
    )
    with override("vi"):
        assert rule_sentences.rule(line) == rule_sentences.rule(usual) + said
