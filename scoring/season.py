"""One season scored whole: every item of every member, groups, totals, gates, places and classes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.columns import ready as readied
from scoring.columns.rules import Score
from scoring.inputs import Derivation, Figure
from scoring.members import Members, gathered
from scoring.ranking import Breaker, Decision, Standing, class_of, rank
from scoring.rounding import exactly, told_apart
from scoring.sheet import Sheet, Tie, parse
from scoring.totals import ZERO, Closed, Tree, closed, in_full

Tick = Callable[[int], None]


class Prepared:
    """A sheet with everything worked out that does not depend on the members."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.tree = sheet, Tree(sheet)
        self.keys = [sheet.lines[position].key for position in sheet.items]
        rules = [readied(line.method) for line in sheet.lines if line.method]
        self.columns = [rule.column for rule in rules]
        self.markings = [rule.mark for rule in rules]
        self.by_percent = sheet.policy == "exclude"
        self.zeros_matter = any(known.no_zero for known in sheet.classes) or any(
            gate.when == "any_zero" for gate in sheet.gates
        )


@dataclass(slots=True)
class Tally:
    """One member before places: the points of every line (None: none), the total and what is ranked."""

    lines: Sequence[Decimal | None]
    total: Decimal
    score: Decimal | None
    missing: list[list[str]]
    steps: list[str]
    gates: Closed
    has_zero: bool


def prepared(data: Mapping[str, Any]) -> Prepared:
    """Return the sheet ready to score with."""
    return Prepared(parse(data))


def scored(
    data: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], tick: Tick | None = None
) -> list[dict[str, Any]]:
    """Return the rows of the table, in its order; `tick` is told how many items are scored."""
    with exactly():
        return _scored(data, rows, tick)


def _scored(data: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], tick: Tick | None) -> list[dict[str, Any]]:
    ready = prepared(data)
    members = gathered(ready.sheet, rows)
    by_member: Sequence[Sequence[Score]] = list(zip(*_scores(ready, members, tick), strict=True))
    tallies = [_tally(ready, members, member, scores) for member, scores in enumerate(by_member)]
    ranked = [member for member, tally in enumerate(tallies) if tally.gates.considered and tally.score is not None]
    standings = rank(
        [members.keys[member] for member in ranked],
        [tallies[member].score or ZERO for member in ranked],
        [_breaker(ready, tie, members, tallies, ranked) for tie in ready.sheet.ties],
    )
    keys = [members.keys[member] for member in ranked]
    table = [_row(ready, tallies[ranked[one.member]], keys[one.member], one, keys) for one in standings]
    others = sorted(set(range(len(tallies))) - set(ranked), key=members.keys.__getitem__)
    return table + [_row(ready, tallies[member], members.keys[member], None, keys) for member in others]


def _scores(ready: Prepared, members: Members, tick: Tick | None) -> list[list[Score]]:
    """Return the score of every item of every member, a column an item."""
    columns = []
    for item, column in enumerate(ready.columns):
        scores = column(members.cells[item])
        _mark(ready, members, item, scores)
        columns.append(scores)
        if tick is not None:
            tick(len(columns))
    _leave_out(ready, members, columns)
    return columns


def _mark(ready: Prepared, members: Members, item: int, scores: list[Score]) -> None:
    """Put what people marked by hand in place of what the rule computes."""
    marks, mark = members.marks[item], ready.markings[item]
    if marks is None:
        return
    origins = members.origins[item] or (None,) * len(marks)
    for member, (text, origin) in enumerate(zip(marks, origins, strict=True)):
        if text is not None:
            scores[member] = mark(text, origin or "agreed")


def _leave_out(ready: Prepared, members: Members, columns: list[list[Score]]) -> None:
    policy = ready.sheet.policy
    for member, left_out in enumerate(members.not_assigned):
        for item in left_out:
            full = in_full(ready.sheet.lines[ready.sheet.items[item]]) if policy == "full" else ZERO
            points = None if policy == "exclude" else ready.tree.bound(full)
            columns[item][member] = (points, f"not_assigned {policy}")


