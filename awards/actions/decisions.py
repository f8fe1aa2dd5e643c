"""Recording the signed decision that grants what was nominated, and correcting a mistyped one."""

from functools import partial
from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import trail
from awards.actions.nominations import require_grounds
from awards.choices import Stage
from awards.errors import MoveNotAllowed, NotReady, ReasonMissing, Stale
from awards.models import Decision, Nomination, Review
from clusters.actions.entry import require_fresh
from clusters.actions.locks import assign, once
from clusters.models import Season

FIELDS = ("number", "deciding_body", "signer_name", "signer_title", "signed_on", "source", "illustrative")


@once(Decision)
def record(nominations, *, by, **told):
    """Record one signed decision and end the nominations that it grants; `told` are the fields of Decision.

    `nominations` maps each nomination's id to the version that the reader saw. Raises MoveNotAllowed or Stale, NotReady
    where one no longer rests on what stands; a second post of the same form (`key`) answers with what the first made.
    """
    if not nominations:
        raise NotReady(_("Choose at least one nomination that the decision grants."))
    found = _locked(nominations)
    for nomination in found:
        _check(nomination, nominations[nomination.pk])
    for season, granted in groupby(found, key=attrgetter("season")):
        require_grounds(season, list(granted))
    decision = Decision(**{name: told[name] for name in FIELDS if name in told})
    _check_day(decision, found)
    decision.full_clean()
    decision.save(force_insert=True)
    for nomination in found:
        _grant(nomination, decision, by=by)
    trail.record("decision.recorded", decision, by=by, after=_plain(decision), nominations=[str(n) for n in found])
    return decision


def _locked(chosen):
    """The seasons and then the nominations chosen, in the order in which every step of one locks; season by season."""
    owners = Nomination.objects.filter(pk__in=chosen).order_by().values("season")
    seasons = Season.objects.select_for_update(of=("self",)).select_related("cluster").filter(pk__in=owners)
    locked = {season.pk: season for season in seasons.order_by("pk")}
    rows = Nomination.objects.select_for_update(of=("self",)).filter(pk__in=chosen).order_by("season", "pk")
    found = list(rows.select_related("member__unit", "category", "run", "conclusion__conference"))
    for nomination in found:
        nomination.season = nomination.member.season = locked[nomination.season_id]
    return found


def _check(nomination, token):
    named = {"name": nomination, "stage": nomination.get_stage_display()}
    if nomination.version != token:
        sentence = _("Somebody changed the nomination “%(name)s” meanwhile; it is now “%(stage)s”. Look at it again.")
        raise Stale(sentence % named, current=nomination)
    if nomination.stage != Stage.APPROVED:
        raise MoveNotAllowed(_("“%(name)s” is “%(stage)s”, so no decision can grant it.") % named)


def _check_day(decision, granted):
    """Refuse a day still to come, and one before the conference concluded what the decision grants."""
    if decision.signed_on > timezone.localdate():
        raise NotReady(_("A decision is recorded once it is signed; the day typed is still to come."))
    concluded = [day for each in granted if (day := each.conclusion.on or each.conclusion.conference.held_on)]
    if concluded and decision.signed_on < max(concluded):
        days = {"signed": f"{decision.signed_on:%d/%m/%Y}", "concluded": f"{max(concluded):%d/%m/%Y}"}
        sentence = _(
            "The day of signing, %(signed)s, is before %(concluded)s, the day of the conference's conclusion that the "
            "decision rests on. Look at the day of signing again."
        )
        raise NotReady(sentence % days)


def _grant(nomination, decision, *, by):
    before = nomination.stage
    nomination.stage, nomination.decision = Stage.DECIDED, decision
    nomination.version += 1
    nomination.save(update_fields=["stage", "decision", "version"])
    now = timezone.now()
    Review.objects.create(nomination=nomination, from_stage=before, to_stage=Stage.DECIDED, at=now, by_id=by.user_id)
    trail.record("nomination.granted", nomination, by=by, number=decision.number)


@transaction.atomic
def correct(decision, *, by, reason, token=None, **told):
    """Correct what was mistyped in a decision, with a reason; the old values stay in the trail."""
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if not reason.strip():
        raise ReasonMissing(_("Say what was mistyped and where the right wording stands."))
    sentence = _("Somebody corrected this decision while you were looking at it.")
    fresh = partial(require_fresh, decision, token, sentence)
    before, after = assign(decision, {name: told[name] for name in FIELDS if name in told}, fresh)
    if not after and token not in (None, decision.version):
        return decision  # the same correction, made by the first post of this form
    if not after:
        raise NotReady(_("Nothing was changed, so there is nothing to correct."))
    _check_day(decision, decision.nominations.select_related("conclusion__conference"))
    decision.version += 1
    decision.full_clean()
    decision.save(update_fields=[*after, "version"])
    trail.record("decision.corrected", decision, by=by, reason=reason, before=before, after=after)
    return decision


def _plain(decision):
    return {name: getattr(decision, name) for name in FIELDS if getattr(decision, name) not in ("", False)}
