"""What every season of the demo is entered with: who enters it, units as they were, figures and statements."""

import datetime as dt
from decimal import Decimal

from accounts.actors import Actor
from clusters.actions import figures, members, seasons, statements, submissions
from clusters.choices import Phase
from clusters.models import Cluster, Indicator
from emulation_portal.demo.catalogue import CLUSTERS, DEDUCED, INDICATORS, NO_DAY, NOT_NAMED
from organisations.models import Unit

BY = Actor.system("Nạp dữ liệu minh họa")


def unit(name, day):
    """The province of that name on the day."""
    return Unit.objects.on(day).provinces().get(name=name)


def cluster(key):
    return Cluster.objects.get(name=CLUSTERS[key])


def indicator(key):
    return Indicator.objects.get(name=INDICATORS[key][0])


def open_season(key, year, names, *, source, named=None, rules=""):
    """Open a season with its members in the given order, joined at the start of the year.

    `named` are those whom the source names, all where it is left out: of the others the season and the list of members
    say that they are deduced. No source says since when anybody is a member, and the list says that too.
    """
    deduced = [] if named is None else [name for name in names if name not in named]
    told = f"{source}. {DEDUCED % {'named': ', '.join(named)}}" if deduced else source
    season = seasons.open(cluster(key), year, {"source": told, "rules": rules}, by=BY)
    start = dt.date(year, 1, 1)
    for name in names:
        decision = f"{NOT_NAMED}; {NO_DAY}" if name in deduced else NO_DAY
        members.admit(season, unit(name, start), {"joined_on": start, "decision": decision}, by=BY)
    return season


def member(season, name):
    return season.members.select_related("unit").get(unit__name=name)


def carry(season, *phases):
    """Carry the season through the phases, in order."""
    for phase in phases:
        season = seasons.move(season, phase, by=BY)
    return season


def enter(owner, period, told_by_indicator, *, source, illustrative=False):
    """Enter figures, {indicator key: number or fields of figures.Entry}, and hand them in where they are whole."""
    submission = submissions.open_submission(owner, period, by=BY)
    for key, told in told_by_indicator.items():
        fields = dict(told) if isinstance(told, dict) else {"value": told}
        numbers = {name: Decimal(fields[name]) for name in NUMBERS if fields.get(name) is not None}
        entry = figures.Entry(**{"source": source, "illustrative": illustrative, **fields, **numbers})
        figures.save_figure(submission, indicator(key), entry, by=BY)
    return submission


NUMBERS = ("value", "numerator", "denominator", "previous")


def state(owner, source, *told):
    """Record what the source states for the whole only; `told` are the fields of statements.Said."""
    for fields in told:
        named = dict(fields)
        if "indicator" in named:
            named["indicator"] = indicator(named["indicator"])
        for name in ("value", "numerator", "denominator"):
            if name in named:
                named[name] = Decimal(named[name])
        statements.state(owner, statements.Said(source=source, **named), by=BY)


PUBLISHED = (Phase.REPORTING, Phase.APPRAISAL, Phase.APPRAISED, Phase.PUBLISHED)
