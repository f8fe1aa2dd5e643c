"""A season: opened, given its deadlines, carried from phase to phase. `move` is the only writer of `phase`."""

import itertools
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit import trail
from clusters.actions import days, locks, sheets
from clusters.acts import kept
from clusters.choices import MOVES, PHASE_ORDER, Phase
from clusters.errors import Incomplete, NotAllowedHere
from clusters.models import Cluster, PhaseDeadline, Season
from clusters.queries import organisers, readiness
from clusters.queries import sheets as sheets_read

FIRST_YEAR, LAST_YEAR = 1948, 2100  # the first appeal for patriotic emulation was made in 1948


@locks.once(Season)
def open(cluster, year, values, *, by):  # noqa: A001 -- the word of the domain; always called as seasons.open
    """Open the cluster's season of a year, as a draft; `values` may hold rules and source."""
    cluster = Cluster.objects.select_for_update().get(pk=cluster.pk)
    _require_year(year, "year")
    if year > (soon := timezone.localdate().year + 1):
        raise NotAllowedHere(
            _("A season can be opened up to %(last)s. Look at the year again.") % {"last": soon}, "year"
        )
    if cluster.seasons.filter(year=year).exists():
        raise NotAllowedHere(
            _("“%(cluster)s” already has a season of %(year)s. Open that one instead.")
            % {"cluster": cluster, "year": year}
        )
    if cluster.established_on.year > year or (cluster.closed_on and cluster.closed_on.year < year):
        raise NotAllowedHere(_("“%(cluster)s” did not exist in %(year)s.") % {"cluster": cluster, "year": year})
    season = Season(cluster=cluster, year=year, **values)
    season.full_clean()
    season.save(force_insert=True)
    trail.record("season.opened", season, by=by, after=kept(values))
    return season


@transaction.atomic
def change(season, values, *, by, version=None):
    """Change the rules and the source of a season."""
    season = locks.season(season.pk)
    before, after = locks.assign(season, values, partial(locks.require_seen, season, version))
    if after:
        season.version += 1
        season.full_clean()
        season.save(update_fields=[*after, "version"])
        trail.record("season.changed", season, by=by, before=kept(before), after=kept(after))
    return season


@transaction.atomic
def set_deadlines(season, deadlines, *, by, version=None):
    """Set when each phase should end; `deadlines` maps a phase to its moment, or to None for no deadline."""
    season = locks.season(season.pk)
    ordered = [(phase, deadlines[phase]) for phase in PHASE_ORDER if deadlines.get(phase)]
    for (first, due), (second, later) in itertools.pairwise(ordered):
        if later <= due:
            raise NotAllowedHere(
                _("“%(second)s” must end after “%(first)s”. Correct one of the two deadlines.")
                % {"first": Phase(first).label, "second": Phase(second).label}
            )
    for phase, due in ordered:
        _require_year(due.year, phase)
        days.require_near(timezone.localtime(due), season.year, phase)
    stands = {each.phase: each.due_at for each in season.deadlines.all()}
    changed = {phase: due for phase, due in deadlines.items() if stands.get(phase) != due}
    if not changed:
        return season
    locks.require_seen(season, version)
    for phase, due in changed.items():
        if due is None:
            PhaseDeadline.objects.filter(season=season, phase=phase).delete()
        else:
            PhaseDeadline.objects.update_or_create(season=season, phase=phase, defaults={"due_at": due})
    locks.touch(season)
    before, after = (
        {phase: _moment(each[phase]) for phase in changed if each.get(phase)} for each in (stands, deadlines)
    )
    trail.record("season.deadlines_set", season, by=by, before=before, after=after)
    return season


@transaction.atomic
def move(season, to, *, by, reason="", version=None):
    """Carry the season to a phase that MOVES allows from here; a step back needs a reason, a step on no gap."""
    season = locks.season(season.pk, version)
    before, to = Phase(season.phase), Phase(to)
    if to not in MOVES[before]:
        raise NotAllowedHere(
            _("A season cannot go from “%(before)s” to “%(after)s”.") % {"before": before.label, "after": to.label}
        )
    back = PHASE_ORDER.index(to) < PHASE_ORDER.index(before)
    if back:
        locks.require_reason(reason)
    else:
        _require_ready(season, to)
    if to == Phase.PUBLISHED:
        season.published_at = timezone.now()
        season.organiser_id = organisers.at_the_time_of(season, timezone.localdate()).pk
        if (sheet := sheets_read.current(season)) is not None:
            sheets.freeze(sheet, by=by)
    season.phase = to
    season.version += 1
    season.full_clean()
    season.save(update_fields=["phase", "published_at", "organiser", "version"])
    action = "season.moved_back" if back else "season.moved"
    trail.record(action, season, by=by, reason=reason, before=before.value, after=to.value)
    return season


def _require_year(year, field):
    if not FIRST_YEAR <= year <= LAST_YEAR:
        sentence = _("Enter a year between %(first)s and %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise NotAllowedHere(sentence, field)


def _moment(due):
    return f"{timezone.localtime(due):%H:%M %d/%m/%Y}"


def _require_ready(season, to):
    missing = [gap for gap in readiness.gaps(season, to) if gap.blocking]
    if missing:
        sentence = ngettext(
            "%(count)s thing is missing before “%(phase)s”: %(list)s",
            "%(count)s things are missing before “%(phase)s”: %(list)s",
            len(missing),
        )
        told = {"count": len(missing), "phase": Phase(to).label, "list": " ".join(gap.sentence for gap in missing)}
        raise Incomplete(sentence % told, missing)
