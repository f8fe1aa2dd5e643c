"""What a conference was, and what it discussed, proposed, was directed to do and concluded."""

from functools import partial

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import trail
from clusters.actions import days, locks
from clusters.actions import entry as door
from clusters.choices import Phase, ResolutionKind
from clusters.errors import Incomplete, NotAllowedHere, SeasonClosed, Stale
from clusters.models import Conference, Resolution, Season, UnitYear
from clusters.queries import conferences as read
from organisations.vietnamese import folded

FIELDS = ("kind", "title", "held_on", "place", "host", "note", "source")
RESOLUTION = ("kind", "text", "on", "source")


@locks.once(Conference)
def hold(owner, values, *, by):
    """Record a conference of a season (`owner` {"season": …}) or of an own year ({"unit_year": …}); one a kind."""
    conference = Conference(**owner, **values)
    _require_unpublished(_locked_season(conference))
    _refuse_second(conference)
    days.require_near(conference.held_on, _year_of(conference), "held_on")
    conference.full_clean()
    conference.save(force_insert=True)
    trail.record("conference.held", conference, by=by, after=values)
    return conference


@transaction.atomic
def change(conference, values, *, by, version=None, reason=""):
    """Correct what is recorded of a conference, once published with a reason; the old values stay in the trail."""
    season = _locked_season(conference)
    conference = Conference.objects.select_for_update(of=("self",)).select_related("host").get(pk=conference.pk)
    sentence = _("Somebody changed “%(title)s” while this page was open. Look at what stands now, then save again.")
    fresh = partial(door.require_fresh, conference, version, sentence % {"title": conference})
    before, after = locks.assign(conference, values, fresh)
    if after:
        if season is not None and season.phase == Phase.PUBLISHED:
            locks.require_reason(reason)
        _refuse_second(conference)
        days.require_near(conference.held_on, _year_of(conference), "held_on")
        conference.version += 1
        conference.full_clean()
        conference.save(update_fields=[*after, "version"])
        trail.record("conference.changed", conference, by=by, reason=reason, before=before, after=after)
    return conference


@locks.once(Resolution)
def resolve(conference, values, *, by):
    """Record one thing that the conference discussed, proposed, was directed to do, or concluded."""
    _require_unpublished(_locked_season(conference))
    conference = Conference.objects.select_for_update(of=("self",)).get(pk=conference.pk)
    last = conference.resolutions.aggregate(last=Max("position"))["last"] or 0
    resolution = Resolution(conference=conference, position=last + 1, **values)
    _check(resolution)
    resolution.save(force_insert=True)
    trail.record("conference.resolved", resolution, by=by, conference=str(conference), after=values)
    return resolution


@transaction.atomic
def correct(resolution, values, *, by, reason):
    """Put a corrected text in place of a recorded one; the old one is kept and says what replaced it.

    Raises Stale with the text that stands where another correction was faster; the same one again changes nothing.
    """
    resolution = Resolution.objects.select_for_update(of=("self",)).select_related("conference").get(pk=resolution.pk)
    locks.require_reason(reason)
    kept = {name: getattr(resolution, name) for name in RESOLUTION}
    if resolution.replaced_by_id is not None:
        newer = read.newest(resolution)
        if {name: getattr(newer, name) for name in RESOLUTION} == kept | values:
            return newer
        raise Stale(_("Somebody corrected this text before you. Look at what stands now, then decide."), current=newer)
    changed = {name for name, value in values.items() if kept[name] != value}
    if not changed:
        raise NotAllowedHere(_("Nothing was changed, so there is nothing to correct."))
    newer = Resolution(conference=resolution.conference, position=resolution.position, **(kept | values))
    _check(newer, instead_of=resolution.pk)
    newer.save(force_insert=True)
    resolution.replaced_by = newer
    resolution.save(update_fields=["replaced_by"])
    before, after = ({name: told[name] for name in RESOLUTION if name in changed} for told in (kept, values))
    trail.record("conference.corrected", newer, by=by, reason=reason, before=before, after=after)
    return newer


