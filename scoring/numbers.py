"""Numbers as people write them: Vietnamese text to Decimal, strictly, and Decimal to text.

Vietnamese: a dot (or a space) between thousands, a comma before decimals, "−" or "-" in front. What is not written
so is refused with a code, and a dot that could be either is asked about, never guessed.
"""

import re
from decimal import Decimal
from functools import lru_cache

from scoring.errors import NumberProblem
from scoring.rounding import UNITS, exactly, half_up, plain

NUMBER_CODES: dict[str, str] = {  # code: an example of what to type instead
    "empty": "1.234,56",
    "percent_not_allowed": "10,27",
    "not_a_number": "1.234,56",
    "bad_grouping": "1.234.567",
    "bad_spaces": "1.234.567",
    "lone_comma": "1.234,5",
    "english_notation": "1.234,56",
    "too_many_commas": "1.234,56",
    "too_long": "123.456.789.012,3456",
    "ambiguous": "1234",
}
MOST_WHOLE, MOST_DECIMALS = 14, 4  # what numeric(18,4) holds
MOST_TYPED = 40
MINUS = "−"
SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE} "

_BODY = re.compile(
    r"(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+)(?:,(?P<decimals>[0-9]+))?"
)
_ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})*\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,}|[0-9]+\.[0-9]+")
_EITHER = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


def read(text: str, *, whole_thousands: bool | None = None, percent: bool = False) -> Decimal:
    """Return the number typed; NumberProblem otherwise.

    `whole_thousands` says what "1.234" means: True 1234, False 1.234, None (unknown) is the problem "ambiguous".
    `percent` allows one "%" at the end; it is dropped, not divided by.
    """
    body = text.strip(SPACES + "\t")
    for space in SPACES:
        body = body.replace(space, " ")
    if not body:
        raise _problem("empty", text)
    if len(body) > MOST_TYPED:
        raise _problem("too_long", text)
    if body.endswith("%"):
        if not percent:
            raise _problem("percent_not_allowed", text)
        body = body[:-1].rstrip(" ")
    negative = body[:1] in (MINUS, "-")
    sign, body = (-1, body[1:]) if negative else (1, body)
    value = sign * _unsigned(body, text, sign, whole_thousands)
    return value if value else abs(value)


@lru_cache(maxsize=16384)
def written(value: Decimal, places: int | None = None) -> str:
    """Return the number as Vietnam writes it, 1.234,56, a true minus before it: in this one way it is typed and read.

    With `places` it is rounded half-up to exactly so many; without, all its decimals are shown but idle zeros.
    """
    if places is None:
        digits = plain(value)
        digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    else:
        with exactly():
            digits = plain(half_up(value, UNITS[places]))
    negative = digits.startswith("-") and digits.strip("-0.") != ""
    whole, _, decimals = digits.lstrip("-").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return (MINUS if negative else "") + grouped + ("," + decimals if decimals else "")


def _unsigned(body: str, typed: str, sign: int, whole_thousands: bool | None) -> Decimal:
    if _EITHER.fullmatch(body) and whole_thousands is not True:
        small = Decimal(body)
        if whole_thousands is None:
            raise _problem("ambiguous", typed, (sign * Decimal(body.replace(".", "")), sign * small))
        return small
    found = _BODY.fullmatch(body)
    if not found:
        raise _problem(_fault(body), typed)
    whole, decimals = re.sub("[. ]", "", found["whole"]), found["decimals"] or ""
    if len(whole.lstrip("0")) > MOST_WHOLE or len(decimals) > MOST_DECIMALS:
        raise _problem("too_long", typed)
    return Decimal(f"{whole}.{decimals}" if decimals else whole)


def _fault(body: str) -> str:
    if not re.fullmatch(r"[0-9., ]+", body):
        return "not_a_number"
    if _ENGLISH.fullmatch(body):
        return "english_notation"
    if body.count(",") > 1:
        return "too_many_commas"
    if body.startswith(",") or body.endswith(","):
        return "lone_comma"
    return "bad_spaces" if " " in body else "bad_grouping"


def _problem(code: str, typed: str, readings: tuple[Decimal, ...] = ()) -> NumberProblem:
    said = typed if len(typed) <= MOST_TYPED else f"{typed[:MOST_TYPED]}…"
    return NumberProblem(code, said, NUMBER_CODES[code], readings)
