"""What scoring says in codes and numbers, put into sentences in the reader's language.

`of_step`, `of_cause` and `of_number` answer for every code in the tables of scoring; `explanation` puts a whole score
into words.
"""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from scoring import numbers
from scoring.steps import STEPS, Step

SHOWN_PLACES = Decimal("0.0001")
PERCENT_PLACES = Decimal("0.01")

OF_STEPS = {
    "value": _("Reported: %(actual)s."),
    "ratio": _("%(actual)s / %(plan)s = %(percent)s of the plan."),
    "lower_linear": _("Lower is better: 200 %% − %(actual)s / %(plan)s = %(percent)s of the plan."),
    "lower_inverse": _("Lower is better: plan %(plan)s / result %(actual)s = %(percent)s of the plan."),
    "delta": _("%(actual)s against %(previous)s last year: a change of %(change)s."),
    "growth": _("%(actual)s against %(previous)s last year: a growth of %(percent)s."),
    "rank_change": _("Rank %(actual)s against rank %(previous)s last year: %(places)s places gained."),
    "share": _("%(numerator)s / %(denominator)s = %(percent)s."),
    "met": _("The plan was exactly met: %(points)s points."),
    "over": _("The plan was exceeded by %(steps)s steps: %(added)s points are added, which makes %(points)s."),
    "over_cap": _(
        "The plan was exceeded by %(steps)s steps: the addition is limited to %(added)s points, which makes %(points)s."
    ),
    "under": _("The plan was missed by %(steps)s steps: %(taken)s points are taken off, which leaves %(points)s."),
    "proportion": _("%(percent)s of at most %(max)s points: %(points)s."),
    "proportion_cap": _("Limited to %(limit)s of %(max)s points: %(points)s."),
    "band": _("The band from %(bound)s on was reached: %(points)s points."),
    "no_band": _("No band was reached: %(points)s points."),
    "rank": _("Rank %(rank)s: %(points)s points."),
    "place": _("Place %(place)s of %(of)s in the cluster: %(points)s points."),
    "shared_place": _(
        "Places %(place)s to %(last)s of %(of)s are shared: each receives their mean, %(points)s points."
    ),
    "leader_share": _("%(value)s against the leader's %(leader)s: %(points)s points."),
    "below_target": _("%(value)s, below the target of %(target)s: %(points)s points."),
    "at_target": _("%(value)s, exactly the target of %(target)s: %(points)s points."),
    "above_target": _("Above the target by %(excess)s, the leader by %(leader)s: %(points)s points."),
    "no_target": _("Without a target: %(value)s against the leader's %(leader)s: %(points)s points."),
    "no_target_zero": _("Without a target and without a result: %(points)s points."),
    "conditions": _("%(met)s of %(of)s conditions are met: %(points)s points."),
    "count": _("%(count)s counted, %(free)s of them free, %(each)s points each: %(points)s points."),
    "mark": _("%(points)s points were given by people (%(origin)s)."),
    "cap": _("No more than the maximum is counted: %(points)s points."),
    "floor": _("No less than the least is counted: %(points)s points."),
    "rounded": _("Rounded: %(points)s points."),
    "not_assigned": _("Not assigned to this unit: %(policy)s."),
    "cause": _("Cannot be computed yet: %(cause)s"),
}
OF_CAUSES = {
    "not_reported": _("no figure was reported."),
    "not_marked": _("no points were given yet."),
    "condition_not_answered": _("condition %(argument)s is not answered."),
    "no_plan": _("there is no year plan."),
    "plan_zero": _("the year plan is 0, and a result cannot be divided by 0."),
    "negative_plan": _("the year plan is negative, so no percentage of it can be taken."),
    "negative_actual": _("the result is negative, so no percentage can be taken."),
    "actual_zero": _("the result is 0, and the plan cannot be divided by 0."),
    "no_previous": _("last year's value is missing."),
    "previous_zero": _("last year's value is 0, and a result cannot be divided by 0."),
    "negative_previous": _("last year's value is negative, so no growth can be taken."),
    "no_denominator": _("the denominator is missing."),
    "denominator_zero": _("the denominator is 0."),
    "negative_denominator": _("the denominator is negative."),
    "negative_numerator": _("the numerator is negative."),
    "bad_rank": _("%(argument)s is not a rank: a rank is a whole number from 1 on."),
    "rank_not_in_scale": _("the criteria sheet has no points for rank %(argument)s."),
    "leader_zero": _("the best result of the cluster is 0, so nobody can be compared with it."),
    "negative_count": _("the count is negative."),
    "not_a_multiple": _("the points must be a multiple of %(argument)s."),
    "above_cap": _("the points are above the maximum of %(argument)s."),
    "below_floor": _("the points are below the least of %(argument)s."),
    "depends_on_others": _("it follows from the results of the other units when the ranking is computed."),
    "nothing_assigned": _("nothing of the criteria sheet is assigned to this unit."),
}
OF_NUMBERS = {
    "empty": _("Type a number, for example %(example)s."),
    "percent_not_allowed": _("This is no percentage: type the number without “%%”, for example %(example)s."),
    "not_a_number": _("“%(typed)s” is not a number. Type it like %(example)s."),
    "bad_grouping": _("The dots in “%(typed)s” do not part thousands. Type it like %(example)s."),
    "english_notation": _("“%(typed)s” is in English notation. Type a comma before the decimals, like %(example)s."),
    "too_many_commas": _("“%(typed)s” has more than one comma. Type it like %(example)s."),
    "too_long": _("“%(typed)s” has too many digits: at most 14 before the comma and 4 after it."),
    "ambiguous": _("“%(typed)s” can be read in two ways. Choose which number is meant."),
}
ORIGINS = {"self": _("self-scored"), "appraised": _("appraised"), "agreed": _("agreed")}
POLICIES = {
    "exclude": _("left out of the points and of the maximum"),
    "full": _("counted with full points"),
    "zero": _("counted with no points"),
}
PERCENTAGES = {("above_target", "leader"), ("lower_linear", "percent")}
PERCENT_NAMES = {"percent", "excess", "limit"}


