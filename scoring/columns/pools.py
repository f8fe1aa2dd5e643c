"""The rules that compare a member with the others, over a whole column at once."""

from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal

from scoring.columns.derived import HUNDRED, ZERO, Value
from scoring.columns.rules import Score, settling
from scoring.methods import Leader, Rank
from scoring.rounding import UNITS, half_up, shown
from scoring.steps import written

Pooled = Callable[[list[Value], tuple[str | None, ...]], list[Score]]


def cluster_rank(method: Rank) -> Pooled:
    known: dict[tuple[int, int, int], Score] = {}
    higher, dense = method.derivation.direction == "higher", method.tie == "dense"

    def settled(place: int, last: int, of: int) -> Score:
        if (place, last, of) not in known:
            known[place, last, of] = _of_place(method, place, last, of)
        return known[place, last, of]

    def rule(values: list[Value], _: tuple[str | None, ...]) -> list[Score]:
        keys = _sortable(values)
        held = Counter(key for key in keys if key is not None)
        order = sorted(held)
        places, before = {}, 0
        for distinct, key in enumerate(reversed(order) if higher else order):
            places[key] = 1 + (distinct if dense else before)
            before += held[key]
        scores: list[Score] = []
        for own, value in zip(keys, values, strict=True):
            step = value[2]
            if own is None:
                scores.append((None, step))
                continue
            points, told = settled(places[own], places[own] + held[own] - 1, before)
            scores.append((points, told if points is None else step + told))
        return scores

    return rule


def _of_place(method: Rank, place: int, last: int, of: int) -> Score:
    points = method.settled(method.of_places(place, last, of))
    told = written(points.steps)
    return (None, told) if points.value is None else (points.value, ";" + told)


def _sortable(values: list[Value]) -> list[int | None]:
    """Return integers in the order of the values, equal where they are equal.

    Two unequal fractions with whole divisors up to d differ by at least 1/d²; times d² their whole parts differ.
    """
    pairs = [_whole(value) if value[1] else None for value in values]
    most = max((pair[1] for pair in pairs if pair), default=0)
    return [None if pair is None else pair[0] * most * most // pair[1] for pair in pairs]


def _whole(value: Value) -> tuple[int, int]:
    (above, above_under), (below, below_under) = value[0].as_integer_ratio(), value[1].as_integer_ratio()
    return above * below_under, above_under * below


def leader(method: Leader) -> Pooled:
    return _max_share(method) if method.mode == "max_share" else _target(method)


def _max_share(method: Leader) -> Pooled:
    share = _shares(method, "leader_share")

    def rule(values: list[Value], _: tuple[str | None, ...]) -> list[Score]:
        best = _largest(value for value in values if value[1])
        return [share(value, best) for value in values]

    return rule


def _shares(method: Leader, code: str) -> Callable[[Value, Value], Score]:
    settle, most = settling(method), method.max

    def share(value: Value, best: Value) -> Score:
        above, below, step, text = value
        if not below:
            return None, step
        if above < 0:
            return None, "cause negative_actual -"
        if not best[0]:
            return None, "cause leader_zero -"
        points = above * best[1] * most / (below * best[0])
        return settle(points, f"{step};{code} {text} {best[3]} {shown(points)}")

    return share


def _largest(values: Iterable[Value]) -> Value:
    above, below = ZERO, ZERO
    for value in values:
        if not below or value[0] * below > above * value[1]:
            above, below = value[0], value[1]
    return above, below, "", shown(above / below) if below else ""


def _target(method: Leader) -> Pooled:
    one = _against_target(method)

    def rule(values: list[Value], plans: tuple[str | None, ...]) -> list[Score]:
        goals = [None if plan is None else Decimal(plan) for plan in plans]
        both = list(zip(values, goals, strict=True))
        known = [(value, goal) for value, goal in both if goal is not None and value[1] and value[0] >= 0]
        ahead = _largest(_excess(value, goal) for value, goal in known if goal > 0)
        best = _largest(value for value, goal in known if goal == 0)
        return [_refused(value, goal) or one(value, goal or ZERO, ahead, best) for value, goal in both]

    return rule


def _refused(value: Value, goal: Decimal | None) -> Score | None:
    if not value[1]:
        return None, value[2]
    if value[0] < 0:
        return None, "cause negative_actual -"
    if goal is None:
        return None, "cause no_plan -"
    return (None, "cause negative_plan -") if goal < 0 else None


def _excess(value: Value, goal: Decimal) -> Value:
    """Return (A − T)/T."""
    return value[0] - goal * value[1], goal * value[1], "", ""


def _against_target(method: Leader) -> Callable[[Value, Decimal, Value, Value], Score]:
    settle, share, half = settling(method), _shares(method, "no_target"), method.max / 2
    nothing = half_up(ZERO, UNITS[method.places])

    def one(value: Value, goal: Decimal, ahead: Value, best: Value) -> Score:
        actual, under, step, text = value
        if goal == 0:
            return share(value, best) if actual else settle(nothing, f"{step};no_target_zero 0")
        excess, scale, _, _ = _excess(value, goal)
        if excess <= 0:
            points = half * actual / (under * goal)
            code = "below_target" if excess else "at_target"
            return settle(points, f"{step};{code} {text} {shown(goal)} {shown(points)}")
        points = half * (scale * ahead[0] + excess * ahead[1]) / (scale * ahead[0])
        told = f"{shown(HUNDRED * excess / scale)} {shown(HUNDRED * ahead[0] / ahead[1])} {shown(points)}"
        return settle(points, f"{step};above_target {told}")

    return one
