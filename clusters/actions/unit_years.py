"""A unit's own year, outside any cluster."""

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from clusters.actions import entry as door
from clusters.models import UnitYear


@transaction.atomic
def open_year(unit, year, *, by, title="", source=""):
    """Return the unit's own year, made when there is none."""
    unit_year, made = UnitYear.objects.get_or_create(unit=unit, year=year, defaults={"title": title, "source": source})
    if made:
        unit_year.full_clean()
        trail.record("unit_year.opened", unit_year, by=by, title=title)
    return unit_year


@transaction.atomic
def describe(unit_year, title, source, *, by, token=None):
    """Change the title and the source of an own year."""
    unit_year = UnitYear.objects.select_for_update(of=("self",)).select_related("unit").get(pk=unit_year.pk)
    if (unit_year.title, unit_year.source) == (title, source):
        return unit_year
    sentence = _("Somebody changed this year before you. Look at what stands now, then decide.")
    door.require_fresh(unit_year, token, sentence)
    before = unit_year.title or unit_year.source
    unit_year.title, unit_year.source = title, source
    unit_year.version += 1
    unit_year.full_clean()
    unit_year.save(update_fields=["title", "source", "version"])
    trail.record("unit_year.described", unit_year, by=by, before=before, after=title or source)
    return unit_year
