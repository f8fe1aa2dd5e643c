"""Methods that compare a member with others: RANK and LEADER."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

from scoring.errors import Problem
from scoring.inputs import Derived, Figure
from scoring.methods.base import HUNDRED, Method, Raw, uncomputable
from scoring.methods.parameters import Parameter
from scoring.rounding import brief
from scoring.steps import Step

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank(Method):
    """Points by place: a rank given from outside, or the place among the members of the cluster."""

    CODE: ClassVar[str] = "rank"
    FIELDS: ClassVar[tuple[Parameter, ...]] = (
        Parameter("scope", "choice", required=True, choices=("cluster", "external")),
        Parameter("scale", "choice", required=True, choices=("table", "linear")),
        Parameter("table", "ranks"),
        Parameter("first", "not_negative"),
        Parameter("step", "not_negative"),
        Parameter("last", "number", default="0"),
        Parameter("default", "number"),
        Parameter("tie", "choice", default="1224", choices=("1224", "dense", "average")),
    )

    scope: str
    scale: str
    table: tuple[tuple[int, Decimal], ...] | None
    first: Decimal | None
    step: Decimal | None
    last: Decimal
    default: Decimal | None
    tie: str

    @classmethod
    def problems(cls, read: dict[str, Any]) -> list[Problem]:
        problems = Method.problems(read)
        if read["scale"] == "table" and read["table"] is None:
            problems.append(Problem("required", "table"))
        if read["scale"] == "linear":
            read["first"] = read["max"] if read["first"] is None else read["first"]
            problems += [Problem("required", "step")] if read["step"] is None else []
        return problems

    @property
    def depends_on_others(self) -> bool:
        return self.scope == "cluster"

    def applied(self, derived: Derived, value: Fraction, figure: Figure, pool: Sequence[Figure]) -> Raw:
        if self.scope == "external":
            return self._external(derived, value)
        known = [other for one in pool if (other := self.derivation.of(one).value) is not None]
        sign = 1 if self.derivation.direction == "higher" else -1
        better = [other for other in known if sign * (other - value) > 0]
        place = 1 + (len(set(better)) if self.tie == "dense" else len(better))
        raw = self.of_places(place, place + known.count(value) - 1, len(known))
        return Raw(raw.value, raw.steps if raw.value is None else (derived.step, *raw.steps))

    def of_places(self, place: int, last: int, of: int) -> Raw:
        """Return the points of a place among so many; `last` is the last of the places it shares."""
        if self.tie == "average" and last > place:
            return self._shared(place, last, of)
        points = self.of_rank(place)
        if points is None:
            return uncomputable("rank_not_in_scale", str(place))
        return Raw(points, (Step("place", (str(place), str(of), brief(points))),))

    def of_rank(self, rank: int) -> Fraction | None:
        """Return the points of one rank on the scale, None where the scale is silent."""
        if self.scale == "linear":
            fallen = Fraction(self.first or 0) - (rank - 1) * Fraction(self.step or 0)
            return max(fallen, Fraction(self.last))
        points = dict(self.table or ()).get(rank, self.default)
        return None if points is None else Fraction(points)

    def _external(self, derived: Derived, value: Fraction) -> Raw:
        if value.denominator != 1 or value < 1:
            return uncomputable("bad_rank", brief(value))
        points = self.of_rank(int(value))
        if points is None:
            return uncomputable("rank_not_in_scale", brief(value))
        return Raw(points, (derived.step, Step("rank", (brief(value), brief(points)))))

    def _shared(self, place: int, last: int, of: int) -> Raw:
        total = Fraction(0)
        for rank in range(place, last + 1):
            points = self.of_rank(rank)
            if points is None:
                return uncomputable("rank_not_in_scale", str(rank))
            total += points
        mean = total / (last - place + 1)
        return Raw(mean, (Step("shared_place", (str(place), str(last), str(of), brief(mean))),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Leader(Method):
    """Points against the member furthest ahead: above its target (the plan), or simply by the largest value."""

    CODE: ClassVar[str] = "leader"
    FIELDS: ClassVar[tuple[Parameter, ...]] = (
        Parameter("mode", "choice", required=True, choices=("target", "max_share")),
    )

    mode: str

    @classmethod
    def problems(cls, read: dict[str, Any]) -> list[Problem]:
        # No formula is defined for a figure that is better when lower.
        lower = read["direction"] == "lower" and read["derive"] != "ratio"
        return Method.problems(read) + ([Problem("direction_not_supported", "direction")] if lower else [])

    @property
    def depends_on_others(self) -> bool:
        return True

    def applied(self, derived: Derived, value: Fraction, figure: Figure, pool: Sequence[Figure]) -> Raw:
        if value < 0:
            return uncomputable("negative_actual")
        if self.mode == "max_share":
            leader = max(other for one in pool if (other := self.derivation.of(one).value) is not None)
            return self._share(derived, "leader_share", value, leader)
        if figure.plan is None:
            return uncomputable("no_plan")
        if figure.plan < 0:
            return uncomputable("negative_plan")
        known = [pair for one in pool if (pair := self._pair(one)) is not None]
        if figure.plan == 0:
            return self._without_target(derived, value, known)
        return self._with_target(derived, value, Fraction(figure.plan), known)

    def _pair(self, figure: Figure) -> tuple[Fraction, Fraction] | None:
        value = self.derivation.of(figure).value
        if value is None or value < 0 or figure.plan is None or figure.plan < 0:
            return None
        return value, Fraction(figure.plan)

    def _share(self, derived: Derived, code: str, value: Fraction, leader: Fraction) -> Raw:
        if leader == 0:
            return uncomputable("leader_zero")
        points = value / leader * Fraction(self.max)
        return Raw(points, (derived.step, Step(code, (derived.text, brief(leader), brief(points)))))

    def _without_target(self, derived: Derived, value: Fraction, known: list[tuple[Fraction, Fraction]]) -> Raw:
        if value == 0:
            return Raw(Fraction(0), (derived.step, Step("no_target_zero", ("0",))))
        return self._share(derived, "no_target", value, max(other for other, target in known if target == 0))

    def _with_target(
        self, derived: Derived, value: Fraction, target: Fraction, known: list[tuple[Fraction, Fraction]]
    ) -> Raw:
        half = HALF * Fraction(self.max)
        if value <= target:
            code, points = ("at_target" if value == target else "below_target"), half * value / target
            return Raw(points, (derived.step, Step(code, (derived.text, brief(target), brief(points)))))
        excess = (value - target) / target
        leader = max((other - goal) / goal for other, goal in known if goal > 0)
        points = half + excess / leader * half
        args = (brief(excess * HUNDRED), brief(leader * HUNDRED), brief(points))
        return Raw(points, (derived.step, Step("above_target", args)))
