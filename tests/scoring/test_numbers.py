"""Numbers as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import NumberProblem
from scoring.numbers import NUMBER_CODES, read, written

READ = {
    "1.234,56": "1234.56",
    "−2,5": "-2.5",
    "-2,5": "-2.5",
    "10,27%": "10.27",
    "10,27 %": "10.27",
    "7 218": "7218",
    "7\N{NO-BREAK SPACE}218": "7218",
    "7\N{NARROW NO-BREAK SPACE}218,5": "7218.5",
    "7218": "7218",
    " 12 ": "12",
    "0": "0",
    "-0": "0",
    "0,5": "0.5",
    "1,234": "1.234",
    "1.234.567": "1234567",
    "52.623,0": "52623.0",
}


@pytest.mark.parametrize(("typed", "expected"), READ.items(), ids=READ.keys())
def test_vietnamese_notation_is_read(typed, expected):
    assert str(read(typed, percent=True)) == expected


REFUSED = {
    "12,5,3": "too_many_commas",
    "1,234.56": "english_notation",
    "12.5": "english_notation",
    "0.234": "english_notation",
    "NaN": "not_a_number",
    "Infinity": "not_a_number",
    "1e9": "not_a_number",
    "": "empty",
    "  ": "empty",
    "１２": "not_a_number",
    "mười": "not_a_number",
    "--5": "not_a_number",
    "+5": "not_a_number",
    "-": "not_a_number",
    "1.23.456": "bad_grouping",
    "1234.567,8": "bad_grouping",
    "1 23": "bad_spaces",
    "5,": "lone_comma",
    ",5": "lone_comma",
    "1.234 567": "bad_spaces",
    "0" * 41: "too_long",
    "1,23456": "too_long",
    "123456789012345": "too_long",
    "5%": "percent_not_allowed",
}


@pytest.mark.parametrize(("typed", "code"), REFUSED.items(), ids=REFUSED.keys())
def test_anything_else_is_refused_with_what_was_typed_and_an_example(typed, code):
    with pytest.raises(NumberProblem) as refused:
        read(typed)

    told = typed if len(typed) <= 40 else f"{typed[:40]}…"
    assert (refused.value.code, refused.value.typed, refused.value.example) == (code, told, NUMBER_CODES[code])


@pytest.mark.parametrize("code", NUMBER_CODES)
def test_every_example_can_be_typed(code):
    assert isinstance(read(NUMBER_CODES[code]), Decimal)


@pytest.mark.parametrize(
    ("typed", "thousands", "decimals"), [("1.234", "1234", "1.234"), ("-1.234", "-1234", "-1.234")]
)
def test_a_dot_that_could_be_either_is_asked_about(typed, thousands, decimals):
    with pytest.raises(NumberProblem) as refused:
        read(typed)

    assert (refused.value.code, refused.value.readings) == ("ambiguous", (Decimal(thousands), Decimal(decimals)))
    assert read(typed, whole_thousands=True) == Decimal(thousands)
    assert read(typed, whole_thousands=False) == Decimal(decimals)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("1234567.50", None, "1.234.567,5"),
        ("1234567.50", 2, "1.234.567,50"),
        ("-2.5", None, "−2,5"),
        ("-0.001", 2, "0,00"),
        ("0", None, "0"),
        ("1E+3", None, "1.000"),
        ("51.375", 2, "51,38"),
        ("-51.375", 2, "−51,38"),
        ("100.00", None, "100"),
    ],
)
def test_numbers_are_written_for_their_reader(value, places, text):
    assert written(Decimal(value), places) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**13), max_value=10**13))
def test_what_is_written_is_read_back(value):
    assert read(written(value), whole_thousands=True) == value