def of_step(step: Step) -> str:
    """Return one step of an explanation as a sentence."""
    if step.code == "cause":
        return gettext(OF_STEPS["cause"]) % {"cause": of_cause(*step.args)}
    given = dict(zip(STEPS[step.code], step.args, strict=True))
    return gettext(OF_STEPS[step.code]) % {name: _word(step.code, name, text) for name, text in given.items()}


def of_cause(cause: str, argument: str = "-") -> str:
    """Return why there are no points, to follow “Cannot be computed yet:”."""
    return gettext(OF_CAUSES[cause]) % {"argument": "" if argument == "-" else number(Decimal(argument))}


def of_number(problem) -> str:
    """Return what is wrong with a typed number and how it is typed, whatever language the page is in."""
    return gettext(OF_NUMBERS[problem.code]) % {"typed": problem.typed, "example": problem.example}


def explanation(steps, rule=None) -> list[str]:
    """Return the sentences that explain a score; given its `rule`, the arithmetic is spelled out, limits included."""
    before = (None, *steps)
    return [_spelled_out(step, last, rule) or of_step(step) for last, step in zip(before, steps, strict=False)]


def number(value, places=None) -> str:
    """Return a number as the reader writes it; without places, at most four decimals are shown."""
    amount = value if isinstance(value, Decimal) else Decimal(str(value))
    if places is None:
        amount = amount.quantize(SHOWN_PLACES, ROUND_HALF_UP)
    language = "vi" if (get_language() or "vi").startswith("vi") else "en"
    return numbers.written(amount, places, lang=language)


def kept(thing) -> str:
    """Return a figure, statement or number as the trail keeps it, whoever reads it: in Vietnamese notation."""
    if thing is None:
        return "—"
    if isinstance(thing, Decimal):
        return numbers.written(thing)
    if thing.numerator is not None:
        return f"{numbers.written(thing.numerator)}/{numbers.written(thing.denominator)}"
    return kept(thing.value)


def _word(code, name, text):
    if name == "origin":
        return gettext(ORIGINS[text])
    if name == "policy":
        return gettext(POLICIES[text])
    if name in PERCENT_NAMES or (code, name) in PERCENTAGES:
        return f"{number(Decimal(text).quantize(PERCENT_PLACES, ROUND_HALF_UP))} %"
    return number(Decimal(text))


def _spelled_out(step, before, rule):
    """The arithmetic of a step, with what the rule or the step before names; empty where the step says all itself."""
    if step.code in ("over", "over_cap", "under") and hasattr(rule, "over_pts"):
        return _of_plan(step, rule)
    if step.code in ("place", "rank") and getattr(rule, "scale", "") == "linear":
        return _of_scale(step, rule)
    if step.code == "shared_place" and hasattr(rule, "of_rank"):
        return _of_places(step, rule)
    if step.code in LEADERS and hasattr(rule, "max"):
        return _of_leader(step, rule)
    if step.code == "proportion_cap":
        percent, (limit, most, points) = Decimal(before.args[-1]), map(Decimal, step.args)
        told = {"percent": percent, "max": most, "product": percent * most / 100, "limit": limit, "points": points}
        return gettext(PROPORTION_CAP) % {name: number(value) for name, value in told.items()}
    if step.code == "count":
        count, free, each, points = map(Decimal, step.args)
        told = {"count": count, "free": free, "beyond": max(Decimal(0), count - free), "each": each, "points": points}
        return gettext(COUNTED[free > 0]) % {name: number(value) for name, value in told.items()}
    return ""


