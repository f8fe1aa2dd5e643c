"""The scoring methods in words: what a parameter is called, why one is refused, what a rule says."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "base": _("Points when the plan is exactly met"),
    "over_step": _("One step above the plan (per cent)"),
    "over_pts": _("Points added for each step above the plan"),
    "over_cap": _("At most added above the plan"),
    "under_step": _("One step below the plan (per cent)"),
    "under_pts": _("Points taken off for each step below the plan"),
    "step_mode": _("How an incomplete step counts"),
    "cap_ratio": _("The percentage counts up to"),
    "bands": _("Bands"),
    "default": _("Points otherwise"),
    "scope": _("Whose ranking counts"),
    "scale": _("How points follow from the rank"),
    "table": _("Table of points"),
    "first": _("Points of the first rank"),
    "step": _("Points less for each further rank"),
    "last": _("Never fewer points than"),
    "tie": _("Equal values"),
    "mode": _("How the points are made"),
    "conditions": _("Conditions"),
    "pts": _("Points for each one counted"),
    "free": _("Not counted: the first"),
    "granularity": _("Points are given in steps of"),
    "reason": _("A reason must be written"),
    "evidence": _("Evidence must be given"),
    "max": _("Maximum points"),
    "cap": _("At most"),
    "floor": _("At least"),
    "places": _("Decimals"),
    "derive": _("What the rule looks at"),
    "direction": _("Better direction"),
    "lower_mode": _("How “lower is better” is compared with the plan"),
}
HINTS = {
    "bands": _("One band a line: the lower bound, a colon, the points. From the lowest up. Example: 88: 2"),
    "table": _("One line each: the rank or the number of conditions met, a colon, the points. Example: 1: 9"),
    "base": _("Left empty: the maximum points of the line."),
    "first": _("Left empty: the maximum points of the line."),
}
CHOICES = {
    "prorata": _("in proportion"),
    "full_down": _("only full steps count"),
    "full_up": _("an incomplete step counts as a full one"),
    "cluster": _("the rank among the members of the cluster"),
    "external": _("a rank published by others"),
    "table": _("by a table"),
    "linear": _("the same step for each rank"),
    "1224": _("share a place, the next place is skipped (1, 2, 2, 4)"),
    "dense": _("share a place, no place is skipped (1, 2, 2, 3)"),
    "average": _("share the mean of their points"),
    "target": _("against the target, then against the leader above it"),
    "max_share": _("in proportion to the leader's value"),
    "sum": _("the points of the conditions met are added"),
    "all_or_nothing": _("all conditions or no points"),
    "inverse": _("plan divided by result"),
}
LOWER_MODES = {"linear": _("200% less the percentage of the plan"), "inverse": _("plan divided by result")}
PROBLEMS = {
    "required": _("This is not filled in yet: enter it."),
    "unknown_field": _("This value does not belong to the method."),
    "unknown_method": _("Choose a method."),
    "not_a_number": _("Enter a number, for example 1.234,5."),
    "not_whole": _("Enter a whole number."),
    "not_a_choice": _("Choose one of the values in the list."),
    "negative": _("Enter a number that is not below zero."),
    "not_positive": _("Enter a number above zero."),
    "too_fine": _("Enter at most %(places)s decimals: points are rounded to that many."),
    "too_many_places": _("At most %(most)s decimals are possible."),
    "bad_list": _("Enter one line for each value, with a colon between its two parts."),
    "bounds_not_ascending": _("The bounds must rise from line to line."),
    "cap_below_floor": _("The upper limit is below the lower limit."),
    "penalty_needs_floor": _("Points are taken off here: say how many at most, as a lower limit below zero."),
    "direction_not_supported": _("This method is not defined for an indicator that is better when lower."),
    "lower_mode_required": _("Say how an indicator that is better when lower is compared with its plan."),
    "table_incomplete": _("The table has no points for %(count)s."),
}


def problem(found, names):
    """Return the sentence of one problem of scoring; `names` maps a code to the names of its arguments."""
    words = str(PROBLEMS.get(found.code, PROBLEMS["not_a_choice"]))
    return words % dict(zip(names.get(found.code, ()), found.args, strict=False))
