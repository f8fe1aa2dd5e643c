"""Recording the signed decision that grants what was nominated, and correcting what it says or grants."""

from functools import partial
from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import trail
from awards.actions.nominations import require_grounds
from awards.choices import Stage
from awards.errors import MoveNotAllowed, NotReady, ReasonMissing, Recorded, Stale
from awards.models import Decision, Nomination, Review
from clusters.actions.entry import require_fresh
from clusters.actions.locks import assign, once, removes_once
from clusters.models import Season

FIELDS = ("number", "deciding_body", "signer_name", "signer_title", "signed_on", "source", "illustrative")


@once(Decision)
def record(nominations, *, by, **told):
    """Record one signed decision and end the nominations that it grants; `told` are the fields of Decision.

    `nominations` maps each nomination's id to the version that the reader saw. Raises MoveNotAllowed or Stale, NotReady
    where one no longer rests on what stands; a second post of the same form (`key`) answers with what the first made.
    """
    require_some(nominations)
    found = _locked(nominations)
    for nomination in found:
        _check(nomination, nominations[nomination.pk], current=nomination)
    for season, granted in groupby(found, key=attrgetter("season")):
        require_grounds(season, list(granted))
    decision = Decision(**{name: told[name] for name in FIELDS if name in told})
    _check_day(decision, found)
    _check_new(decision, found)
    decision.full_clean()
    decision.save(force_insert=True)
    for nomination in found:
        _grant(nomination, decision, by=by)
    trail.record("decision.recorded", decision, by=by, after=_plain(decision), nominations=[str(n) for n in found])
    return decision


def require_some(nominations):
    """Raise NotReady where no nomination was chosen."""
    if not nominations:
        raise NotReady(_("Choose at least one nomination that the decision grants."))


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


def _check(nomination, token, *, current):
    _check_version(nomination, token, current=current)
    named = {"name": nomination, "stage": nomination.get_stage_display()}
    if nomination.stage != Stage.APPROVED:
        raise MoveNotAllowed(_("“%(name)s” is “%(stage)s”, so no decision can grant it.") % named)


def _check_version(nomination, token, *, current):
    if nomination.version != token:
        named = {"name": nomination, "stage": nomination.get_stage_display()}
        sentence = _("Somebody changed the nomination “%(name)s” meanwhile; it is now “%(stage)s”. Look at it again.")
        raise Stale(sentence % named, current=current)


def _check_new(decision, granted):
    """Refuse the same decision a second time and name the one that stands, where it grants something of a season here.

    What it grants elsewhere is nothing that this reader need know of.
    """
    same = {"identity": Decision._meta.get_field("identity").derived(decision), "signed_on": decision.signed_on}
    standing = Decision.objects.filter(**same).exclude(pk=decision.pk).first()
    rows = Nomination.objects.filter(decision=standing, season__in={each.season_id for each in granted})
    names = [str(each) for each in rows.select_related("member__unit", "category")] if standing else []
    if names:
        sentence = _(
            "Decision %(number)s of this body and this day is recorded already and grants: %(names)s. To add a "
            "nomination to it or to take one out, open that decision and correct it."
        )
        raise Recorded(sentence % {"number": standing.number, "names": "; ".join(names)}, standing)


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


def _grant(nomination, decision, *, by, reason=""):
    _carry(nomination, Stage.DECIDED, decision, by=by, reason=reason)
    trail.record("nomination.granted", nomination, by=by, reason=reason, number=decision.number)


def _take_out(nomination, decision, *, by, reason):
    _carry(nomination, Stage.APPROVED, None, by=by, reason=reason)
    trail.record("nomination.taken_out", nomination, by=by, reason=reason, number=decision.number)


def _carry(nomination, to, decision, *, by, reason):
    before = nomination.stage
    nomination.stage, nomination.decision = to, decision
    nomination.version += 1
    nomination.save(update_fields=["stage", "decision", "version"])
    told = {"from_stage": before, "to_stage": to, "reason": reason.strip()}
    Review.objects.create(nomination=nomination, at=timezone.now(), by_id=by.user_id, **told)


