"""The year plans of a member or an own year: one for each giver, or absent as assigned; a count in whole numbers."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from clusters import sentences, tokens
from clusters.actions import entry as door
from clusters.choices import Phase, SubmissionState
from clusters.errors import Stale
from clusters.models import Indicator, Member, Plan


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """What a giver assigned for an indicator; None takes the plan away again."""

    indicator: Indicator
    giver: str
    value: Decimal | None
    source: str = ""
    illustrative: bool = False
    reason: str = ""


@transaction.atomic
def set_plan(owner, entry, *, by, token=None):
    """Set, change or take away one plan; `token` is `tokens.of_plan` of what was read."""
    owner = door.locked_owner(owner)
    season = getattr(owner, "season", None)
    door.require_open(season)
    plan = _plans(owner).select_for_update(of=("self",)).filter(indicator=entry.indicator, giver=entry.giver).first()
    if _same(plan, entry):
        return plan
    _require_fresh(plan, token)
    if asked := reason_asked(owner, removed=entry.value is None):
        door.require_reason(entry.reason, asked)
    door.require_countable(entry.indicator, "value", entry.value)
    before, marks = sentences.kept(plan.value if plan else None), door.marks(plan, entry)
    changed = _remove(plan) if entry.value is None else _write(owner, plan, entry)
    trail.record(
        "plan.removed" if entry.value is None else "plan.set",
        owner,
        by=by,
        reason=entry.reason,
        within=season,
        indicator=entry.indicator,
        giver=entry.giver,
        before=before,
        after=sentences.kept(entry.value),
        **marks,
    )
    return changed


def _plans(owner):
    return Plan.objects.filter(**_owned_by(owner))


def _owned_by(owner):
    return {"member" if isinstance(owner, Member) else "unit_year": owner}


def _same(plan, entry):
    if plan is None or entry.value is None:
        return plan is None and entry.value is None
    return (plan.value, plan.source, plan.illustrative) == (entry.value, entry.source, entry.illustrative)


def _require_fresh(plan, token):
    if token is not None and token != tokens.of_plan(plan):
        sentence = _("Somebody changed this plan before you. Look at what stands now, then decide.")
        raise Stale(sentence, current=plan)


def reason_asked(owner, *, removed=False):
    """The sentence that asks why the plan is changed or taken away, where that needs a reason; empty elsewhere."""
    season = getattr(owner, "season", None)
    if removed:
        return _("Say why the plan is taken away.")
    if season is not None and season.phase != Phase.REPORTING:
        return _("Entry is over. Say why the plan is changed.")
    handed_in = owner.submissions.filter(state=SubmissionState.SUBMITTED).exists()
    return _("These results were handed in. Say why the plan is changed.") if handed_in else ""


def _remove(plan):
    plan.delete()


def _write(owner, plan, entry):
    plan = plan or Plan(indicator=entry.indicator, giver=entry.giver, **_owned_by(owner))
    plan.value, plan.source, plan.illustrative = entry.value, entry.source, entry.illustrative
    plan.version += 1
    plan.full_clean()
    plan.save()
    return plan
