"""What was done to clusters and seasons, as sentences of the audit trail."""

from decimal import Decimal

from django.utils.translation import gettext_noop as _

from clusters.choices import (
    Aggregation,
    ClusterWord,
    CriterionKind,
    Derive,
    Direction,
    IndicatorKind,
    Method,
    NotAssignedPolicy,
    Period,
    PlanGiver,
    SheetState,
)
from clusters.parameters import CHOICES, LABELS
from scoring.numbers import written

SETTING_UP = {
    "cluster.opened": _("%(actor)s set up the cluster “%(subject)s”."),
    "cluster.changed": _("%(actor)s changed the cluster “%(subject)s”."),
    "cluster.handed_over": _("%(actor)s gave “%(subject)s” from %(before)s to %(after)s to organise: %(reason)s"),
    "cluster.closed": _("%(actor)s closed the cluster “%(subject)s” on %(on)s: %(reason)s"),
    "season.opened": _("%(actor)s opened the season “%(subject)s”."),
    "season.changed": _("%(actor)s changed the rules of the season “%(subject)s”."),
    "season.moved": _("%(actor)s moved the season “%(subject)s” from “%(before)s” to “%(after)s”."),
    "season.moved_back": _("%(actor)s moved “%(subject)s” back from “%(before)s” to “%(after)s”: %(reason)s"),
    "season.deadlines_set": _("%(actor)s set the deadlines of the season “%(subject)s”."),
    "member.admitted": _("%(actor)s admitted %(subject)s to “%(season)s” from %(on)s."),
    "member.left": _("%(actor)s recorded that %(subject)s left “%(season)s” on %(on)s: %(reason)s"),
    "member.removed": _("%(actor)s took %(subject)s off the list of members of “%(season)s”: %(reason)s"),
    "member.reordered": _("%(actor)s changed the order of the members of “%(subject)s”."),
    "post.introduced": _("%(actor)s recorded the introduction of %(member)s as %(kind)s in “%(season)s”."),
    "post.decided": _("%(actor)s recorded decision %(number)s of %(on)s on “%(subject)s”."),
    "post.ended": _("%(actor)s ended the post “%(subject)s” on %(on)s: %(reason)s"),
    "indicator.created": _("%(actor)s defined the indicator “%(subject)s”."),
    "indicator.edited": _("%(actor)s changed the indicator “%(subject)s”."),
    "indicator.renewed": _("%(actor)s made version %(version)s of the indicator “%(subject)s”."),
    "indicator.retired": _("%(actor)s retired the indicator “%(subject)s” from %(on)s: %(reason)s"),
    "sheet.started": _("%(actor)s started the criteria sheet “%(subject)s” of “%(season)s”."),
    "sheet.described": _("%(actor)s changed the head of the criteria sheet “%(subject)s”."),
    "sheet.rules_set": _("%(actor)s changed the ties, classes or conditions of the criteria sheet “%(subject)s”."),
    "sheet.published": _("%(actor)s published the criteria sheet “%(subject)s”; %(carried)s marks were carried over."),
    "sheet.frozen": _("%(actor)s froze the criteria sheet “%(subject)s”."),
    "sheet.dropped": _("%(actor)s dropped the draft of the criteria sheet “%(subject)s”: %(reason)s"),
    "criterion.added": _("%(actor)s added the line “%(subject)s” to “%(sheet)s”."),
    "criterion.edited": _("%(actor)s changed the line “%(subject)s” of “%(sheet)s”."),
    "criterion.moved": _("%(actor)s moved the line “%(subject)s” in “%(sheet)s”."),
    "criterion.removed": _("%(actor)s removed the line “%(line)s” from “%(subject)s”."),
    "criterion.inputs_set": _("%(actor)s changed what the line “%(subject)s” of “%(sheet)s” takes in."),
    "not_assigned.set": _("%(actor)s recorded that “%(criterion)s” does not apply to %(member)s: %(reason)s"),
    "not_assigned.cleared": _("%(actor)s recorded that “%(criterion)s” applies to %(member)s again: %(reason)s"),
}

# How the trail names the fields of what was changed.
FIELDS = {
    "word": _("it is called"),
    "organiser": _("organised by"),
    "established_on": _("exists from"),
    "decision": _("decision"),
    "rules": _("rules of the year"),
    "measure": _("unit of measurement"),
    "direction": _("better direction"),
    "aggregation": _("for all members together"),
    "weight": _("weighted by"),
    "places": _("decimals"),
    "hint": _("hint"),
    "legal_basis": _("legal basis"),
    "position": _("place in lists"),
    "declared_max": _("declared total"),
    "total_cap": _("limit of the total"),
    "not_assigned": _("what does not apply"),
    "illustrative": _("illustrative"),
    "parent": _("stands under"),
    "label": _("item number"),
    "max_points": _("maximum points"),
    "bonus": _("bonus or penalty"),
    "method": _("how it is scored"),
    "params": _("parameters"),
    "derive": _("what the rule looks at"),
    "lower_mode": _("comparison when lower is better"),
    "inputs": _("indicators taken in"),
    "joined_on": _("member from day"),
    "number": _("number and symbol"),
}
SIGNS = {">=": "≥", "<=": "≤"}
CODED = {
    "word": (ClusterWord,),
    "kind": (IndicatorKind, CriterionKind),
    "direction": (Direction,),
    "aggregation": (Aggregation,),
    "method": (Method,),
    "derive": (Derive,),
    "plan_giver": (PlanGiver,),
    "period": (Period,),
    "not_assigned": (NotAssignedPolicy,),
    "sheet_state": (SheetState,),
}


def words():
    """Return the words for every code that the trail of the set-up may hold."""
    found = dict(FIELDS)
    for field, enumerations in CODED.items():
        for enumeration in enumerations:
            found |= {coded(field, code): label for code, label in enumeration.choices}
    return CHOICES | LABELS | found


def coded(field, value):
    """Return how the trail keeps a coded value: with its field, because the same code means different things.

    A number is kept as people write it.
    """
    if isinstance(value, Decimal):
        return written(value)
    return f"{field}={value}" if field in CODED and isinstance(value, str) and value else value


def kept(values):
    """Return fields and their values as the trail keeps them."""
    return {name: coded(name, value) for name, value in values.items()}


def told_input(taken):
    """Return what a line takes in as the trail keeps it: the indicator with whose plan counts and in which period.

    A condition has as well what is compared, and “< 0: 1” for what it asks with its points.
    """
    asked = [coded(name, getattr(taken, name)) for name in ("plan_giver", "period") if getattr(taken, name)]
    condition = taken.condition
    if condition.get("op"):
        than, points = (written(Decimal(condition[part])) for part in ("than", "points"))
        sign = SIGNS.get(condition["op"], condition["op"])
        asked = [coded("derive", condition.get("derive", Derive.VALUE)), f"{sign} {than}: {points}", *asked]
    return {str(taken.indicator): asked}
