"""Indicators as pages list them."""

from django.db.models import Exists, OuterRef

from clusters import sorting
from clusters.choices import IndicatorKind
from clusters.models import CriterionInput, Figure, Indicator, Plan
from organisations.vietnamese import folded, sort_key

WEIGHING = (IndicatorKind.COUNT, IndicatorKind.AMOUNT)
SORTS = {
    "name": lambda each: sort_key(each.name),
    "kind": lambda each: sort_key(str(each.get_kind_display())),
    "measure": lambda each: sort_key(each.measure) if each.measure else None,
}


def listed(asked="", *, retired=False, sort=""):
    """Return the indicators in use, or with `retired` those no longer used; each says whether it has figures.

    `sort` is a name of SORTS, with "-" before it for falling order; else they stand in their own order.
    """
    indicators = Indicator.objects.filter(retired_on__isnull=not retired).annotate(
        reported=Exists(Figure.objects.filter(indicator=OuterRef("pk")))
        | Exists(Plan.objects.filter(indicator=OuterRef("pk")))
    )
    wanted = folded(asked)
    found = [each for each in indicators if wanted in folded(f"{each.name} {each.measure}")]
    return sorting.ordered(found, sort, SORTS)


def versions(indicator):
    """Return every version of the indicator, the newest first."""
    return list(Indicator.objects.filter(code=indicator.code).order_by("-version"))


def used_elsewhere(indicator, actor):
    """Whether a sheet of a cluster that the actor's unit does not organise takes the indicator in."""
    uses = CriterionInput.objects.filter(indicator__code=indicator.code)
    return uses.exclude(criterion__sheet__season__cluster__organiser__in=actor.unit_ids).exists()


def weighing(indicator=None):
    """Return what a weighted mean may go by: indicators in use that count or measure, but for the one given."""
    measured = Indicator.objects.filter(retired_on=None, kind__in=WEIGHING).order_by("position", "code")
    return measured.exclude(pk=indicator.pk) | Indicator.objects.filter(weighs=indicator) if indicator else measured


def choosable(chosen=()):
    """Indicators that a sheet may take in: those in use, and those that it takes in already."""
    return (Indicator.objects.filter(retired_on=None) | Indicator.objects.filter(pk__in=chosen)).order_by(
        "position", "code"
    )
