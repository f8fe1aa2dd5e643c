"""The arithmetic of a score spelled out with the numbers of its rule, limits included: a sentence each."""

from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from clusters.sentences import OF_STEPS, of_step, shown, tidy, word
from scoring.steps import STEPS


def explanation(steps, rule=None, *, percent=False) -> list[str]:
    """Return the sentences that explain a score; given its `rule`, the arithmetic is spelled out, limits included.

    `percent` says that what was reported is a percentage.
    """
    before = (None, *steps)
    pairs = zip(before, steps, strict=False)
    return [tidy(_spelled_out(step, last, rule)) or _worded(step, percent) for last, step in pairs]


def _worded(step, percent):
    if percent and step.code == "value":
        return tidy(gettext(OF_STEPS["value"]) % {"actual": f"{shown(step.args[0])}%"})
    return of_step(step)


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
        return gettext(PROPORTION_CAP) % {name: shown(value) for name, value in told.items()}
    if step.code == "count":
        count, free, each, points = map(Decimal, step.args)
        told = {"count": count, "free": free, "beyond": max(Decimal(0), count - free), "each": each, "points": points}
        return gettext(COUNTED[free > 0]) % {name: shown(value) for name, value in told.items()}
    return ""


def _of_plan(step, rule):
    steps, moved, points = map(Decimal, step.args)
    over = step.code != "under"
    size, each = (rule.over_step, rule.over_pts) if over else (rule.under_step, rule.under_pts)
    values = {
        "base": shown(rule.base),
        "percent": shown(steps * size),
        "steps": shown(steps),
        "size": shown(size),
        "each": shown(each),
        "product": shown(steps * each),
        "moved": shown(moved),
        "limit": shown(rule.over_cap),
        "points": shown(points),
    }
    return gettext(SPELLED[step.code, size == 1]) % values


def _of_scale(step, rule):
    given = dict(zip(STEPS[step.code], step.args, strict=True))
    place, points = int(given.pop("place", None) or given.pop("rank")), Decimal(given["points"])
    fallen = rule.first - (place - 1) * rule.step
    told = {"place": place, "of": given.get("of"), "points": shown(points), "last": shown(rule.last)}
    told |= {"first": shown(rule.first), "less": place - 1, "step": shown(rule.step), "fallen": shown(fallen)}
    sentence = gettext(SCALED[step.code])
    return f"{sentence % told}: {gettext(SCALE[fallen < rule.last]) % told}"


def _of_places(step, rule):
    place, last, of = (int(text) for text in step.args[:3])
    earned = [rule.of_rank(rank) for rank in range(place, last + 1)]
    each = " + ".join(shown(Decimal(points.numerator) / points.denominator) for points in earned)
    told = {"place": place, "last": last, "of": of, "each": each, "count": len(earned), "points": shown(step.args[3])}
    return gettext(SHARED) % told


def _of_leader(step, rule):
    given = dict(zip(STEPS[step.code], step.args, strict=True))
    told = {name: word(step.code, name, text) for name, text in given.items()}
    return gettext(LEADERS[step.code]) % {**told, "max": shown(rule.max), "half": shown(rule.max / 2)}


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
        "Plan met: %(base)s points; exceeded by %(percent)s%% × %(each)s = %(moved)s (at most %(limit)s are added): "
        "%(base)s + %(moved)s = %(points)s points."
    ),
    ("over", False): _(
        "Plan met: %(base)s points; exceeded by %(steps)s steps of %(size)s%% × %(each)s = %(moved)s "
        "(at most %(limit)s are added): %(base)s + %(moved)s = %(points)s points."
    ),
    ("over_cap", True): _(
        "Plan met: %(base)s points; exceeded by %(percent)s%% × %(each)s = %(product)s, "
        "but at most %(limit)s are added: %(base)s + %(limit)s = %(points)s points."
    ),
    ("over_cap", False): _(
        "Plan met: %(base)s points; exceeded by %(steps)s steps of %(size)s%% × %(each)s = %(product)s, "
        "but at most %(limit)s are added: %(base)s + %(limit)s = %(points)s points."
    ),
    ("under", True): _(
        "Plan met: %(base)s points; missed by %(percent)s%% × %(each)s = %(moved)s to take off: "
        "%(base)s − %(moved)s = %(points)s points."
    ),
    ("under", False): _(
        "Plan met: %(base)s points; missed by %(steps)s steps of %(size)s%% × %(each)s = %(moved)s to take off: "
        "%(base)s − %(moved)s = %(points)s points."
    ),
}
PROPORTION_CAP = _(
    "%(percent)s%% × %(max)s = %(product)s, but at most %(limit)s%% of %(max)s points are counted: %(points)s points."
)
COUNTED = {  # whether some are free: the sentence
    False: _("%(count)s × %(each)s points = %(points)s points."),
    True: _("%(count)s counted, the first %(free)s free: %(beyond)s × %(each)s points = %(points)s points."),
}
