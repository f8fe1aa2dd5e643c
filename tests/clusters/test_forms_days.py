"""Days and whole numbers: what no calendar and no counting knows is named, and nothing is cut without a word."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clusters.actions.days import require_near
from clusters.errors import NotAllowedHere
from clusters.forms.base import Day, Text, Whole
from clusters.forms.seasons import Moment

NO_DAY = "Không có ngày 31/02/2026 trong lịch. Hãy xem lại ngày và tháng."
FOUR_DIGITS = "Hãy ghi năm đủ bốn chữ số, ví dụ 01/07/2025."
NO_NUMBER = "Hãy nhập một số nguyên bằng chữ số, ví dụ 12."


def refusal_of(field, text):
    with pytest.raises(ValidationError) as refused:
        field.clean(text)
    return refused.value.messages


@pytest.mark.parametrize("field", [Day(), Moment(input_formats=["%d/%m/%Y %H:%M", "%d/%m/%Y"])])
@pytest.mark.parametrize(("text", "told"), [("31/02/2026", NO_DAY), ("1/1/26", FOUR_DIGITS), ("01.07.26", FOUR_DIGITS)])
def test_a_day_that_is_none_is_named_and_a_short_year_too(field, text, told):
    assert refusal_of(field, text) == [told]


def test_digits_of_another_script_are_no_day_and_no_number():
    assert len(refusal_of(Day(), "٠١/٠٧/٢٠٢٥")) == 1
    assert refusal_of(Whole(), "١") == [NO_NUMBER]


@pytest.mark.parametrize("text", ["01/07/2025", "1-7-2025", "1.7.2025", "2025-07-01"])
def test_a_day_is_read_as_people_write_it(text):
    assert Day().clean(text) == dt.date(2025, 7, 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("-1", "Hãy nhập số không nhỏ hơn 0."),
        ("11", "Hãy nhập số không lớn hơn 10."),
        ("1,5", NO_NUMBER),
        ("một", NO_NUMBER),
    ],
)
def test_a_whole_number_says_its_bounds_in_a_sentence(text, told):
    assert refusal_of(Whole(min_value=0, max_value=10), text) == [told]


def test_the_bounds_themselves_are_taken():
    assert [Whole(min_value=0, max_value=10).clean(text) for text in ("0", "10")] == [0, 10]


def test_no_browser_cuts_what_is_pasted_and_the_form_says_that_it_is_too_long():
    field = Text(max_length=5)

    assert "maxlength" not in field.widget.attrs
    assert "5" in refusal_of(field, "sáu chữ")[0]


@pytest.mark.parametrize(("year", "near"), [(2018, False), (2019, True), (2020, True), (2023, True), (2024, False)])
def test_a_day_belongs_to_the_years_around_its_season(year, near):
    if near:
        require_near(dt.date(year, 1, 18), 2020)
    else:
        with pytest.raises(NotAllowedHere, match=f"18/01/{year}"):
            require_near(dt.date(year, 1, 18), 2020)


def test_no_day_is_near_enough():
    require_near(None, 2020)
