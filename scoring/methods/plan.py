"""Methods that look at one derived value alone: PLAN_STEP, PROPORTIONAL, BANDS."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

from scoring.errors import Problem
from scoring.inputs import Derived, Figure
from scoring.methods.base import HUNDRED, ZERO, Method, Raw, too_fine
from scoring.methods.parameters import Parameter
from scoring.rounding import brief, plain, rounded
from scoring.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep(Method):
    """Base points for the plan met; so much for each step above it, up to a limit; so much off for each step below."""

    CODE: ClassVar[str] = "plan_step"
    FIELDS: ClassVar[tuple[Parameter, ...]] = (
        Parameter("base", "not_negative"),
        Parameter("over_step", "positive", default="1"),
        Parameter("over_pts", "not_negative", default="0"),
        Parameter("over_cap", "not_negative", default="0"),
        Parameter("under_step", "positive", default="1"),
        Parameter("under_pts", "not_negative", default="0"),
        Parameter("step_mode", "choice", default="prorata", choices=("prorata", "full_down", "full_up")),
    )

    base: Decimal
    over_step: Decimal
    over_pts: Decimal
    over_cap: Decimal
    under_step: Decimal
    under_pts: Decimal
    step_mode: str

    @classmethod
    def problems(cls, read: dict[str, Any]) -> list[Problem]:
        read["base"] = read["max"] if read["base"] is None else read["base"]
        read["max"] = read["base"] if read["max"] is None else read["max"]
        if read["base"] is None:
            return [Problem("required", "base")]
        return too_fine(read, "base", "over_cap")

    @classmethod
    def bounds(cls, read: dict[str, Any]) -> tuple[Decimal, Decimal]:
        return ZERO, read["base"] + read["over_cap"]

    def applied(self, derived: Derived, value: Fraction, figure: Figure, pool: Sequence[Figure]) -> Raw:
        base = Fraction(self.base)
        if value == HUNDRED:
            return Raw(base, (derived.step, Step("met", (brief(base),))))
        if value < HUNDRED:
            steps = self._steps((HUNDRED - value) / Fraction(self.under_step))
            taken = steps * Fraction(self.under_pts)
            return Raw(base - taken, (derived.step, Step("under", (brief(steps), brief(taken), brief(base - taken)))))
        steps = self._steps((value - HUNDRED) / Fraction(self.over_step))
        added, limit = steps * Fraction(self.over_pts), Fraction(self.over_cap)
        code, added = ("over_cap", limit) if added > limit else ("over", added)
        return Raw(base + added, (derived.step, Step(code, (brief(steps), brief(added), brief(base + added)))))

    def _steps(self, exact: Fraction) -> Fraction:
        if self.step_mode == "full_down":
            return Fraction(math.floor(exact))
        return Fraction(math.ceil(exact)) if self.step_mode == "full_up" else exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Proportional(Method):
    """The percentage, up to a limit, of the full points."""

    CODE: ClassVar[str] = "proportional"
    FIELDS: ClassVar[tuple[Parameter, ...]] = (Parameter("cap_ratio", "positive", default="100"),)

    cap_ratio: Decimal

    @classmethod
    def bounds(cls, read: dict[str, Any]) -> tuple[Decimal, Decimal]:
        # A limit above 100 % says that more than the full points can be had, unless the line's own cap says less.
        most = max(Fraction(read["cap_ratio"]), HUNDRED) / HUNDRED * Fraction(read["max"])
        return ZERO, rounded(most, read["places"])

    def applied(self, derived: Derived, value: Fraction, figure: Figure, pool: Sequence[Figure]) -> Raw:
        code, percent, text, limit = "proportion", value, derived.text, Fraction(self.cap_ratio)
        if value > limit:
            code, percent, text = "proportion_cap", limit, brief(limit)
        points = percent / HUNDRED * Fraction(self.max)
        return Raw(points, (derived.step, Step(code, (text, plain(self.max), brief(points)))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands(Method):
    """The points of the last band whose lower bound is reached; below the first, the default."""

    CODE: ClassVar[str] = "bands"
    FIELDS: ClassVar[tuple[Parameter, ...]] = (
        Parameter("bands", "bands", required=True),
        Parameter("default", "number", default="0"),
    )

    bands: tuple[tuple[Decimal, Decimal], ...]
    default: Decimal

    def applied(self, derived: Derived, value: Fraction, figure: Figure, pool: Sequence[Figure]) -> Raw:
        reached = [band for band in self.bands if Fraction(band[0]) <= value]
        if not reached:
            return Raw(Fraction(self.default), (derived.step, Step("no_band", (plain(self.default),))))
        bound, points = reached[-1]
        return Raw(Fraction(points), (derived.step, Step("band", (plain(bound), plain(points)))))
