"""What a criterion's rule says, in words: for the sheet on the page and on paper."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from clusters.choices import Derive, Method
from clusters.parameters import CHOICES
from clusters.templatetags.numbers import number

# What a condition asks of the value that it looks at.
ASKED = {
    ">=": gettext_noop("from %(than)s up"),
    ">": gettext_noop("above %(than)s"),
    "=": gettext_noop("exactly %(than)s"),
    "<": gettext_noop("below %(than)s"),
    "<=": gettext_noop("not above %(than)s"),
}


def rule(line):
    """Return the rule of an item as one or two sentences."""
    words = _RULES[line.method](line, line.params)
    if line.derive and line.derive != Derive.VALUE and line.method not in (Method.MANUAL, Method.CHECK):
        words = f"{line.get_derive_display()}. {words}"
    return words


def _plan_step(line, params):
    told = {
        "base": _number(params.get("base"), line.max_points),
        "over_step": _number(params.get("over_step"), 1),
        "over_pts": _number(params.get("over_pts"), 0),
        "over_cap": _number(params.get("over_cap"), 0),
        "under_step": _number(params.get("under_step"), 1),
        "under_pts": _number(params.get("under_pts"), 0),
    }
    sentence = _(
        "Plan met: %(base)s points; each %(over_step)s%% above adds %(over_pts)s, at most %(over_cap)s; "
        "each %(under_step)s%% below takes off %(under_pts)s."
    )
    return sentence % told + _besides(_("Incomplete steps: %(choice)s."), params.get("step_mode"), "prorata")


def _besides(sentence, choice, usual):
    """A further sentence for what was chosen otherwise than is usual."""
    return f" {sentence % {'choice': CHOICES[choice]}}" if choice in CHOICES and choice != usual else ""


def _proportional(line, params):
    told = {"max": number(line.max_points), "cap": _number(params.get("cap_ratio"), 100)}
    return _("In proportion: the percentage (at most %(cap)s%%) of %(max)s points.") % told


def _bands(line, params):
    bands = [
        _("from %(bound)s: %(points)s") % {"bound": _number(bound), "points": _number(points)}
        for bound, points in params.get("bands", ())
    ]
    return _("By bands: %(bands)s; otherwise %(default)s points.") % {
        "bands": "; ".join(bands) or "—",
        "default": _number(params.get("default"), 0),
    }


def _rank(line, params):
    equal = _besides(_("Equal values: %(choice)s."), params.get("tie"), "1224")
    scope = CHOICES.get(params.get("scope"), "")
    if params.get("scale") == "linear":
        told = {
            "scope": scope,
            "first": _number(params.get("first"), line.max_points),
            "step": _number(params.get("step"), 0),
            "last": _number(params.get("last"), 0),
        }
        sentence = _("By %(scope)s: the first %(first)s points, each further rank %(step)s less, never below %(last)s.")
        return sentence % told + equal
    ranks = sorted(params.get("table", {}).items(), key=lambda pair: int(pair[0]))
    table = "; ".join(f"{rank}: {_number(points)}" for rank, points in ranks)
    return _("By %(scope)s: points for each rank – %(table)s.") % {"scope": scope, "table": table or "—"} + equal


def _leader(line, params):
    if params.get("mode") == "max_share":
        return _("In proportion to the leading unit, which gets %(max)s points.") % {"max": number(line.max_points)}
    told = {"max": number(line.max_points), "half": number(line.max_points / 2)}
    return (
        _(
            "Target met: %(half)s points; above it in proportion to the leading unit, which gets %(max)s; "
            "below it in proportion to the target."
        )
        % told
    )


def _check(line, params):
    conditions = _conditions(line, params)
    count = len(conditions)
    if params.get("mode") == "table":
        table = sorted(params.get("table", {}).items(), key=lambda pair: int(pair[0]))
        points = "; ".join(
            _("%(met)s met: %(points)s points") % {"met": met, "points": _number(points)} for met, points in table
        )
        return _("%(count)s conditions: %(points)s. %(list)s") % {
            "count": count,
            "points": points,
            "list": _listed(conditions, pointed=False),
        }
    if params.get("mode") == "all_or_nothing":
        return _("All %(count)s conditions or no points. %(list)s") % {"count": count, "list": _listed(conditions)}
    return _("The points of the conditions met are added. %(list)s") % {"list": _listed(conditions)}


def _conditions(line, params):
    decided = [(taken.condition, str(taken.indicator)) for taken in line.inputs.all() if taken.part == "condition"]
    return decided or [(each, each.get("label", "")) for each in params.get("conditions", ())]


def _listed(conditions, *, pointed=True):
    """The conditions in words, each with its points where these are its own and not those of how many are met."""
    said = []
    for condition, name in conditions:
        words = f"{name} ({_asked(condition)})" if condition.get("op") else name
        points = {"words": words, "points": _number(condition.get("points"), 0)}
        said.append(_("%(words)s: %(points)s points") % points if pointed else words)
    return "; ".join(said) + "." * bool(said)


def _asked(condition):
    asked = _(ASKED[condition["op"]]) % {"than": _number(condition.get("than"), 0)}
    derive = Derive(condition.get("derive", Derive.VALUE))
    return asked if derive == Derive.VALUE else f"{derive.label}: {asked}"


def _count(line, params):
    told = {"pts": _number(params.get("pts"), 0), "free": _number(params.get("free"), 0)}
    if params.get("free") not in (None, "", "0"):
        return _("%(pts)s points for each one beyond the first %(free)s.") % told
    return _("%(pts)s points for each one.") % told


def _manual(line, params):
    told = {
        "max": number(line.cap if line.cap is not None else line.max_points),
        "step": _number(params.get("granularity"), Decimal("0.01")),
    }
    return _("Marked by hand, at most %(max)s points in steps of %(step)s.") % told


def _number(text, default=None):
    return number(Decimal(text) if text not in (None, "") else default)


_RULES = {
    Method.PLAN_STEP: _plan_step,
    Method.PROPORTIONAL: _proportional,
    Method.BANDS: _bands,
    Method.RANK: _rank,
    Method.LEADER: _leader,
    Method.CHECK: _check,
    Method.COUNT: _count,
    Method.MANUAL: _manual,
}
