"""Recording the signed decision that grants what was nominated, and correcting what it says or grants."""

from functools import partial
from itertools import groupby
from operator import attrgetter

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import trail
from awards.actions import granting
from awards.actions.nominations import require_grounds
from awards.errors import NotReady, ReasonMissing, Recorded
from awards.models import Decision, Nomination
from clusters.actions.entry import require_fresh
from clusters.actions.locks import assign, once, removes_once
from organisations.vietnamese import folded

FIELDS = ("number", "deciding_body", "signer_name", "signer_title", "signed_on", "source", "illustrative")


@once(Decision)
def record(nominations, *, by, **told):
    """Record one signed decision and end the nominations that it grants; `told` are the fields of Decision.

    One that is recorded already for another season, as one of the Prime Minister's for many clusters is, takes them in.
    `nominations` maps each nomination's id to the version that the reader saw. Raises MoveNotAllowed or Stale, NotReady
    where one no longer rests on what stands or the decision is recorded otherwise; a second post of the same form
    (`key`) answers with what the first made.
    """
    require_some(nominations)
    found = granting.locked(nominations)
    for nomination in found:
        granting.require_agreed(nomination, nominations[nomination.pk], current=nomination)
    for season, granted in groupby(found, key=attrgetter("season")):
        require_grounds(season, list(granted))
    decision = Decision(**{name: told[name] for name in FIELDS if name in told})
    _check_day(decision, found)
    standing = _same(decision).select_for_update().first()
    _check_new(decision, standing, found)
    if standing is None:
        decision.full_clean()
        decision.save(force_insert=True)
        recorded = partial(trail.record, "decision.recorded", after=_plain(decision))
    else:
        decision, recorded = _take_in(standing, decision)
    for nomination in found:
        granting.grant(nomination, decision, by=by)
    recorded(subject=decision, by=by, nominations=[str(n) for n in found])
    return decision


def _same(decision):
    """The same decision as it is recorded, if it is; held, so that nobody else records it meanwhile."""
    identity = Decision._meta.get_field("identity").derived(decision)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"decision {decision.signed_on} {identity}"])
    return Decision.objects.filter(identity=identity, signed_on=decision.signed_on).exclude(pk=decision.pk)


def _take_in(standing, typed):
    """Have the decision that stands take in what the same one, typed for another season, grants; both sources stay.

    What is made up in either is made up in both. Raises NotReady where it was signed by somebody else.
    """
    signers = [(folded(one.signer_name), folded(one.signer_title)) for one in (standing, typed)]
    if signers[0] != signers[1]:
        told = {"number": standing.number, "name": standing.signer_name, "title": standing.signer_title}
        sentence = _(
            "Decision %(number)s of this body and this day is recorded already, signed by %(name)s, %(title)s. If it "
            "is the same decision, write its signer so; otherwise look at the number and the day again."
        )
        raise NotReady(sentence % told, "signer_name")
    sources = dict.fromkeys(filter(None, (standing.source, typed.source)))
    values = {"source": "\n".join(sources), "illustrative": standing.illustrative or typed.illustrative}
    before, after = assign(standing, values)
    standing.version += 1
    standing.full_clean()
    standing.save(update_fields=[*after, "version"])
    return standing, partial(trail.record, "decision.extended", before=before, after=after)


def require_some(nominations):
    """Raise NotReady where no nomination was chosen."""
    if not nominations:
        raise NotReady(_("Choose at least one nomination that the decision grants."))


def _check_new(decision, standing, granted):
    """Refuse the same decision a second time and name the one that stands, where it grants something of a season here.

    What it grants elsewhere is nothing that this reader need know of.
    """
    if standing is None:
        return
    rows = Nomination.objects.filter(decision=standing, season__in={each.season_id for each in granted})
    names = [str(each) for each in rows.select_related("member__unit", "category")]
    if names:
        sentence = _(
            "Decision %(number)s of this body and this day is recorded already and grants: %(names)s. To add a "
            "nomination to it or to take one out, open that decision and correct it."
        )
        raise Recorded(sentence % {"number": standing.number, "names": "; ".join(names)}, standing)
    if decision.pk is not None:
        sentence = _(
            "Decision %(number)s of this body and this day is recorded already for another season. If it is this very "
            "decision, take this one off the record and record it anew: what it grants is then added to that one."
        )
        raise NotReady(sentence % {"number": standing.number}, "number")


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


@transaction.atomic
def correct(decision, *, by, reason, token=None, add=None, drop=None, **told):
    """Correct what was mistyped in a decision or what it grants, with a reason; the old stays in the trail.

    `add` and `drop` map nominations to the version that the reader saw: agreed ones that were forgotten, and granted
    ones ticked wrongly, which wait for a decision again. One that stands as wanted already is passed over.
    """
    add, drop = add or {}, drop or {}
    locked = granting.locked({*add, *drop})
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
        granting.take_out(nomination, decision, by=by, reason=reason)
    for nomination in added:
        granting.grant(nomination, decision, by=by, reason=reason)
    if added or dropped:
        before, after = before | {"granted": _names(granted)}, after | {"granted": _names(wanted)}
    trail.record("decision.corrected", decision, by=by, reason=reason, before=before, after=after)
    return decision


def _corrected_meanwhile():
    return _("Somebody corrected this decision while you were looking at it. Look at what stands now before you go on.")


def _check_regranted(decision, added, dropped, seen):
    """What is added must be agreed and rest on what stands, as at recording; nobody may have changed any of it."""
    for nomination in dropped:
        granting.require_seen(nomination, seen[nomination.pk], current=decision)
    for nomination in added:
        granting.require_agreed(nomination, seen[nomination.pk], current=decision)
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
    _check_new(decision, _same(decision).first(), wanted)
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
    granted = granting.locked(list(decision.nominations.values_list("pk", flat=True)))
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    require_fresh(decision, token, _corrected_meanwhile())
    for nomination in granted:
        granting.take_out(nomination, decision, by=by, reason=reason)
    told = _plain(decision) | {"granted": _names(granted)}
    trail.record("decision.removed", decision, by=by, reason=reason, before=told)
    decision.delete()


def _names(nominations):
    return "; ".join(sorted(str(each) for each in nominations))


def _plain(decision):
    return {name: getattr(decision, name) for name in FIELDS if getattr(decision, name) not in ("", False)}
