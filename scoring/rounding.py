"""The one place where a number is rounded, and the plain text of a scaled integer."""

from decimal import Decimal
from fractions import Fraction

SHOWN = 6  # decimals of an intermediate value in an explanation; it is never computed with
SCALES: tuple[int, ...] = tuple(int("1" + "0" * places) for places in range(40))


def half_up(numerator: int, denominator: int, places: int) -> int:
    """Return numerator/denominator (> 0) in units of 10^-places; a half goes away from zero."""
    if numerator < 0:
        return -((-2 * numerator * SCALES[places] + denominator) // (2 * denominator))
    return (2 * numerator * SCALES[places] + denominator) // (2 * denominator)


def rounded(value: Fraction, places: int) -> Decimal:
    """Return the value as a Decimal with exactly that many places, rounded half-up."""
    return Decimal(fixed(half_up(value.numerator, value.denominator, places), places))


def fixed(units: int, places: int) -> str:
    """Return units of 10^-places as plain text with exactly that many decimals: (5740, 2) is "57.40"."""
    if not places:
        return str(units)
    sign, digits = ("-", -units) if units < 0 else ("", units)
    whole, part = divmod(digits, SCALES[places])
    return f"{sign}{whole}.{part:0{places}d}"


def shown(numerator: int, denominator: int) -> str:
    """Return numerator/denominator as an explanation writes it: at most SHOWN decimals, no idle zeros."""
    if denominator == 1:
        return str(numerator)
    text = fixed(half_up(numerator, denominator, SHOWN), SHOWN).rstrip("0")
    return text[:-1] if text[-1] == "." else text


def brief(value: Fraction | Decimal) -> str:
    """Return a value as an explanation writes it."""
    return shown(*value.as_integer_ratio())


def plain(value: Decimal) -> str:
    """Return a Decimal as canonical text: no exponent, a point, a hyphen for minus."""
    return format(value, "f")
