import pytest

from organisations import keys


@pytest.mark.parametrize("text, number", [("0", 0), ("12", 12), ("007", 7), (str(2**63 - 1), 2**63 - 1)])
def test_plain_digits_are_a_key(text, number):
    assert keys.read(text) == number


@pytest.mark.parametrize(
    "text",
    ["", " 1", "-1", "+1", "1.0", "1_0", "²", "٣", "１２", "x", "1\x00", str(2**63), "9" * 5000],
)
def test_whatever_else_a_page_cannot_have_carried_is_none(text):
    assert keys.read(text) is None
