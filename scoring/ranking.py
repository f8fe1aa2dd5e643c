"""Places by score, with a chain of tie-breaks; and the class of a score.

Equal in score and in every step of the chain is equal in place: 1, 2, 2, 4.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from scoring.sheet import Class


@dataclass(frozen=True, slots=True)
class Breaker:
    """One step of the chain: the value of a member by position (None: unknown), and which is better."""

    value: Callable[[int], Decimal | None]
    lower: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """Which step parted two members of equal score, with both values."""

    step: int
    own: Decimal
    other: Decimal
    against: int


class Standing(NamedTuple):
    """A member's place; `gap` is what its score has over the next in the table."""

    member: int
    place: int
    shared: bool
    gap: Decimal | None
    won: Decision | None
    lost: Decision | None


@dataclass(frozen=True, slots=True)
class _Tied:
    members: list[int]
    parted_by: int | None  # the step that put them behind those before, None when the score did


def rank(keys: Sequence[str], scores: Sequence[Decimal], chain: Sequence[Breaker]) -> list[Standing]:
    """Return the standings in the order of the table: best first, equals by key.

    A step decides among equals only when its value is known for all of them; else the next one is asked.
    """
    order = sorted(range(len(keys)), key=lambda member: (-scores[member], keys[member]))
    tied: list[_Tied] = []
    start = 0
    for end in range(1, len(order) + 1):
        if end == len(order) or scores[order[end]] != scores[order[start]]:
            tied += _parted(order[start:end], chain, 0)
            start = end
    return _standings(tied, scores, chain)


def class_of(classes: Sequence[Class], score: Decimal, *, has_zero: bool, at_best: int = 0) -> str | None:
    """Return the first class, from `at_best` down, whose conditions hold; None when there is none."""
    for known in classes[at_best:]:
        if known.no_zero and has_zero:
            continue
        if known.at_least is None or score >= known.at_least:
            return known.key
    return None


def _parted(members: list[int], chain: Sequence[Breaker], depth: int) -> list[_Tied]:
    if len(members) == 1 or depth == len(chain):
        return [_Tied(members, None)]
    by_value: dict[Decimal, list[int]] = {}
    for member in members:
        value = chain[depth].value(member)
        if value is None:
            return _parted(members, chain, depth + 1)
        by_value.setdefault(value, []).append(member)
    parts: list[_Tied] = []
    for value in sorted(by_value, reverse=not chain[depth].lower):
        first, *rest = _parted(by_value[value], chain, depth + 1)
        parts += [_Tied(first.members, depth) if parts else first, *rest]
    return parts


def _standings(tied: list[_Tied], scores: Sequence[Decimal], chain: Sequence[Breaker]) -> list[Standing]:
    standings: list[Standing] = []
    place = 1
    for position, group in enumerate(tied):
        after = tied[position + 1] if position + 1 < len(tied) else None
        before = tied[position - 1] if position else None
        for member in group.members:
            following = member if member != group.members[-1] else after.members[0] if after else None
            gap = None if following is None else scores[member] - scores[following]
            won = None if after is None else _decision(after.parted_by, chain, member, after.members[0])
            lost = None if before is None else _decision(group.parted_by, chain, member, before.members[-1])
            standings.append(Standing(member, place, len(group.members) > 1, gap, won, lost))
        place += len(group.members)
    return standings


def _decision(step: int | None, chain: Sequence[Breaker], own: int, other: int) -> Decision | None:
    if step is None:
        return None
    mine, theirs = chain[step].value(own), chain[step].value(other)
    return None if mine is None or theirs is None else Decision(step, mine, theirs, other)
