"""What the eight methods share: derive a value, apply the rule, hold it to its bounds, round it once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, Self

from scoring.errors import BadParameters, Problem
from scoring.inputs import Derivation, Derived, Figure
from scoring.methods.parameters import COMMON, MOST_PLACES, Parameter, values
from scoring.rounding import UNITS, plain, rounded
from scoring.steps import Step, because

ZERO = Decimal(0)
HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Points:
    """The final points of one criterion, or None with the cause; `steps` explain either."""

    value: Decimal | None
    steps: tuple[Step, ...]
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class Raw:
    """Points before bounds and rounding, exact; or None with its cause as the last step."""

    value: Fraction | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A rule with all its parameters; `points` may be called for one criterion of one member.

    Points are never below `floor` nor above `cap` and are rounded once, half-up, to `places`.
    """

    CODE: ClassVar[str]
    FIELDS: ClassVar[tuple[Parameter, ...]]

    derivation: Derivation
    max: Decimal
    cap: Decimal
    floor: Decimal
    places: int

    @classmethod
    def parse(cls, params: Mapping[str, Any]) -> Self:
        """Return the method; BadParameters names every problem, a field each."""
        read, problems = values((*COMMON, *cls.FIELDS), params)
        if problems:
            raise BadParameters(*problems)
        problems = _common_problems(read) or cls.problems(read)
        if problems:
            raise BadParameters(*problems)
        lowest, highest = cls.bounds(read)
        floor = read["floor"] if read["floor"] is not None else lowest
        cap = read["cap"] if read["cap"] is not None else highest
        if cap < floor:
            raise BadParameters(Problem("cap_below_floor", "cap"))
        return cls(
            derivation=Derivation(read["derive"], read["direction"], read["lower_mode"]),
            max=read["max"],
            cap=cap,
            floor=floor,
            places=read["places"],
            **{field.name: read[field.name] for field in cls.FIELDS},
        )

    @classmethod
    def problems(cls, read: dict[str, Any]) -> list[Problem]:
        """Return what is wrong between the parameters; may fill in defaults that depend on others."""
        return [Problem("required", "max")] if read["max"] is None else []

    @classmethod
    def bounds(cls, read: dict[str, Any]) -> tuple[Decimal, Decimal]:
        """Return the lowest and highest points where the sheet names none."""
        return ZERO, read["max"]

    @property
    def depends_on_others(self) -> bool:
        """Whether another member's figure can change the points."""
        return False

    def points(self, figure: Figure, pool: Sequence[Figure] | None = None) -> Points:
        """Return the points; `pool` holds the figures of all members it is compared with, its own among them."""
        if self.depends_on_others and pool is None:
            return Points(None, (because("depends_on_others"),), "depends_on_others")
        return self.settled(self.raw(figure, pool or ()))

    def raw(self, figure: Figure, pool: Sequence[Figure]) -> Raw:
        """Return the points before bounds and rounding."""
        derived = self.derivation.of(figure)
        if derived.value is None:
            return Raw(None, (derived.step,))
        return self.applied(derived, derived.value, figure, pool)

    def applied(self, derived: Derived, value: Fraction, figure: Figure, pool: Sequence[Figure]) -> Raw:
        """Return what the rule makes of the derived value; CHECK and MANUAL, which derive none, never come here."""
        raise NotImplementedError  # pragma: no cover

    def settled(self, raw: Raw) -> Points:
        """Return the points held to their bounds and rounded: the end of every score."""
        if raw.value is None:
            return Points(None, raw.steps, raw.steps[-1].args[0])
        value, steps = raw.value, raw.steps
        if value > self.cap:
            value, steps = Fraction(self.cap), (*steps, Step("cap", (plain(self.cap),)))
        elif value < self.floor:
            value, steps = Fraction(self.floor), (*steps, Step("floor", (plain(self.floor),)))
        final = rounded(value, self.places)
        if final != value:
            steps = (*steps, Step("rounded", (plain(final),)))
        return Points(final, steps)

    def marked(self, mark: Decimal, origin: str) -> Points:
        """Return points agreed by people in place of the rule; outside the bounds they are no points."""
        if mark > self.cap:
            return refused("above_cap", plain(self.cap))
        if mark < self.floor:
            return refused("below_floor", plain(self.floor))
        return self.settled(Raw(Fraction(mark), (Step("mark", (plain(mark), origin)),)))


def refused(cause: str, argument: str = "-") -> Points:
    """Return no points, with the cause."""
    return Points(None, (because(cause, argument),), cause)


def uncomputable(cause: str, argument: str = "-") -> Raw:
    """Return no raw points, with the cause."""
    return Raw(None, (because(cause, argument),))


def too_fine(read: Mapping[str, Any], *names: str) -> list[Problem]:
    """Return a problem for each named parameter with more decimals than the points will have."""
    places = read["places"]
    return [
        Problem("too_fine", name, (str(places),))
        for name in names
        if read[name] is not None and read[name] % UNITS[places]
    ]


def _common_problems(read: dict[str, Any]) -> list[Problem]:
    if read["places"] > MOST_PLACES:
        return [Problem("too_many_places", "places", (str(MOST_PLACES),))]
    problems = too_fine(read, "max", "cap", "floor")
    if read["derive"] == "ratio" and read["direction"] == "lower" and read["lower_mode"] is None:
        problems.append(Problem("lower_mode_required", "lower_mode"))
    return problems
