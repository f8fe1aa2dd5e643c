"""What is said of a whole cluster: mean, sum, ratios, counts, the highest and the lowest by name.

Only reported figures count, and every aggregate says how many of how many they were. A value that cannot be had is
None, never zero. Results are rounded half-up to the places asked for; what a source states itself is not made here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.inputs import Derivation, Figure
from scoring.rounding import rounded


@dataclass(frozen=True, slots=True)
class Named:
    """One member's figure under the member's name or key."""

    name: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A value over `counted` of `of` members; None when it cannot be had from them."""

    value: Decimal | None
    counted: int
    of: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How many members meet something, which, and of how many that could be judged."""

    count: int
    names: tuple[str, ...]
    counted: int
    of: int


@dataclass(frozen=True, slots=True)
class Extreme:
    """The highest or lowest value and everyone who has it; None and nobody when nothing is reported."""

    value: Decimal | None
    names: tuple[str, ...]


RATIO = Derivation("ratio")


def mean(members: Sequence[Named], places: int) -> Aggregate:
    """Return the simple mean of the actuals: "bình quân"."""
    return _mean([_actual(member.figure) for member in members], places)


def total(members: Sequence[Named], places: int) -> Aggregate:
    """Return the sum of the actuals."""
    known = [actual for member in members if (actual := _actual(member.figure)) is not None]
    return Aggregate(rounded(sum(known, Fraction(0)), places) if known else None, len(known), len(members))


def weighted_mean(members: Sequence[Named], weights: Sequence[Decimal | None], places: int) -> Aggregate:
    """Return the mean of the actuals weighted, such as criteria a commune by communes; negative weights are none."""
    pairs = [
        (actual, Fraction(weight))
        for member, weight in zip(members, weights, strict=True)
        if (actual := _actual(member.figure)) is not None and weight is not None and weight >= 0
    ]
    whole = sum((weight for _, weight in pairs), Fraction(0))
    value = sum((actual * weight for actual, weight in pairs), Fraction(0)) / whole if whole else None
    return Aggregate(_placed(value, places), len(pairs), len(members))


def ratio_of_sums(members: Sequence[Named], places: int, *, of: str = "denominator") -> Aggregate:
    """Return 100 · the sum of parts over the sum of wholes; `of` "plan" is actuals over plans.

    A member counts only when both of its numbers are reported, its whole is above zero and its part not below.
    """
    parts = ("actual", "plan") if of == "plan" else ("numerator", "denominator")
    pairs = [
        (Fraction(part), Fraction(whole))
        for member in members
        if (part := getattr(member.figure, parts[0])) is not None
        and (whole := getattr(member.figure, parts[1])) is not None
        and whole > 0
        and part >= 0
    ]
    below = sum((whole for _, whole in pairs), Fraction(0))
    value = 100 * sum((part for part, _ in pairs), Fraction(0)) / below if below else None
    return Aggregate(_placed(value, places), len(pairs), len(members))


def mean_of_ratios(members: Sequence[Named], places: int, derivation: Derivation = RATIO) -> Aggregate:
    """Return the simple mean of each member's own percentage; not the same as the ratio of sums."""
    return _mean([derivation.of(member.figure).value for member in members], places)


def change(members: Sequence[Named], places: int) -> Aggregate:
    """Return the sum of the changes against the year before: "giảm 157 vụ" is −157."""
    known = [value for member in members if (value := Derivation("delta").of(member.figure).value) is not None]
    return Aggregate(rounded(sum(known, Fraction(0)), places) if known else None, len(known), len(members))


def count_meeting_plan(members: Sequence[Named], direction: str = "higher", *, beyond: bool = False) -> Counted:
    """Return who reached the plan ("đạt": equal is enough) or went `beyond` it ("vượt")."""
    sign = 1 if direction == "higher" else -1

    def met(figure: Figure) -> bool | None:
        actual = _actual(figure)
        if actual is None or figure.plan is None:
            return None
        ahead = sign * (actual - Fraction(figure.plan))
        return ahead > 0 or (ahead == 0 and not beyond)

    return _count(members, met)


def count_all(members: Sequence[Named]) -> Counted:
    """Return who meets every condition of its figure: "3/7 tỉnh giảm cả 3 tiêu chí"; one unanswered is not judged."""

    def met(figure: Figure) -> bool | None:
        answers = [answer for answer in figure.conditions if isinstance(answer, bool)]
        if False in answers:
            return False
        return True if answers and len(answers) == len(figure.conditions) else None

    return _count(members, met)


def highest(members: Sequence[Named]) -> Extreme:
    """Return the largest actual and everyone who has it, by name."""
    return _extreme(members, max)


def lowest(members: Sequence[Named]) -> Extreme:
    """Return the smallest actual and everyone who has it, by name."""
    return _extreme(members, min)


def ordered(members: Sequence[Named], direction: str = "higher") -> tuple[Named, ...]:
    """Return the members from best to worst; equals by name, those not reported last."""
    sign = -1 if direction == "higher" else 1

    def rank(member: Named) -> tuple[bool, Fraction, str]:
        actual = _actual(member.figure)
        return actual is None, sign * (actual or Fraction(0)), member.name

    return tuple(sorted(members, key=rank))


def _actual(figure: Figure) -> Fraction | None:
    return Derivation().of(figure).value


def _placed(value: Fraction | None, places: int) -> Decimal | None:
    return None if value is None else rounded(value, places)


def _mean(values: Sequence[Fraction | None], places: int) -> Aggregate:
    known = [value for value in values if value is not None]
    value = sum(known, Fraction(0)) / len(known) if known else None
    return Aggregate(_placed(value, places), len(known), len(values))


def _count(members: Sequence[Named], met: Callable[[Figure], bool | None]) -> Counted:
    judged = [(member.name, answer) for member in members if (answer := met(member.figure)) is not None]
    names = tuple(name for name, answer in judged if answer)
    return Counted(len(names), names, len(judged), len(members))


def _extreme(members: Sequence[Named], best: Callable[[Sequence[Decimal]], Decimal]) -> Extreme:
    known = [(member.figure.actual, member.name) for member in members if member.figure.actual is not None]
    if not known:
        return Extreme(None, ())
    value = best([actual for actual, _ in known])
    return Extreme(value, tuple(sorted(name for actual, name in known if actual == value)))