def _of_plan(step, rule):
    steps, moved, points = map(Decimal, step.args)
    over = step.code != "under"
    size, each = (rule.over_step, rule.over_pts) if over else (rule.under_step, rule.under_pts)
    values = {
        "base": number(rule.base),
        "percent": number(steps * size),
        "steps": number(steps),
        "size": number(size),
        "each": number(each),
        "product": number(steps * each),
        "moved": number(moved),
        "limit": number(rule.over_cap),
        "points": number(points),
    }
    return gettext(SPELLED[step.code, size == 1]) % values


def _of_scale(step, rule):
    given = dict(zip(STEPS[step.code], step.args, strict=True))
    place, points = int(given.pop("place", None) or given.pop("rank")), Decimal(given["points"])
    fallen = rule.first - (place - 1) * rule.step
    told = {"place": place, "of": given.get("of"), "points": number(points), "last": number(rule.last)}
    told |= {"first": number(rule.first), "less": place - 1, "step": number(rule.step), "fallen": number(fallen)}
    sentence = gettext(SCALED[step.code])
    return f"{sentence % told}: {gettext(SCALE[fallen < rule.last]) % told}"


def _of_places(step, rule):
    place, last, of = (int(text) for text in step.args[:3])
    earned = [rule.of_rank(rank) for rank in range(place, last + 1)]
    each = " + ".join(number(Decimal(points.numerator) / points.denominator) for points in earned)
    told = {"place": place, "last": last, "of": of, "each": each, "count": len(earned), "points": number(step.args[3])}
    return gettext(SHARED) % told


def _of_leader(step, rule):
    given = dict(zip(STEPS[step.code], step.args, strict=True))
    told = {name: _word(step.code, name, text) for name, text in given.items()}
    return gettext(LEADERS[step.code]) % {**told, "max": number(rule.max), "half": number(rule.max / 2)}


SCALED = {"place": _("Place %(place)s of %(of)s in the cluster"), "rank": _("Rank %(place)s")}
SCALE = {  # whether the least of the scale holds: the sentence
    False: _("%(first)s − %(less)s × %(step)s = %(points)s points."),
    True: _("%(first)s − %(less)s × %(step)s = %(fallen)s, but no less than %(last)s are given: %(points)s points."),
}
SHARED = _(
    "Places %(place)s to %(last)s of %(of)s are shared: each receives their mean, "
    "(%(each)s) / %(count)s = %(points)s points."
)
LEADERS = {
    "leader_share": _("%(value)s / %(leader)s of the leader × %(max)s = %(points)s points."),
    "no_target": _("Without a target: %(value)s / %(leader)s of the leader × %(max)s = %(points)s points."),
    "below_target": _("Below the target: %(value)s / %(target)s × %(half)s = %(points)s points."),
    "at_target": _("%(value)s, exactly the target: half of %(max)s = %(points)s points."),
    "above_target": _(
        "Above the target by %(excess)s, the leader by %(leader)s: "
        "%(half)s + %(excess)s / %(leader)s × %(half)s = %(points)s points."
    ),
}
SPELLED = {  # (step, whether a step is one per cent): the sentence
    ("over", True): _(
        "Plan met: %(base)s points; exceeded by %(percent)s %% × %(each)s = %(moved)s (at most %(limit)s are added): "
        "%(base)s + %(moved)s = %(points)s points."
    ),
    ("over", False): _(
        "Plan met: %(base)s points; exceeded by %(steps)s steps of %(size)s %% × %(each)s = %(moved)s "
        "(at most %(limit)s are added): %(base)s + %(moved)s = %(points)s points."
    ),
    ("over_cap", True): _(
        "Plan met: %(base)s points; exceeded by %(percent)s %% × %(each)s = %(product)s, "
        "but at most %(limit)s are added: %(base)s + %(limit)s = %(points)s points."
    ),
    ("over_cap", False): _(
        "Plan met: %(base)s points; exceeded by %(steps)s steps of %(size)s %% × %(each)s = %(product)s, "
        "but at most %(limit)s are added: %(base)s + %(limit)s = %(points)s points."
    ),
    ("under", True): _(
        "Plan met: %(base)s points; missed by %(percent)s %% × %(each)s = %(moved)s to take off: "
        "%(base)s − %(moved)s = %(points)s points."
    ),
    ("under", False): _(
        "Plan met: %(base)s points; missed by %(steps)s steps of %(size)s %% × %(each)s = %(moved)s to take off: "
        "%(base)s − %(moved)s = %(points)s points."
    ),
}
PROPORTION_CAP = _(
    "%(percent)s %% × %(max)s = %(product)s, but at most %(limit)s %% of %(max)s points are counted: %(points)s points."
)
COUNTED = {  # whether some are free: the sentence
    False: _("%(count)s × %(each)s points = %(points)s points."),
    True: _("%(count)s counted, the first %(free)s free: %(beyond)s × %(each)s points = %(points)s points."),
}