@transaction.atomic
def correct(decision, *, by, reason, token=None, add=None, drop=None, **told):
    """Correct what was mistyped in a decision or what it grants, with a reason; the old stays in the trail.

    `add` and `drop` map nominations to the version that the reader saw: agreed ones that were forgotten, and granted
    ones ticked wrongly, which wait for a decision again. One that stands as wanted already is passed over.
    """
    add, drop = add or {}, drop or {}
    locked = _locked({*add, *drop})
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if not reason.strip():
        raise ReasonMissing(_("Say what was mistyped and where the right wording stands."))
    added = [each for each in locked if each.pk in add and each.decision_id != decision.pk]
    dropped = [each for each in locked if each.pk in drop and each.decision_id == decision.pk]
    fresh = partial(require_fresh, decision, token, _corrected_meanwhile())
    before, after = assign(decision, {name: told[name] for name in FIELDS if name in told}, fresh)
    if not (after or added or dropped):
        if token in (None, decision.version):
            raise NotReady(_("Nothing was changed, so there is nothing to correct."))
        return decision  # the same correction, made by the first post of this form
    fresh()
    _check_regranted(decision, added, dropped, add | drop)
    granted, wanted = _regranted(decision, added, dropped)
    decision.version += 1
    decision.full_clean()
    decision.save(update_fields=[*after, "version"])
    for nomination in dropped:
        _take_out(nomination, decision, by=by, reason=reason)
    for nomination in added:
        _grant(nomination, decision, by=by, reason=reason)
    if added or dropped:
        before, after = before | {"granted": _names(granted)}, after | {"granted": _names(wanted)}
    trail.record("decision.corrected", decision, by=by, reason=reason, before=before, after=after)
    return decision


def _corrected_meanwhile():
    return _("Somebody corrected this decision while you were looking at it. Look at what stands now before you go on.")


def _check_regranted(decision, added, dropped, seen):
    """What is added must be agreed and rest on what stands, as at recording; nobody may have changed any of it."""
    for nomination in dropped:
        _check_version(nomination, seen[nomination.pk], current=decision)
    for nomination in added:
        _check(nomination, seen[nomination.pk], current=decision)
    for season, of_season in groupby(added, key=attrgetter("season")):
        require_grounds(season, list(of_season))


def _regranted(decision, added, dropped):
    """What the decision grants, and what it will; refused where that is nothing or does not fit what is said of it."""
    granted = list(decision.nominations.select_related("member__unit", "category", "conclusion__conference"))
    wanted = [*(each for each in granted if each not in dropped), *added]
    if not wanted:
        raise NotReady(
            _(
                "Choose at least one nomination that the decision grants. If the whole decision was recorded by "
                "mistake, go back to it and take it off the record."
            )
        )
    _check_day(decision, wanted)
    _check_new(decision, wanted)
    return granted, wanted


def _season_of(decision):
    return decision.nominations.values_list("season", flat=True).order_by("season").first()


@removes_once(_season_of)
def remove(decision, *, by, reason, token=None):
    """Take a decision that was recorded by mistake off the record; what it granted waits for a decision again.

    All that it said stays in the trail. A second post of the same form (`key`) does nothing more. Raises Stale where
    somebody corrected the decision since the reader saw the version `token`.
    """
    if not reason.strip():
        raise ReasonMissing(_("Say why the decision is taken off the record."))
    granted = _locked(list(decision.nominations.values_list("pk", flat=True)))
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    require_fresh(decision, token, _corrected_meanwhile())
    for nomination in granted:
        _take_out(nomination, decision, by=by, reason=reason)
    told = _plain(decision) | {"granted": _names(granted)}
    trail.record("decision.removed", decision, by=by, reason=reason, before=told)
    decision.delete()


def _names(nominations):
    return "; ".join(sorted(str(each) for each in nominations))


def _plain(decision):
    return {name: getattr(decision, name) for name in FIELDS if getattr(decision, name) not in ("", False)}
