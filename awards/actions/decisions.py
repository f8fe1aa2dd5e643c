"""Recording the signed decision that grants what was nominated, and correcting a mistyped one."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import trail
from awards.choices import Stage
from awards.errors import MoveNotAllowed, NotReady, ReasonMissing, Stale
from awards.models import Decision, Nomination, Review

FIELDS = ("number", "deciding_body", "signer_name", "signer_title", "signed_on", "source", "illustrative")


@transaction.atomic
def record(nominations, *, by, **told):
    """Record one signed decision and end the nominations that it grants; `told` are the fields of Decision.

    `nominations` maps each nomination's id to the version that the reader saw. Raises MoveNotAllowed or Stale.
    """
    if not nominations:
        raise NotReady(_("Choose at least one nomination that the decision grants."))
    locked = Nomination.objects.select_for_update(of=("self",)).filter(pk__in=nominations).order_by("pk")
    found = list(locked.select_related("member__unit", "category", "season__cluster"))
    for nomination in found:
        _check(nomination, nominations[nomination.pk])
    decision = Decision(**{name: told[name] for name in FIELDS if name in told})
    decision.full_clean()
    decision.save()
    for nomination in found:
        _grant(nomination, decision, by=by)
    trail.record("decision.recorded", decision, by=by, after=_plain(decision), nominations=[str(n) for n in found])
    return decision


def _check(nomination, token):
    if nomination.version != token:
        raise Stale(
            _("Somebody changed the nomination “%(name)s” meanwhile; it is now “%(stage)s”.")
            % {"name": nomination, "stage": nomination.get_stage_display()},
            current=nomination,
        )
    if nomination.stage != Stage.APPROVED:
        raise MoveNotAllowed(_("“%(name)s” was not agreed, so no decision can grant it.") % {"name": nomination})


def _grant(nomination, decision, *, by):
    before = nomination.stage
    nomination.stage, nomination.decision = Stage.DECIDED, decision
    nomination.version += 1
    nomination.save(update_fields=["stage", "decision", "version"])
    Review.objects.create(
        nomination=nomination, from_stage=before, to_stage=Stage.DECIDED, at=timezone.now(), by_id=by.user_id
    )


@transaction.atomic
def correct(decision, *, by, token, reason, **told):
    """Correct what was mistyped in a decision, with a reason; the old values stay in the trail."""
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if decision.version != token:
        raise Stale(_("Somebody corrected this decision while you were looking at it."), current=decision)
    if not reason.strip():
        raise ReasonMissing(_("Say what was mistyped and where the right wording stands."))
    before = _plain(decision)
    for name in FIELDS:
        if name in told:
            setattr(decision, name, told[name])
    decision.version += 1
    decision.full_clean()
    decision.save()
    trail.record("decision.corrected", decision, by=by, reason=reason, before=before, after=_plain(decision))
    return decision


def _plain(decision):
    return {name: getattr(decision, name) for name in FIELDS}
