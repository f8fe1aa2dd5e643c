"""Methods of conditions, counts and marks: CHECK, COUNT, MANUAL."""

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

from scoring.errors import Problem
from scoring.inputs import Derivation, Derived, Figure
from scoring.methods.base import ZERO, Method, Points, Raw, refused, uncomputable
from scoring.methods.parameters import Condition, Parameter
from scoring.rounding import brief, plain
from scoring.steps import Step

COMPARE: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """How one condition stands: the step that derived its value, None where it was answered, and whether it is met.

    `met` is None where that cannot be said; the step then says why.
    """

    step: Step | None
    met: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Method):
    """Points for the conditions met: their sum, all or nothing, or by how many of them."""

    CODE: ClassVar[str] = "check"
    FIELDS: ClassVar[tuple[Parameter, ...]] = (
        Parameter("conditions", "conditions", required=True),
        Parameter("mode", "choice", required=True, choices=("sum", "all_or_nothing", "table")),
        Parameter("table", "counts"),
    )

    conditions: tuple[Condition, ...]
    mode: str
    table: tuple[tuple[int, Decimal], ...] | None

    @classmethod
    def problems(cls, read: dict[str, Any]) -> list[Problem]:
        problems = Method.problems(read)
        if read["mode"] == "table":
            listed = dict(read["table"] or ())
            missing = [count for count in range(len(read["conditions"]) + 1) if count not in listed]
            problems += [Problem("table_incomplete", "table", (str(missing[0]),))] if missing else []
        return problems

    def raw(self, figure: Figure, pool: Sequence[Figure]) -> Raw:
        answers: list[bool] = []
        for position, condition in enumerate(self.conditions):
            answer = self._answer(position, condition, figure)
            if not isinstance(answer, bool):
                return answer
            answers.append(answer)
        points = self.of_answers(answers)
        return Raw(points, (Step("conditions", (str(sum(answers)), str(len(answers)), brief(points))),))

    def of_answers(self, answers: Sequence[bool]) -> Fraction:
        """Return the points of answered conditions."""
        if self.mode == "table":
            return Fraction(dict(self.table or ())[sum(answers)])
        if self.mode == "all_or_nothing" and not all(answers):
            return Fraction(0)
        met = (condition.points for condition, answer in zip(self.conditions, answers, strict=True) if answer)
        return Fraction(sum(met, ZERO))

    def answers(self, figure: Figure) -> tuple[Answer, ...]:
        """Return how each condition stands, for whoever asks why these points."""
        return tuple(self._told(position, condition, figure) for position, condition in enumerate(self.conditions))

    def _told(self, position: int, condition: Condition, figure: Figure) -> Answer:
        answer = self._answer(position, condition, figure)
        if isinstance(answer, Raw):
            return Answer(answer.steps[-1], None)
        given = figure.conditions[position] if position < len(figure.conditions) else None
        return Answer(None if isinstance(given, bool) else self._derived(condition, given or figure).step, answer)

    def _answer(self, position: int, condition: Condition, figure: Figure) -> bool | Raw:
        given = figure.conditions[position] if position < len(figure.conditions) else None
        if isinstance(given, bool):
            return given
        if condition.op is None:
            return uncomputable("condition_not_answered", str(position + 1))
        derived = self._derived(condition, given or figure)
        if derived.value is None:
            return Raw(None, (derived.step,))
        return COMPARE[condition.op](derived.value, Fraction(condition.than))

    def _derived(self, condition: Condition, figure: Figure) -> Derived:
        return Derivation(condition.derive, self.derivation.direction, self.derivation.lower_mode).of(figure)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Method):
    """So many points, or penalty points, for each one counted beyond a free allowance."""

    CODE: ClassVar[str] = "count"
    FIELDS: ClassVar[tuple[Parameter, ...]] = (
        Parameter("pts", "number", required=True),
        Parameter("free", "not_negative", default="0"),
    )

    pts: Decimal
    free: Decimal

    @classmethod
    def problems(cls, read: dict[str, Any]) -> list[Problem]:
        if read["pts"] >= 0:
            return Method.problems(read)
        read["max"] = ZERO if read["max"] is None else read["max"]
        return [Problem("penalty_needs_floor", "floor")] if read["floor"] is None else []

    def applied(self, derived: Derived, value: Fraction, figure: Figure, pool: Sequence[Figure]) -> Raw:
        if value < 0:
            return uncomputable("negative_count")
        points = Fraction(self.pts) * max(Fraction(0), value - Fraction(self.free))
        args = (derived.text, plain(self.free), plain(self.pts), brief(points))
        return Raw(points, (derived.step, Step("count", args)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual(Method):
    """Points given by people, in multiples of a granularity; the figure's actual is the mark."""

    CODE: ClassVar[str] = "manual"
    FIELDS: ClassVar[tuple[Parameter, ...]] = (
        Parameter("granularity", "positive", default="0.01"),
        Parameter("reason", "flag"),
        Parameter("evidence", "flag"),
    )

    granularity: Decimal
    reason: bool | None
    evidence: bool | None

    def points(self, figure: Figure, pool: Sequence[Figure] | None = None) -> Points:
        return refused("not_marked") if figure.actual is None else self.marked(figure.actual, "self")

    def marked(self, mark: Decimal, origin: str) -> Points:
        if Fraction(mark) % Fraction(self.granularity):
            return refused("not_a_multiple", plain(self.granularity))
        return Method.marked(self, mark, origin)