def _tally(ready: Prepared, members: Members, member: int, scores: Sequence[Score]) -> Tally:
    tree, left_out = ready.tree, members.not_assigned[member]
    points, steps = zip(*scores, strict=True)
    unknown = [item for item, earned in enumerate(points) if earned is None]
    missing = [[ready.keys[item], scores[item][1].split(" ")[1]] for item in unknown if item not in left_out]
    lines, total = tree.added(points)
    zeros = tree.zeros(points, left_out) if ready.zeros_matter else []
    known = tree.known(lines, unknown, points, left_out)
    state = closed(tree, members.rows[member], known, zeros)
    if state.zeroed:
        lines, total = tree.added(points, state.zeroed)
        known = tree.known(lines, unknown, points, left_out)
    score = tree.percent(total, left_out) if ready.by_percent else total
    if score is None:
        missing.append(["", "nothing_assigned"])
    return Tally(known, total, score, missing, list(steps), state, bool(zeros))


def _breaker(ready: Prepared, tie: Tie, members: Members, tallies: Sequence[Tally], ranked: Sequence[int]) -> Breaker:
    tree = ready.tree

    def line(member: int) -> Decimal | None:
        return tallies[ranked[member]].lines[tie.line]

    def penalties(member: int) -> Decimal:
        lines = tallies[ranked[member]].lines
        lost = (lines[position] or ZERO for position in tree.items)
        return sum((points for points in lost if points < 0), tree.nothing)

    def figure(member: int) -> Decimal | None:
        cells, row = members.cells[tree.items.index(tie.line)], ranked[member]
        told = _decimal(getattr(cells, tie.part)[row])
        return _share(cells.numerator[row], cells.denominator[row]) if told is None and tie.part == "actual" else told

    def given(member: int) -> Decimal | None:
        return _decimal((members.rows[ranked[member]].get("given") or {}).get(tie.name))

    values = {"line": line, "penalties": penalties, "figure": figure, "given": given}
    return Breaker(values[tie.by], tie.better == "lower")


def _share(numerator: str | None, denominator: str | None) -> Decimal | None:
    """Return the percentage that two numbers make, so exact that equal ones are equal and others are not."""
    told = Figure(numerator=_decimal(numerator), denominator=_decimal(denominator))
    value = Derivation("share").of(told).value
    if value is None:
        return None
    with exactly():
        return Decimal(value.numerator) / Decimal(value.denominator)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _row(ready: Prepared, tally: Tally, key: str, standing: Standing | None, keys: Sequence[str]) -> dict[str, Any]:
    told = None if tally.score is None else str(tally.score)
    return {
        "key": key,
        "place": None if standing is None else standing.place,
        "shared": standing is not None and standing.shared,
        "score": told,
        "total": str(tally.total),
        "percent": told if ready.by_percent else None,
        "class": _class(ready, tally),
        "gap": None if standing is None or standing.gap is None else str(standing.gap),
        "points": [None if earned is None else str(earned) for earned in tally.lines],
        "steps": tally.steps,
        "missing": tally.missing,
        "gates": tally.gates.gates,
        "held": tally.gates.held,
        "won": standing and _decided(standing.won, keys),
        "lost": standing and _decided(standing.lost, keys),
    }


def _class(ready: Prepared, tally: Tally) -> str | None:
    if tally.score is None or not ready.sheet.classes:
        return None
    return class_of(ready.sheet.classes, tally.score, has_zero=tally.has_zero, at_best=tally.gates.at_best)


def _decided(decision: Decision | None, keys: Sequence[str]) -> list[Any] | None:
    if decision is None:
        return None
    return [decision.step, *told_apart(decision.own, decision.other), keys[decision.against]]
