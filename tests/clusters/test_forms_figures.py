"""Numbers are read strictly, kept as typed, and asked about where they could be two."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from clusters.choices import IndicatorKind
from clusters.forms.figures import FigureForm
from clusters.forms.plans import PlanForm
from clusters.forms.scores import ReasonForm
from clusters.models import Figure, Indicator
from scoring.numbers import written


def cell(kind=IndicatorKind.AMOUNT, figure=None):
    indicator = Indicator(pk=1, name="Thu ngân sách", kind=kind)
    return SimpleNamespace(indicator=indicator, figure=figure, carried=None, plans=())


def form(kind=IndicatorKind.AMOUNT, **typed):
    return FigureForm(typed, cell=cell(kind), brief=True)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False, allow_infinity=False))
def test_what_is_shown_is_read_back_as_the_same_number(number):
    shown = form(IndicatorKind.AMOUNT).fields["value"].prepare_value(number)
    given = {"value": shown, "value_reading": shown.replace(".", "").replace("−", "-")}
    typed = form(**given)
    typed = typed if typed.is_valid() else form(**typed.data)  # a very long number is asked about once
    assert typed.is_valid(), (shown, typed.errors)
    assert typed.values()["value"] == number


@pytest.mark.parametrize(
    ("typed", "kind", "number"),
    [
        ("1.234,56", IndicatorKind.AMOUNT, "1234.56"),
        ("−2,5", IndicatorKind.AMOUNT, "-2.5"),
        ("-2,5", IndicatorKind.AMOUNT, "-2.5"),
        ("10,27%", IndicatorKind.PERCENTAGE, "10.27"),
        ("10,27 %", IndicatorKind.PERCENTAGE, "10.27"),
        ("7 218", IndicatorKind.AMOUNT, "7218"),
        ("1.234", IndicatorKind.COUNT, "1234"),
        ("0", IndicatorKind.AMOUNT, "0"),
    ],
)
def test_vietnamese_notation_is_read(typed, kind, number):
    read = form(kind, value=typed)
    assert read.is_valid(), read.errors
    assert read.values()["value"] == Decimal(number)


@pytest.mark.parametrize("typed", ["KAD", " kad "])
def test_what_does_not_apply_is_not_typed_and_the_refusal_says_where_it_is_recorded(typed):
    refused = form(IndicatorKind.AMOUNT, value=typed)

    (sentence,) = refused.errors["value"]
    assert "ở trang “Thành viên” của năm thi đua" in sentence
    assert refused["value"].value() == typed


@pytest.mark.parametrize("typed", ["12,5,3", "1,234.56", "NaN", "1e9", "１２", "mười", "10,27%", "1.23.4", "--5", "∞"])
def test_anything_else_is_refused_with_an_example_and_kept(typed):
    refused = form(value=typed)
    with override("vi"):
        assert not refused.is_valid()
        assert "ví dụ" in str(refused.errors) or "Hãy nhập" in str(refused.errors) or "Hãy dùng" in str(refused.errors)
    assert refused["value"].value() == typed


def test_an_ambiguous_dot_is_asked_about_and_never_guessed():
    asked = form(value="1.234")
    assert not asked.is_valid()
    with override("vi"):
        choices = [str(label) for _value, label in asked.fields["value_reading"].choices]
    assert [value for value, _label in asked.fields["value_reading"].choices] == ["1234", "1.234"]
    assert choices == ["1.234 (dấu chấm ngăn hàng nghìn)", "1,234 (dấu chấm thay cho dấu phẩy)"]


@pytest.mark.parametrize(("answer", "number"), [("1234", Decimal(1234)), ("1.234", Decimal("1.234"))])
def test_the_answer_decides(answer, number):
    answered = form(value="1.234", value_reading=answer)
    assert answered.is_valid()
    assert answered.values()["value"] == number


def test_an_answer_says_nothing_of_another_number_typed_since():
    anew = form(value="8.100", value_reading="1234")
    assert not anew.is_valid()
    assert [value for value, _label in anew.fields["value_reading"].choices] == ["8100", "8.100"]
    plainly = form(value="8,1", value_reading="1234")
    assert plainly.is_valid()
    assert plainly.values()["value"] == Decimal("8.1")


def test_an_answer_stays_with_its_question_where_something_else_is_wrong():
    answered = form(value="1.234", value_reading="1.234")
    assert answered.is_valid()
    answered.add_error("reason", "Hãy ghi lý do.")
    assert str(answered["value_reading"]).count("checked") == 1


def test_a_number_posted_back_as_it_was_shown_is_not_asked_about():
    stored = Figure(value=Decimal("1234.000000"), revision=1)
    unchanged = FigureForm({"value": "1.234"}, cell=cell(figure=stored), brief=True)
    assert unchanged["value"].value() == "1.234"
    assert unchanged.is_valid()
    assert unchanged.values()["value"] == 1234


def test_nothing_typed_is_not_zero():
    empty = form(value="")
    assert empty.is_valid()
    assert empty.values()["value"] is None


def test_half_a_ratio_is_refused_at_the_empty_half():
    half = form(IndicatorKind.RATIO, numerator="65", denominator="")
    assert not half.is_valid()
    assert set(half.errors) == {"denominator"}


def test_a_ratio_is_two_numbers():
    whole = form(IndicatorKind.RATIO, numerator="1.241", denominator="1.310")
    assert whole.is_valid()
    assert (whole.values()["numerator"], whole.values()["denominator"]) == (1241, 1310)


@pytest.mark.parametrize(
    ("kind", "field", "typed", "said"),
    [
        (IndicatorKind.COUNT, "value", "−2", "không thể là số âm"),
        (IndicatorKind.COUNT, "value", "-0,5", "số nguyên"),
        (IndicatorKind.RATIO, "numerator", "-1", "không thể là số âm"),
        (IndicatorKind.RATIO, "denominator", "-3", "không thể là số âm"),
        (IndicatorKind.RANK, "value", "0", "từ 1 trở lên"),
        (IndicatorKind.RANK, "denominator", "-63", "từ 1 trở lên"),
        (IndicatorKind.RANK, "denominator", "0", "Tổng số đơn vị được xếp hạng là số nguyên"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_an_example_and_kept(kind, field, typed, said):
    others = {name: "5" for name in form(kind).fields if name in ("value", "numerator", "denominator")}
    with override("vi"):
        refused = form(kind, **others | {field: typed})
        assert set(refused.errors) == {field}
        assert said in str(refused.errors[field])
        assert "ví dụ" in str(refused.errors[field])
    assert refused[field].value() == typed


def test_last_years_count_and_a_planned_count_cannot_be_below_zero_either():
    indicator = Indicator(pk=1, name="Số vụ tai nạn giao thông", kind=IndicatorKind.COUNT)
    whole = FigureForm({"value": "2", "previous": "-4"}, cell=cell(IndicatorKind.COUNT))
    assert "previous" in whole.errors
    assert set(PlanForm({"value": "-4"}, indicator=indicator, giver="centre").errors) == {"value"}


def test_a_rank_beyond_its_number_is_refused():
    assert set(form(IndicatorKind.RANK, value="64", denominator="63").errors) == {"denominator"}


@pytest.mark.parametrize(("answer", "value"), [("1", 1), ("0", 0), ("", None)])
def test_yes_no_and_not_reported_are_three_answers(answer, value):
    answered = form(IndicatorKind.YES_NO, value=answer)
    assert answered.is_valid()
    assert answered.values()["value"] == value


def test_zero_is_shown_as_zero():
    assert written(Decimal(0)) == "0"


def test_a_text_has_an_end_and_whoever_goes_beyond_it_is_told_in_words():
    with override("vi"):
        refused = ReasonForm({"reason": "ab" * 1000 + "c"})

        assert refused.errors["reason"] == [
            "Nội dung này dài quá: tối đa 2000 ký tự, hiện có 2001 ký tự. Hãy viết ngắn lại."
        ]
    whole = FigureForm(None, cell=cell(IndicatorKind.AMOUNT)).fields
    assert [whole[name].max_length for name in ("source", "reason")] == [2000, 2000]
