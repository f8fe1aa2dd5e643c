"""A unit's own year, outside any cluster."""

from functools import partial

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import trail
from clusters.actions import entry as door
from clusters.actions.locks import assign, removes_once, require_reason
from clusters.errors import NotAllowedHere
from clusters.models import UnitYear


@transaction.atomic
def open_year(unit, year, *, by, title="", source=""):
    """Return the unit's own year, made when there is none; NotAllowedHere for a year that is far ahead."""
    last = timezone.localdate().year + 1
    if year > last:
        told = _("A year can be opened up to %(last)s. Look at the year again.") % {"last": last}
        raise NotAllowedHere(told, "year")
    unit_year, made = UnitYear.objects.get_or_create(unit=unit, year=year, defaults={"title": title, "source": source})
    if made:
        unit_year.full_clean()
        trail.record("unit_year.opened", unit_year, by=by, after={"title": title, "source": source})
    return unit_year


@removes_once("unit_id")
def remove(unit_year, *, by, reason):
    """Take away an own year that was opened by mistake; NotAllowedHere once something is recorded in it."""
    unit_year = UnitYear.objects.select_for_update(of=("self",)).select_related("unit").get(pk=unit_year.pk)
    require_reason(reason)
    before = {"title": unit_year.title, "source": unit_year.source}
    try:
        with transaction.atomic():
            unit_year.submissions.all().delete()
            unit_year.delete()
    except ProtectedError:
        sentence = _("Something is recorded in this year already, so it is kept. Change what is wrong in it.")
        raise NotAllowedHere(sentence) from None
    trail.record("unit_year.removed", unit_year.unit, by=by, reason=reason, year=unit_year.year, before=before)


@transaction.atomic
def describe(unit_year, title, source, *, by, token=None):
    """Change the title and the source of an own year."""
    unit_year = UnitYear.objects.select_for_update(of=("self",)).select_related("unit").get(pk=unit_year.pk)
    sentence = _("Somebody changed this year before you. Look at what stands now, then decide.")
    fresh = partial(door.require_fresh, unit_year, token, sentence)
    before, after = assign(unit_year, {"title": title, "source": source}, fresh)
    if not after:
        return unit_year
    unit_year.version += 1
    unit_year.full_clean()
    unit_year.save(update_fields=["title", "source", "version"])
    trail.record("unit_year.described", unit_year, by=by, before=before, after=after)
    return unit_year
