"""From the points of the items to groups, total and percentage, exactly: caps at every level, gates, what counts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from scoring.rounding import UNITS, half_up
from scoring.sheet import Gate, Line, Sheet

ZERO, HUNDRED = Decimal(0), Decimal(100)
MOST_PERCENT_PLACES = 4
Lines = Sequence[Decimal | None]


class Tree:
    """A sheet made ready for adding up; everything it returns has the places of the sheet, or of its finest item."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.items = sheet.items
        methods = [line.method for line in sheet.lines if line.method]
        self.unit = UNITS[max(sheet.places, *(method.places for method in methods))]
        self.nothing = half_up(ZERO, self.unit)
        self.groups = [
            (position, line.parent, self.bound(line.cap), self.bound(line.floor))
            for position, line in enumerate(sheet.lines)
            if not line.method
        ][::-1]
        self.parents = [sheet.lines[position].parent for position in self.items]
        self.cap, self.floor = self.bound(sheet.cap), self.bound(sheet.floor)
        self.counted = [not line.bonus and line.cap is not None and line.cap > 0 for line in sheet.lines]
        self._most: dict[frozenset[int], Decimal] = {}
        self.percent_unit = UNITS[self._percent_places()]

    def bound(self, value: Decimal | None) -> Decimal | None:
        """Return a bound with the places of what it bounds."""
        return None if value is None else half_up(value, self.unit)

    def added(self, points: Lines, zeroed: Collection[int] = ()) -> tuple[list[Decimal], Decimal]:
        """Return the points of every line and the total, from the items' (None: none)."""
        lines = [self.nothing] * (len(self.sheet.lines) + 1)  # the last, also known as -1, is the whole sheet
        for position, parent, earned in zip(self.items, self.parents, points, strict=True):
            if earned is not None:
                lines[position] = earned
                lines[parent] += earned
        for position, parent, cap, floor in self.groups:  # the last first: children before parents
            lines[position] = self.nothing if position in zeroed else held(lines[position], cap, floor)
            lines[parent] += lines[position]
        return lines, held(lines.pop(), self.cap, self.floor)

    def known(
        self, lines: Sequence[Decimal], unknown: Collection[int], points: Lines, left_out: frozenset[int]
    ) -> Lines:
        """Return the lines as `added` gave them, None where nobody knows the points; `unknown` are items without any.

        That are items without points, what was not assigned unless it is counted in full, and groups of such alone:
        what is added up begins at nought, and nobody has earned that.
        """
        away = frozenset[int]() if self.sheet.policy == "full" else left_out
        if not unknown and not away:
            return lines
        there = [False] * (len(lines) + 1)  # the last, also known as -1, is the whole sheet
        for item, (position, parent) in enumerate(zip(self.items, self.parents, strict=True)):
            if points[item] is not None and item not in away:
                there[position] = there[parent] = True
        for position, parent, _cap, _floor in self.groups:
            there[parent] = there[parent] or there[position]
        return [earned if there[position] else None for position, earned in enumerate(lines)]

    def zeros(self, points: Lines, left_out: frozenset[int]) -> list[int]:
        """Return the positions of the items at zero.

        Where no points can be had a zero says nothing, and what was not assigned was not done at zero either.
        """
        earned = (item for item, each in enumerate(points) if each == 0 and item not in left_out)
        return [self.items[item] for item in earned if self.counted[self.items[item]]]

    def most(self, left_out: frozenset[int]) -> Decimal:
        """Return the points that could be had from what was assigned; bonus lines add nothing."""
        if left_out not in self._most:
            self._most[left_out] = self._assigned(left_out)
        return self._most[left_out]

    def percent(self, total: Decimal, left_out: frozenset[int]) -> Decimal | None:
        """Return the percentage of the assigned points, None when nothing was assigned.

        It is rounded once, to the sheet's places; where the sheet is so long that two totals would be one percentage,
        to as many more as keep them apart.
        """
        most = self.most(left_out)
        return half_up(HUNDRED * total / most, self.percent_unit) if most > 0 else None

    def _percent_places(self) -> int:
        places, whole = self.sheet.places, self.most(frozenset())
        while places < MOST_PERCENT_PLACES and whole * UNITS[places] > HUNDRED * self.unit:
            places += 1
        return places

    def _assigned(self, left_out: frozenset[int]) -> Decimal:
        lines = self.sheet.lines
        sums = [ZERO] * (len(lines) + 1)  # the last, also known as -1, is the whole sheet
        missing = [False] * (len(lines) + 1)
        out = {self.items[item] for item in left_out}
        for position in range(len(lines) - 1, -1, -1):
            line = lines[position]
            missing[position] |= position in out
            missing[line.parent] |= missing[position]
            sums[line.parent] += _worth(line, sums[position], position in out, missing[position])
        return sums[-1]


def _worth(line: Line, children: Decimal, out: bool, missing: bool) -> Decimal:
    if line.bonus or out:
        return ZERO
    most = line.max
    if most is None or (missing and children < most):
        most = children
    # A group brings no more than its cap lets through; an item's own cap was its method's business.
    return most if line.method or line.cap is None else min(most, line.cap)


def in_full(line: Line) -> Decimal:
    """Return what a line that was not assigned brings where it counts as full: its maximum, held to its cap."""
    if line.bonus or not line.max:
        return ZERO
    return line.max if line.cap is None else min(line.max, line.cap)


def held(points: Decimal, cap: Decimal | None, floor: Decimal | None) -> Decimal:
    """Return the points held between the bounds."""
    if cap is not None and points > cap:
        return cap
    if floor is not None and points < floor:
        return floor
    return points


@dataclass(slots=True)
class Closed:
    """What the gates did to one member."""

    gates: list[list[Any]] = field(default_factory=list)
    zeroed: set[int] = field(default_factory=set)
    at_best: int = 0
    considered: bool = True
    held: bool = False

    def close(self, number: int, gate: Gate) -> None:
        """Apply one gate."""
        self.gates.append([number, gate.effect])
        if gate.class_at is not None:
            self.at_best = max(self.at_best, gate.class_at)
        if gate.group is not None:
            self.zeroed.add(gate.group)
        self.considered = self.considered and gate.effect != "not_considered"
        self.held = self.held or gate.effect == "held"


def closed(tree: Tree, row: Mapping[str, Any], lines: Lines, zeros: Sequence[int]) -> Closed:
    """Return the gates closed by the member's findings and by the points before any gate (None: no points)."""
    state = Closed()
    for number, gate in enumerate(tree.sheet.gates):
        if _closes(tree, gate, row, lines, zeros):
            state.close(number, gate)
    return state


def _closes(tree: Tree, gate: Gate, row: Mapping[str, Any], lines: Lines, zeros: Sequence[int]) -> bool:
    if gate.when == "finding":
        return gate.code in (row.get("findings") or ())
    if gate.when == "any_zero":
        return any(gate.line is None or _within(tree.sheet, position, gate.line) for position in zeros)
    points = lines[gate.line or 0]
    return points is not None and points < gate.than


def _within(sheet: Sheet, position: int, group: int) -> bool:
    while position >= 0:
        if position == group:
            return True
        position = sheet.lines[position].parent
    return False
