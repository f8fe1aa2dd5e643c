"""Which fields a form over a thing holds, and the token by which somebody else's change of them is seen."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder

CLUSTER_FIELDS = ("name", "word", "established_on", "decision")
CLUSTER = (*CLUSTER_FIELDS, "organiser")
# What an indicator means is kept once it was reported; the manner of asking for it may change.
INDICATOR_MEANING = ("name", "kind", "measure", "direction", "aggregation", "weight", "places")
INDICATOR = (*INDICATOR_MEANING, "hint", "legal_basis", "position")
INDICATOR_USE = ("retired_on",)
POST_DECISION = ("decision_number", "decided_on")
POST_TERM = ("valid_from", "valid_to")
SHEET_HEAD = ("title", "decision", "places", "declared_max", "total_cap", "not_assigned", "illustrative")

NO_PLAN = "0"


def of_plan(plan):
    """Return the token of a plan: one taken away and assigned anew is another row, and never looks like the first."""
    return f"{plan.pk}.{plan.version}" if plan else NO_PLAN


def posted(key, *values):
    """Return the name of one form as posted: a form that was corrected after "back" is another one."""
    return hashlib.sha256(" ".join([key, *map(repr, values)]).encode()).hexdigest()


def token(thing, fields):
    """Return what stands in the fields, short enough for a hidden field: it differs as soon as one was changed."""
    values = [thing.serializable_value(name) for name in fields]
    return hashlib.sha256(json.dumps(values, cls=DjangoJSONEncoder).encode()).hexdigest()[:16]
