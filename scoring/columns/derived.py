"""The derived value of one figure from its texts: dividend, divisor (0: there is no value), step, text.

Values stay a dividend and a divisor, so that points come from one single division.
"""

from collections.abc import Callable
from decimal import Decimal

from scoring.inputs import Derivation
from scoring.rounding import shown

Value = tuple[Decimal, Decimal, str, str]
Derive = Callable[[str | None, str | None], Value]

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)


def because(cause: str) -> Value:
    return ZERO, ZERO, f"cause {cause} -", ""


def derive(derivation: Derivation) -> tuple[str, str | None, Derive]:
    """Return which two parts of the figure are needed and the function from them to the value."""
    if derivation.kind == "ratio":
        if derivation.direction == "higher":
            return "actual", "plan", ratio
        return "actual", "plan", lower_linear if derivation.lower_mode == "linear" else lower_inverse
    return {
        "value": ("actual", None, value),
        "delta": ("actual", "previous", delta),
        "rank_change": ("actual", "previous", rank_change),
        "growth": ("actual", "previous", growth),
        "share": ("numerator", "denominator", share),
    }[derivation.kind]


def value(actual: str | None, _: str | None) -> Value:
    if actual is None:
        return NOT_REPORTED
    return Decimal(actual), ONE, f"value {actual}", actual


def ratio(actual: str | None, plan: str | None) -> Value:
    if actual is None or plan is None:
        return NOT_REPORTED if actual is None else NO_PLAN
    number, goal = Decimal(actual), Decimal(plan)
    if goal <= 0 or number < 0:
        return _refused("plan", "actual", goal)
    number *= HUNDRED
    text = shown(number / goal)
    return number, goal, f"ratio {actual} {plan} {text}", text


def lower_linear(actual: str | None, plan: str | None) -> Value:
    above, below, step, text = ratio(actual, plan)
    if not below:
        return above, below, step, text
    above = 2 * HUNDRED * below - above
    text = shown(above / below)
    return above, below, f"lower_linear {actual} {plan} {text}", text


def lower_inverse(actual: str | None, plan: str | None) -> Value:
    above, below, step, text = ratio(actual, plan)
    if not below:
        return above, below, step, text
    if not above:
        return because("actual_zero")
    above, below = HUNDRED * HUNDRED * below, above
    text = shown(above / below)
    return above, below, f"lower_inverse {actual} {plan} {text}", text


def delta(actual: str | None, previous: str | None) -> Value:
    return _change("delta", 1, actual, previous)


def rank_change(actual: str | None, previous: str | None) -> Value:
    return _change("rank_change", -1, actual, previous)


def growth(actual: str | None, previous: str | None) -> Value:
    if actual is None or previous is None:
        return NOT_REPORTED if actual is None else NO_PREVIOUS
    number, before = Decimal(actual), Decimal(previous)
    if before <= 0 or number < 0:
        return _refused("previous", "actual", before)
    above = HUNDRED * (number - before)
    text = shown(above / before)
    return above, before, f"growth {actual} {previous} {text}", text


def share(numerator: str | None, denominator: str | None) -> Value:
    if numerator is None or denominator is None:
        return NOT_REPORTED if numerator is None else because("no_denominator")
    part, whole = Decimal(numerator), Decimal(denominator)
    if whole <= 0 or part < 0:
        return _refused("denominator", "numerator", whole)
    part *= HUNDRED
    text = shown(part / whole)
    return part, whole, f"share {numerator} {denominator} {text}", text


def _change(code: str, sign: int, actual: str | None, previous: str | None) -> Value:
    if actual is None or previous is None:
        return NOT_REPORTED if actual is None else NO_PREVIOUS
    change = sign * (Decimal(actual) - Decimal(previous))
    text = shown(change)
    return change, ONE, f"{code} {actual} {previous} {text}", text


def _refused(below: str, above: str, divisor: Decimal) -> Value:
    """Return why there is no quotient: the divisor is looked at first."""
    if divisor == 0:
        return because(f"{below}_zero")
    return because(f"negative_{below}" if divisor < 0 else f"negative_{above}")


NOT_REPORTED, NO_PLAN, NO_PREVIOUS = because("not_reported"), because("no_plan"), because("no_previous")
