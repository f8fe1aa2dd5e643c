"""What a criterion is scored on: the reported figures and the one value derived from them."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.rounding import brief, plain
from scoring.steps import Step, because

DERIVATIONS = ("value", "ratio", "delta", "growth", "rank_change", "share")
DIRECTIONS = ("higher", "lower")
LOWER_MODES = ("linear", "inverse")
HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Figure:
    """What one member reported for one criterion; None is "not reported", never zero."""

    actual: Decimal | None = None
    plan: Decimal | None = None
    previous: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    conditions: "tuple[bool | Figure | None, ...]" = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """The value a method works on, exact, with its step; value None when it cannot be had, and then why."""

    value: Fraction | None
    step: Step

    @property
    def text(self) -> str:
        """The value as an explanation writes it; as it was reported where it was."""
        return self.step.args[-1]

    @property
    def cause(self) -> str | None:
        return None if self.value is not None else self.step.args[0]


@dataclass(frozen=True, slots=True)
class Derivation:
    """How the value is derived from the actual A, the plan P, last year's A' and a of b.

    VALUE A, RATIO A/P·100, DELTA A − A', GROWTH (A/A' − 1)·100, RANK_CHANGE A' − A, SHARE a/b·100.
    A lower-better RATIO is 200 − A/P·100 (linear) or P/A·100 (inverse). An actual that was left out is read as
    a/b·100 where numerator and denominator were given instead.
    """

    kind: str = "value"
    direction: str = "higher"
    lower_mode: str | None = None

    def of(self, figure: Figure) -> Derived:
        """Return the derived value, or the cause for which there is none."""
        return _DERIVE[self.kind](self, figure)

    def _value(self, figure: Figure) -> Derived:
        return _actual(figure)

    def _ratio(self, figure: Figure) -> Derived:
        actual = _actual(figure)
        if actual.value is None:
            return actual
        if figure.plan is None:
            return _none("no_plan")
        cause = _ratio_cause(actual.value, figure.plan)
        if cause:
            return _none(cause)
        return self._compare(actual.value, actual.step.args[-1], figure.plan)

    def _compare(self, actual: Fraction, as_reported: str, plan: Decimal) -> Derived:
        code, value = "ratio", actual / Fraction(plan) * HUNDRED
        if self.direction == "lower" and self.lower_mode == "inverse":
            if actual == 0:
                return _none("actual_zero")
            code, value = "lower_inverse", Fraction(plan) / actual * HUNDRED
        elif self.direction == "lower":
            code, value = "lower_linear", 2 * HUNDRED - value
        return Derived(value, Step(code, (as_reported, plain(plan), brief(value))))

    def _change(self, figure: Figure) -> Derived:
        actual = _actual(figure)
        if actual.value is None:
            return actual
        if figure.previous is None:
            return _none("no_previous")
        previous = Fraction(figure.previous)
        if self.kind == "growth":
            cause = _growth_cause(actual.value, previous)
            if cause:
                return _none(cause)
            value = (actual.value / previous - 1) * HUNDRED
        else:
            value = actual.value - previous if self.kind == "delta" else previous - actual.value
        return Derived(value, Step(self.kind, (actual.step.args[-1], plain(figure.previous), brief(value))))

    def _share(self, figure: Figure) -> Derived:
        numerator, denominator = figure.numerator, figure.denominator
        if numerator is None:
            return _none("not_reported")
        if denominator is None:
            return _none("no_denominator")
        cause = _share_cause(numerator, denominator)
        if cause:
            return _none(cause)
        value = Fraction(numerator) / Fraction(denominator) * HUNDRED
        return Derived(value, Step("share", (plain(numerator), plain(denominator), brief(value))))


_DERIVE: dict[str, Callable[[Derivation, Figure], Derived]] = {
    "value": Derivation._value,
    "ratio": Derivation._ratio,
    "delta": Derivation._change,
    "growth": Derivation._change,
    "rank_change": Derivation._change,
    "share": Derivation._share,
}


def _none(cause: str) -> Derived:
    return Derived(None, because(cause))


def _actual(figure: Figure) -> Derived:
    if figure.actual is not None:
        return Derived(Fraction(figure.actual), Step("value", (plain(figure.actual),)))
    share = Derivation("share").of(figure)
    return share if share.value is None else Derived(share.value, Step("value", (share.step.args[-1],)))


def _ratio_cause(actual: Fraction, plan: Decimal) -> str | None:
    if plan == 0:
        return "plan_zero"
    if plan < 0:
        return "negative_plan"
    return "negative_actual" if actual < 0 else None


def _share_cause(numerator: Decimal, denominator: Decimal) -> str | None:
    if denominator == 0:
        return "denominator_zero"
    if denominator < 0:
        return "negative_denominator"
    return "negative_numerator" if numerator < 0 else None


def _growth_cause(actual: Fraction, previous: Fraction) -> str | None:
    if previous == 0:
        return "previous_zero"
    if previous < 0:
        return "negative_previous"
    return "negative_actual" if actual < 0 else None
