"""How many points the rule of a line can give, beside the maximum that the sheet prints for it."""

from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from clusters.templatetags.numbers import number
from scoring.methods import Bands, Check, Manual, PlanStep, Proportional, Rank

ZERO = Decimal(0)


LOW = _("“%(line)s”: the upper limit of %(cap)s is below the maximum of %(max)s, which nobody can earn.")
CUT = _(
    "“%(line)s”: its rule gives up to %(most)s points, of which no more than %(cap)s count: change the rule or the "
    "maximum."
)
SHORT = _(
    "“%(line)s”: its rule gives at most %(most)s points, so that nobody can earn %(max)s: change the rule or the "
    "maximum."
)
BASE = _(
    "“%(line)s”: the plan met gives %(base)s points, more than the maximum of %(max)s: change the points or the "
    "maximum."
)


def problem(line, rule):
    """Return why the maximum of a line does not fit its rule, in a sentence; empty where it does, or anything can."""
    most = _most(rule)
    # What a limit of its own takes off added points is printed beside them; a list or a scale says one thing alone.
    strict = line.cap is None or isinstance(rule, Bands | Rank)
    if not line.bonus and rule.cap < line.max_points:
        sentence = LOW
    elif isinstance(rule, PlanStep) and rule.base > line.max_points and not line.bonus:
        sentence = BASE
    elif most is not None and most > rule.cap and strict:
        sentence = CUT
    elif most is not None and most < line.max_points and not line.bonus:
        sentence = SHORT
    else:
        return ""
    told = {"line": str(line), "max": number(line.max_points), "cap": number(rule.cap), "most": number(most)}
    told["base"] = number(getattr(rule, "base", None))
    return gettext(sentence) % told


def _most(rule):
    """The most points that a rule can give before they are held; None where there is no end to them."""
    match rule:
        case PlanStep():
            return rule.base + rule.over_cap
        case Proportional():
            return rule.cap_ratio * rule.max / 100
        case Bands():
            return max(rule.default, *(points for _bound, points in rule.bands))
        case Rank(scale="linear"):
            return max(rule.first, rule.last)
        case Rank():
            return max([rule.default or ZERO, *(points for _rank, points in rule.table)])
        case Check():
            return _of_conditions(rule)
        case Manual():
            return rule.cap - rule.cap % rule.granularity
    return None


def _of_conditions(rule):
    if rule.mode == "table":
        return max(points for met, points in rule.table if met <= len(rule.conditions))
    given = [condition.points for condition in rule.conditions]
    return sum(given if rule.mode == "all_or_nothing" else (points for points in given if points > 0), ZERO)
