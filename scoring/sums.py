"""One member's points added up as they stand: what each group and the whole sheet come to, and what is missing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.rounding import exactly, half_up
from scoring.season import Prepared, prepared
from scoring.totals import ZERO, closed, in_full

Given = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Sum:
    """What a group or the sheet comes to from the points there are; how many of its items bear points, how many not.

    Items that were not assigned are in neither number.
    """

    points: Decimal
    there: int
    missing: int


def summed(
    data: Mapping[str, Any],
    given: Given,
    not_assigned: Sequence[str] = (),
    findings: Sequence[str] = (),
    asked: Collection[str] | None = None,
) -> tuple[dict[str, Sum], Sum]:
    """Return the sum of every group by its key, and of the whole sheet, with caps and gates as a ranking has them.

    `given` are points of items by key; the sheet is that of scoring.frozen. Only items of `asked` can be missing, all
    when it is left out. BadSheet where the sheet does not hang together.
    """
    ready, left_out = prepared(data), frozenset(not_assigned)
    with exactly():
        lines, total = _added(ready, given, left_out, findings)
    keys = [line.key for line in ready.sheet.lines]
    counted = [at for at in ready.tree.items if keys[at] not in left_out and (asked is None or keys[at] in asked)]
    there = _under(ready, [at for at in counted if keys[at] in given])
    missing = _under(ready, [at for at in counted if keys[at] not in given])
    groups = {
        line.key: Sum(lines[at], there[at], missing[at]) for at, line in enumerate(ready.sheet.lines) if not line.method
    }
    return groups, Sum(total, there[-1], missing[-1])


def _added(
    ready: Prepared, given: Given, left_out: frozenset[str], findings: Sequence[str]
) -> tuple[list[Decimal], Decimal]:
    tree = ready.tree
    points = [_points(ready, position, given, left_out) for position in tree.items]
    lines, total = tree.added(points)
    away = frozenset(item for item, position in enumerate(tree.items) if ready.sheet.lines[position].key in left_out)
    unknown = [item for item, earned in enumerate(points) if earned is None]
    known, zeros = tree.known(lines, unknown, points, away), tree.zeros(points, away)
    state = closed(tree, {"findings": findings}, known, zeros)
    if state.zeroed:
        lines, total = tree.added(points, state.zeroed)
    return lines, total


def _points(ready: Prepared, position: int, given: Given, left_out: frozenset[str]) -> Decimal | None:
    line = ready.sheet.lines[position]
    if line.key in left_out:
        policy = ready.sheet.policy
        full = in_full(line) if policy == "full" else ZERO
        return None if policy == "exclude" else ready.tree.bound(full)
    earned = given.get(line.key)
    return None if earned is None else half_up(earned, ready.tree.unit)


def _under(ready: Prepared, positions: Sequence[int]) -> list[int]:
    """Return how many of the items stand under each line; the last entry, also known as -1, is the whole sheet."""
    found = [0] * (len(ready.sheet.lines) + 1)
    for position in positions:
        above = ready.sheet.lines[position].parent
        while above >= 0:
            found[above] += 1
            above = ready.sheet.lines[above].parent
        found[-1] += 1
    return found
