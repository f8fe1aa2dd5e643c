"""What sources state for a whole season, or for a unit in a year of its own."""

from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef

from clusters.choices import StatementAggregate
from clusters.models import Conference, Figure, Member, Plan, Statement, UnitYear
from clusters.queries.standing import unit_years_visible_to
from organisations.models import Unit


def statements_of(owner):
    """The statements of a season or an own year, in their order, with what each is about."""
    owned = {"unit_year": owner} if isinstance(owner, UnitYear) else {"season": owner}
    return Statement.objects.filter(**owned).select_related("indicator").prefetch_related("units")


def mean_of(season, indicator, period):
    """The mean of the indicator that a source states for the whole season, the first of them; None where none does."""
    asked = {"indicator": indicator, "period": period, "aggregate": StatementAggregate.MEAN, "value__isnull": False}
    return Statement.objects.filter(season=season, units=None, **asked).first()


def statements_read_by(standing, season):
    """What the standing lets one read: all, or before publication only what names one's own unit and no other."""
    if standing.sees_all:
        return statements_of(season)
    named = Statement.units.through.objects.filter(statement=OuterRef("pk"))
    own = Member.objects.filter(pk__in=standing.own).values("unit")
    of_others = named.exclude(unit__in=own)
    return statements_of(season).filter(Exists(named), ~Exists(of_others))


def units_of(owner):
    """The units that a statement may name: the members, or the unit of the own year."""
    if isinstance(owner, UnitYear):
        return Unit.objects.filter(pk=owner.unit_id)
    return Unit.objects.filter(pk__in=Member.objects.filter(season=owner).values("unit"))


def unit_years(actor):
    """Own years that the actor may read, the newest first."""
    return unit_years_visible_to(actor).prefetch_related("submissions").order_by("-year", "unit__sort_key")


def own_year(unit, year):
    """The own year of the unit; None where it is not open."""
    return UnitYear.objects.filter(unit=unit, year=year).first()


def is_empty(unit_year):
    """Whether nothing is recorded in an own year; one question."""
    owned = [Exists(kind.objects.filter(unit_year=OuterRef("pk"))) for kind in (Statement, Plan, Conference)]
    figures = Exists(Figure.objects.filter(submission__unit_year=OuterRef("pk")))
    return not UnitYear.objects.filter(reduce(or_, owned, figures), pk=unit_year.pk).exists()


def units_kept_by(actor):
    """The units whose own years the actor may open."""
    units = Unit.objects.filter(valid_to=None)
    return units if actor.is_administrator else units.filter(pk__in=actor.unit_ids)
