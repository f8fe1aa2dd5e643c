"""What a decision does to the nominations: they are locked, looked at again, ended by it and taken out of it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import trail
from awards.choices import Stage
from awards.errors import MoveNotAllowed, Stale
from awards.models import Nomination, Review
from clusters.models import Season


def locked(chosen):
    """The seasons and then the nominations chosen, in the order in which every step of one locks; season by season."""
    owners = Nomination.objects.filter(pk__in=chosen).order_by().values("season")
    seasons = Season.objects.select_for_update(of=("self",)).select_related("cluster").filter(pk__in=owners)
    owning = {season.pk: season for season in seasons.order_by("pk")}
    rows = Nomination.objects.select_for_update(of=("self",)).filter(pk__in=chosen).order_by("season", "pk")
    found = list(rows.select_related("member__unit", "category", "run", "conclusion__conference"))
    for nomination in found:
        nomination.season = nomination.member.season = owning[nomination.season_id]
    return found


def require_agreed(nomination, token, *, current):
    """Refuse what was not agreed, or was changed since the reader saw the version `token`."""
    require_seen(nomination, token, current=current)
    named = {"name": nomination, "stage": nomination.get_stage_display()}
    if nomination.stage != Stage.APPROVED:
        raise MoveNotAllowed(_("“%(name)s” is “%(stage)s”, so no decision can grant it.") % named)


def require_seen(nomination, token, *, current):
    """Raise Stale with `current` where the nomination was changed since the version `token`."""
    if nomination.version != token:
        named = {"name": nomination, "stage": nomination.get_stage_display()}
        sentence = _("Somebody changed the nomination “%(name)s” meanwhile; it is now “%(stage)s”. Look at it again.")
        raise Stale(sentence % named, current=current)


def grant(nomination, decision, *, by, reason=""):
    """End the nomination by the decision."""
    _carry(nomination, Stage.DECIDED, decision, by=by, reason=reason)
    trail.record("nomination.granted", nomination, by=by, reason=reason, number=decision.number)


def take_out(nomination, decision, *, by, reason):
    """Have the nomination wait for a decision again."""
    _carry(nomination, Stage.APPROVED, None, by=by, reason=reason)
    trail.record("nomination.taken_out", nomination, by=by, reason=reason, number=decision.number)


def _carry(nomination, to, decision, *, by, reason):
    before = nomination.stage
    nomination.stage, nomination.decision = to, decision
    nomination.version += 1
    nomination.save(update_fields=["stage", "decision", "version"])
    told = {"from_stage": before, "to_stage": to, "reason": reason.strip()}
    Review.objects.create(nomination=nomination, at=timezone.now(), by_id=by.user_id, **told)
