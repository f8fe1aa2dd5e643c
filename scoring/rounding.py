"""The one place where a number is rounded, and the arithmetic context in which that is exact.

EXACT carries so many digits that sums and products of our numbers (at most 15 digits and 6 decimals each, four of
them multiplied at most) are never rounded, and that a single quotient of such products, kept to that many digits,
cannot cross a half: a fraction that is not exactly on the half is farther from it than its last digit.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext
from fractions import Fraction

EXACT = Context(prec=150, rounding=ROUND_HALF_UP, traps=[DivisionByZero, InvalidOperation, Overflow])
UNITS = tuple(Decimal(1).scaleb(-places) for places in range(7))
SHOWN = UNITS[6]  # decimals of an intermediate value in an explanation; it is never computed with


def exactly() -> AbstractContextManager[Context]:
    """Return the context in which all arithmetic of this package runs."""
    return localcontext(EXACT)


def half_up(value: Decimal, unit: Decimal) -> Decimal:
    """Return the value as a multiple of the unit, a half away from zero; never minus zero. Call it `exactly()`."""
    final = value.quantize(unit)
    return final if final else abs(final)


def rounded(value: Fraction, places: int) -> Decimal:
    """Return the value as a Decimal with exactly that many places, rounded half-up."""
    with exactly():
        return half_up(Decimal(value.numerator) / Decimal(value.denominator), UNITS[places])


def shown(value: Decimal) -> str:
    """Return a value as an explanation writes it: at most six decimals, no idle zeros. Call it `exactly()`."""
    return str(half_up(value, SHOWN)).rstrip("0").rstrip(".")


def brief(value: Fraction | Decimal) -> str:
    """Return a value of any kind as an explanation writes it."""
    numerator, denominator = value.as_integer_ratio()
    with exactly():
        return shown(Decimal(numerator) / Decimal(denominator))


def told_apart(one: Decimal, other: Decimal) -> tuple[str, str]:
    """Return two different values as texts that differ: as they stand where they were typed, else short."""
    with exactly():
        if (one, other) == (half_up(one, SHOWN), half_up(other, SHOWN)):
            return plain(one), plain(other)
        unit = UNITS[2]
        while half_up(one, unit) == half_up(other, unit):
            unit = unit.scaleb(-1)
        return plain(half_up(one, unit)), plain(half_up(other, unit))


def most_exact(values: Iterable[Decimal]) -> int:
    """Return how many decimals the most exact of the values has, idle zeros apart; at most six."""
    return max((len(shown(value).partition(".")[2]) if value % 1 else 0 for value in values), default=0)


def plain(value: Decimal) -> str:
    """Return a Decimal as canonical text: no exponent, a point, a hyphen for minus."""
    return format(value, "f")
