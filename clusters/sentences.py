"""What scoring says in codes and numbers, put into sentences in the reader's language.

`of_step`, `of_cause` and `of_number` answer for every code in the tables of scoring. Numbers of the arithmetic are
`shown` with the decimals that are kept of them, so that whoever computes again gets the same points.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from scoring import numbers
from scoring.rounding import UNITS, exactly, half_up
from scoring.steps import STEPS, Step

SHOWN_PLACES = Decimal("0.0001")
ABOUT = "≈ "
KEPT = 6  # decimals that scoring keeps of what does not come out even
FINER = (6, 9, 12)  # decimals of a quotient, until they tell it from the number that it nearly is

OF_STEPS = {
    "value": _("Reported: %(actual)s."),
    "ratio": _("%(actual)s / %(plan)s = %(percent)s of the plan."),
    "lower_linear": _("Lower is better: 200%% − %(actual)s / %(plan)s = %(percent)s of the plan."),
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
    "bad_spaces": _("The spaces in “%(typed)s” do not part thousands. Type it like %(example)s."),
    "lone_comma": _("A digit is missing beside the comma in “%(typed)s”. Type it like %(example)s."),
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
    words = {name: word(step.code, name, text) for name, text in given.items()}
    if step.code not in QUOTIENTS:
        return tidy(gettext(OF_STEPS[step.code]) % words)
    quotient = QUOTIENTS[step.code](*map(Fraction, step.args[:2]))
    return (gettext(OF_STEPS[step.code]) % {**words, "percent": f"{_finely(quotient)}%"}).replace(f"= {ABOUT}", ABOUT)


def of_cause(cause: str, argument: str = "-") -> str:
    """Return why there are no points, to follow “Cannot be computed yet:”."""
    return gettext(OF_CAUSES[cause]) % {"argument": "" if argument == "-" else number(Decimal(argument))}


def of_number(problem) -> str:
    """Return what is wrong with a typed number and how it is typed, whatever language the page is in."""
    return gettext(OF_NUMBERS[problem.code]) % {"typed": problem.typed, "example": problem.example}


def number(value, places=None) -> str:
    """Return a number as the reader writes it; without places, at most four decimals are shown."""
    amount = value if isinstance(value, Decimal) else Decimal(str(value))
    if places is None:
        amount = amount.quantize(SHOWN_PLACES, ROUND_HALF_UP)
    return numbers.written(amount, places)


def kept(thing) -> str:
    """Return a figure, statement or number as the trail keeps it, whoever reads it: in Vietnamese notation."""
    if thing is None:
        return "—"
    if isinstance(thing, Decimal):
        return numbers.written(thing)
    if thing.numerator is not None:
        return f"{numbers.written(thing.numerator)}/{numbers.written(thing.denominator)}"
    return kept(thing.value)


def word(code, name, text) -> str:
    """Return one argument of a step as its sentence names it."""
    if name == "origin":
        return gettext(ORIGINS[text])
    if name == "policy":
        return gettext(POLICIES[text])
    if name in PERCENT_NAMES or (code, name) in PERCENTAGES:
        return f"{shown(text)}%"
    return shown(text)


def shown(value) -> str:
    """Return a number with the decimals that scoring keeps; where it has so many the rest was cut, and “≈” says so."""
    with exactly():
        amount = half_up(Decimal(value), UNITS[KEPT])
    return (ABOUT if _decimals(Decimal(value)) >= KEPT else "") + _written(amount)


def tidy(sentence) -> str:
    """Leave “≈” where a result follows, in place of “=” or after a colon, and nowhere else."""
    return re.sub(f"(= |: )?{ABOUT}", lambda found: {"= ": ABOUT, ": ": f": {ABOUT}"}.get(found[1], ""), sentence)


def _finely(quotient) -> str:
    """A quotient with so many decimals that it does not look like the even number which it nearly is."""
    for places in FINER:
        with exactly():
            amount = half_up(Decimal(quotient.numerator) / Decimal(quotient.denominator), Decimal(1).scaleb(-places))
        if Fraction(amount) == quotient:
            return _written(amount)
        if _decimals(amount) > KEPT - 2:
            break
    return ABOUT + _written(amount)


def _decimals(amount):
    return -amount.normalize().as_tuple().exponent


def _written(amount):
    return numbers.written(amount)


QUOTIENTS = {  # how a percentage follows from the first two numbers of its step
    "ratio": lambda actual, plan: 100 * actual / plan,
    "lower_linear": lambda actual, plan: 200 - 100 * actual / plan,
    "lower_inverse": lambda actual, plan: 100 * plan / actual,
    "growth": lambda actual, previous: 100 * (actual / previous - 1),
    "share": lambda numerator, denominator: 100 * numerator / denominator,
}
