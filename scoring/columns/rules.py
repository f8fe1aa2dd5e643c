"""The rules on one derived value: a function from it to (points or None, steps)."""

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from scoring.columns.derived import HUNDRED, ZERO, Value
from scoring.methods import Bands, Count, Method, PlanStep, Proportional, Rank
from scoring.rounding import UNITS, half_up, plain, shown

Score = tuple[Decimal | None, str]
Rule = Callable[[Value], Score]
Settle = Callable[[Decimal, str], Score]

TURNS = {"full_down": ROUND_FLOOR, "full_up": ROUND_CEILING}


def settling(method: Method) -> Settle:
    """Return the end of every score: hold to the bounds, round once, say both."""
    cap, floor, unit = method.cap, method.floor, UNITS[method.places]
    at_cap, at_floor = half_up(cap, unit), half_up(floor, unit)
    capped, floored = f";cap {plain(cap)}", f";floor {plain(floor)}"

    def settle(points: Decimal, steps: str) -> Score:
        if points > cap:
            return at_cap, steps + capped
        if points < floor:
            return at_floor, steps + floored
        final = half_up(points, unit)
        if final != points:
            return final, f"{steps};rounded {final}"
        return final, steps

    return settle


def plan_step(method: PlanStep) -> Rule:
    settle, turn = settling(method), TURNS.get(method.step_mode)
    base, over_cap = method.base, method.over_cap
    met, most, limit = shown(base), base + over_cap, f"{shown(over_cap)} {shown(base + over_cap)}"

    def rule(value: Value) -> Score:
        above, below, step, _ = value
        excess = above - HUNDRED * below
        if not excess:
            return settle(base, f"{step};met {met}")
        if excess > 0:
            code, size, each = "over", method.over_step, method.over_pts
        else:
            code, excess, size, each = "under", -excess, method.under_step, -method.under_pts
        below = below * size
        if turn:
            excess, below = (excess / below).to_integral_value(turn), Decimal(1)
        steps, change = shown(excess / below), excess * each
        if change > over_cap * below:
            return settle(most, f"{step};over_cap {steps} {limit}")
        points = (base * below + change) / below
        return settle(points, f"{step};{code} {steps} {shown(abs(change) / below)} {shown(points)}")

    return rule


def proportional(method: Proportional) -> Rule:
    settle, limit, most = settling(method), method.cap_ratio, method.max
    full, at_limit = plain(method.max), limit * most / HUNDRED
    capped = f";proportion_cap {shown(limit)} {full} {shown(at_limit)}"

    def rule(value: Value) -> Score:
        above, below, step, text = value
        if above > limit * below:
            return settle(at_limit, step + capped)
        points = above * most / (HUNDRED * below)
        return settle(points, f"{step};proportion {text} {full} {shown(points)}")

    return rule


def bands(method: Bands) -> Rule:
    settle = settling(method)
    known = [
        (bound, settle(points, f";band {plain(bound)} {plain(points)}")) for bound, points in reversed(method.bands)
    ]
    default, told = settle(method.default, f";no_band {plain(method.default)}")

    def rule(value: Value) -> Score:
        above, below, step, _ = value
        for bound, (points, tail) in known:
            if above >= bound * below:
                return points, step + tail
        return default, step + told

    return rule


def count(method: Count) -> Rule:
    settle, free, each = settling(method), method.free, method.pts
    texts = f"{plain(method.free)} {plain(method.pts)}"

    def rule(value: Value) -> Score:
        above, below, step, text = value
        if above < 0:
            return None, "cause negative_count -"
        points = max(ZERO, above - free * below) * each / below
        return settle(points, f"{step};count {text} {texts} {shown(points)}")

    return rule


def external_rank(method: Rank) -> Rule:
    settle, of_rank = settling(method), method.of_rank

    def rule(value: Value) -> Score:
        above, below, step, _ = value
        rank = above / below
        if rank < 1 or rank != rank.to_integral_value():
            return None, f"cause bad_rank {shown(rank)}"
        found = of_rank(int(rank))
        if found is None:
            return None, f"cause rank_not_in_scale {int(rank)}"
        points = Decimal(found.numerator) / Decimal(found.denominator)
        return settle(points, f"{step};rank {int(rank)} {shown(points)}")

    return rule