@locks.removes_once("conference_id")
def remove(resolution, *, by, reason):
    """Take a text recorded by mistake off its conference, with those that it replaced; the trail keeps them all.

    Only before publication. Raises Stale with the text that stands where another correction was faster, and
    NotAllowedHere where something rests on it.
    """
    conference = Conference.objects.get(pk=resolution.conference_id)
    _require_unpublished(_locked_season(conference))
    locks.require_reason(reason)
    resolution = Resolution.objects.select_for_update(of=("self",)).get(pk=resolution.pk)
    if resolution.replaced_by_id is not None:
        sentence = _("Somebody corrected this text before you. Look at what stands now, then decide.")
        raise Stale(sentence, current=read.newest(resolution))
    told = {name: getattr(resolution, name) for name in RESOLUTION}
    try:
        with transaction.atomic():
            for text in reversed([resolution, *read.earlier(resolution)]):
                text.delete()
    except ProtectedError:
        sentence = _("A nomination cites this text, so it is kept. Correct it instead, and say why.")
        raise NotAllowedHere(sentence) from None
    trail.record("conference.text_removed", conference, by=by, reason=reason, before=told)


def _locked_season(conference):
    """Hold the season or the own year, so that two people cannot record the same conference at once.

    Always before the conference itself: two acts that lock in two orders wait for each other.
    Returns the season, None for an own year.
    """
    if conference.season_id is None:
        UnitYear.objects.select_for_update(of=("self",)).get(pk=conference.unit_year_id)
        return None
    season = Season.objects.select_for_update(of=("self",)).select_related("cluster").get(pk=conference.season_id)
    if season.phase == Phase.DRAFT:
        sentence = _("%(season)s is still being prepared; its conferences are recorded once it is opened.")
        raise SeasonClosed(sentence % {"season": season})
    return season


def _year_of(conference):
    return (conference.season or conference.unit_year).year


def _require_unpublished(season):
    if season is not None and season.phase == Phase.PUBLISHED:
        sentence = _("The results of %(season)s are published: what is recorded is corrected, but nothing is added.")
        raise SeasonClosed(sentence % {"season": season})


def _refuse_second(conference):
    owner = {"season": conference.season_id, "unit_year": conference.unit_year_id}
    others = Conference.objects.filter(**owner, kind=conference.kind).exclude(pk=conference.pk)
    if taken := others.first():
        raise NotAllowedHere(_("“%(title)s” is recorded already; change it instead.") % {"title": taken})


def _check(resolution, instead_of=None):
    if resolution.kind == ResolutionKind.CONCLUDED and resolution.on is None:
        raise Incomplete(_("Enter the day on which the conference concluded this."))
    days.require_near(resolution.on, _year_of(resolution.conference), "on")
    if resolution.on and resolution.on > timezone.localdate():
        sentence = _("What a conference said is recorded once it was said; the day typed is still to come.")
        raise NotAllowedHere(sentence, "on")
    held = resolution.conference.held_on
    if held and resolution.on and resolution.on < held:
        told = {"on": f"{resolution.on:%d/%m/%Y}", "held": f"{held:%d/%m/%Y}"}
        sentence = _("The conference was held on %(held)s; the day typed, %(on)s, is before it. Look at the day again.")
        raise NotAllowedHere(sentence % told, "on")
    if _is_recorded(resolution, instead_of):
        raise NotAllowedHere(_("This very text is recorded of the conference already."), "text")
    resolution.full_clean()


def _is_recorded(resolution, instead_of):
    others = resolution.conference.resolutions.filter(kind=resolution.kind, replaced_by=None).exclude(pk=instead_of)
    return folded(resolution.text) in {folded(text) for text in others.values_list("text", flat=True)}
