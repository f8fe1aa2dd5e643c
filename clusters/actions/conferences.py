"""What a conference was, and what it discussed, proposed, was directed to do and concluded."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from audit import trail
from clusters.actions import locks
from clusters.choices import ResolutionKind
from clusters.errors import Incomplete, NotAllowedHere
from clusters.models import Conference, Resolution

FIELDS = ("kind", "title", "held_on", "place", "host", "note", "source")
RESOLUTION = ("kind", "text", "on", "source")


@locks.once(Conference)
def hold(owner, values, *, by):
    """Record a conference of a season or of a unit's own year; one of each kind.

    A published season still takes one: what was held is a fact that may be entered late.
    """
    conference = Conference(**owner, **values)
    taken = Conference.objects.filter(**owner, kind=conference.kind).first()
    if taken:
        raise NotAllowedHere(_("“%(title)s” is recorded already; change it instead.") % {"title": taken})
    conference.full_clean()
    conference.save(force_insert=True)
    trail.record("conference.held", conference, by=by, after=values)
    return conference


@transaction.atomic
def change(conference, values, *, by, seen=None, reason=""):
    """Correct what is recorded of a conference; the old values stay in the trail."""
    conference = Conference.objects.select_for_update(of=("self",)).get(pk=conference.pk)
    locks.require_fresh(conference, FIELDS, seen)
    before, after = locks.assign(conference, values)
    if after:
        conference.version += 1
        conference.full_clean()
        conference.save()
        trail.record("conference.changed", conference, by=by, reason=reason, before=before, after=after)
    return conference


@locks.once(Resolution)
def resolve(conference, values, *, by):
    """Record one thing that the conference discussed, proposed, was directed to do, or concluded."""
    conference = Conference.objects.select_for_update(of=("self",)).get(pk=conference.pk)
    last = conference.resolutions.aggregate(last=Max("position"))["last"] or 0
    resolution = Resolution(conference=conference, position=last + 1, **values)
    if resolution.kind == ResolutionKind.CONCLUDED and resolution.on is None:
        raise Incomplete(_("Enter the day on which the conference concluded this."))
    resolution.full_clean()
    resolution.save(force_insert=True)
    trail.record("conference.resolved", resolution, by=by, conference=str(conference), after=values)
    return resolution


@transaction.atomic
def correct(resolution, values, *, by, reason):
    """Put a corrected text in place of a recorded one; the old one is kept and says what replaced it."""
    resolution = Resolution.objects.select_for_update(of=("self",)).get(pk=resolution.pk)
    locks.require_reason(reason)
    if resolution.replaced_by_id is not None:
        raise NotAllowedHere(_("This text was corrected already; correct the newer one."))
    kept = {name: getattr(resolution, name) for name in RESOLUTION}
    newer = Resolution(conference_id=resolution.conference_id, position=resolution.position, **(kept | values))
    newer.full_clean()
    newer.save(force_insert=True)
    resolution.replaced_by = newer
    resolution.save(update_fields=["replaced_by"])
    trail.record("conference.corrected", newer, by=by, reason=reason, before=kept, after=values)
    return newer
