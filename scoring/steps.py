"""The words in which a score explains itself: every step and every cause, with the names of their arguments.

A step is a code and its numbers as plain text, never a sentence. Stored, the steps of one score are one short text:
`ratio 107.4 100 107.4;over 7.4 7.4 57.4;rounded 57.40` (steps parted by ";", code and arguments by a space).
"""

from dataclasses import dataclass

STEPS: dict[str, tuple[str, ...]] = {
    # what was taken from the figures
    "value": ("actual",),
    "ratio": ("actual", "plan", "percent"),
    "lower_linear": ("actual", "plan", "percent"),  # 200 − actual/plan·100
    "lower_inverse": ("actual", "plan", "percent"),  # plan/actual·100
    "delta": ("actual", "previous", "change"),
    "growth": ("actual", "previous", "percent"),
    "rank_change": ("actual", "previous", "places"),
    "share": ("numerator", "denominator", "percent"),
    # what the rule made of it: the last argument is always the points so far
    "met": ("points",),  # exactly the plan
    "over": ("steps", "added", "points"),
    "over_cap": ("steps", "added", "points"),  # added was held to its limit
    "under": ("steps", "taken", "points"),
    "proportion": ("percent", "max", "points"),
    "proportion_cap": ("limit", "max", "points"),  # the percentage was held to its limit
    "band": ("bound", "points"),
    "no_band": ("points",),
    "rank": ("rank", "points"),  # a rank given from outside
    "place": ("place", "of", "points"),  # a place among the members
    "shared_place": ("place", "last", "of", "points"),  # mean of the places it shares
    "leader_share": ("value", "leader", "points"),
    "below_target": ("value", "target", "points"),
    "at_target": ("value", "target", "points"),
    "above_target": ("excess", "leader", "points"),  # both in percent
    "no_target": ("value", "leader", "points"),
    "no_target_zero": ("points",),
    "conditions": ("met", "of", "points"),
    "count": ("count", "free", "each", "points"),
    "mark": ("points", "origin"),  # origin: self, appraised, agreed
    # what was done to the points at the end
    "cap": ("points",),
    "floor": ("points",),
    "rounded": ("points",),
    "not_assigned": ("policy",),  # exclude, full, zero
    "cause": ("cause", "argument"),  # no points, and why; the argument is "-" when there is none
}

CAUSES: dict[str, bool] = {  # why there are no points; True when it carries an argument
    "not_reported": False,
    "not_marked": False,
    "condition_not_answered": True,  # which one, from 1
    "no_plan": False,
    "plan_zero": False,
    "negative_plan": False,
    "negative_actual": False,
    "actual_zero": False,
    "no_previous": False,
    "previous_zero": False,
    "negative_previous": False,
    "no_denominator": False,
    "denominator_zero": False,
    "negative_denominator": False,
    "negative_numerator": False,
    "bad_rank": True,  # the rank
    "rank_not_in_scale": True,  # the rank or place
    "leader_zero": False,
    "negative_count": False,
    "not_a_multiple": True,  # the granularity
    "above_cap": True,  # the cap
    "below_floor": True,  # the floor
    "depends_on_others": False,  # a live display asked without the other members
    "nothing_assigned": False,  # a whole table not assigned: no percentage
}

ORIGINS = ("self", "appraised", "agreed")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an explanation: a code of STEPS and its arguments as plain text."""

    code: str
    args: tuple[str, ...]


def written(steps: tuple[Step, ...]) -> str:
    """Return the stored form of the steps of one score."""
    return ";".join(" ".join((step.code, *step.args)) for step in steps)


def read(text: str) -> tuple[Step, ...]:
    """Return the steps of a stored form."""
    parts = (part.split(" ") for part in text.split(";")) if text else ()
    return tuple(Step(code, tuple(args)) for code, *args in parts)


def because(cause: str, argument: str = "-") -> Step:
    """Return the step that says why there are no points."""
    return Step("cause", (cause, argument))
