"""Units come, change and end. Nothing is renamed in place: a change ends one row and begins another."""

from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction
from django.utils import formats
from django.utils.translation import gettext as _

from audit import trail
from organisations import superiors
from organisations.choices import SuccessionKind, UnitKind
from organisations.errors import (
    BusinessIsOpen,
    CodeIsTaken,
    DayDoesNotFit,
    LineageGoesInACircle,
    MergedWithItself,
    NothingChanges,
    UnitHasEnded,
)
from organisations.models import Succession, Unit
from organisations.queries.lineage import predecessors_of

# Apps above add questions here: each takes a unit and a day, and answers with sentences about what is still going on
# with the unit so that it cannot end on that day.
OPEN_BUSINESS = []
# The same, about what passes to whoever takes the unit's place: asked where nobody does.
LEFT_TO_NOBODY = []


@dataclass(frozen=True, slots=True)
class NewUnit:
    """What a unit is to be when it begins."""

    code: str
    name: str
    kind: UnitKind
    parent: Unit | None = None
    note: str = ""


@transaction.atomic
def establish(new, on, *, by, document=None):
    """Begin a unit that takes nobody's place; asked twice for the same one, return the first."""
    there = Unit.objects.filter(
        code=new.code, name=new.name, kind=new.kind, parent=new.parent, valid_from=on, valid_to=None
    ).first()
    if there:
        return there
    if new.parent and not new.parent.exists_on(on):
        raise _nothing_stands(new.parent, on)
    unit = _begin(new, on, document)
    trail.record("unit.opened", unit, by=by, on=on, code=unit.code, kind=unit.kind, document=document)
    return unit


@transaction.atomic
def merge(units, into, on, *, by, document=None):
    """End the units on the day and begin one in their place; asked twice for the same merger, return the first."""
    if len({unit.pk for unit in units}) < 2:
        raise MergedWithItself(_("A merger needs at least two different units: choose another one besides."))
    units = _locked(units)
    done = _merged_already(units, into, on)
    if done:
        return done
    [superior, *others] = {_superior(unit, on) for unit in units}
    if others:
        raise DayDoesNotFit(_("Only units under the same superior unit can be merged."))
    for unit in units:
        _end(unit, on)
    if len({unit.parent_id for unit in units}) == 1:
        superior = units[0].parent
    merged = _begin(replace(into, parent=superior), on, document)
    _link(units, merged, SuccessionKind.MERGER, document)
    trail.record("unit.merged", merged, by=by, before=units, after=merged, on=on, document=document)
    return merged


@transaction.atomic
def rename(unit, name, on, *, by, document=None):
    """Let the unit bear another name from the day on; asked twice for the same change, return the first."""
    [unit] = _locked([unit])
    if done := _replaced_already(unit, SuccessionKind.RENAMING, on, name=name):
        return done
    if name == unit.name:
        raise NothingChanges(_("“%(unit)s” bears this name already.") % {"unit": unit.full_name})
    new = replace(_as_it_is(unit), name=name)
    renamed = _replace(unit, new, on, SuccessionKind.RENAMING, document)
    trail.record(
        "unit.renamed", renamed, by=by, before=unit.full_name, after=renamed.full_name, on=on, document=document
    )
    return renamed


@transaction.atomic
def change_kind(unit, kind, on, *, by, document=None):
    """Let the unit be of another kind from the day on: a province becomes a centrally run city.

    Asked twice for the same change, return the first.
    """
    [unit] = _locked([unit])
    if done := _replaced_already(unit, SuccessionKind.KIND_CHANGE, on, kind=kind):
        return done
    if kind == unit.kind:
        raise NothingChanges(_("“%(unit)s” is of this kind already.") % {"unit": unit.full_name})
    new = replace(_as_it_is(unit), kind=UnitKind(kind))
    changed = _replace(unit, new, on, SuccessionKind.KIND_CHANGE, document)
    trail.record(
        "unit.kind_changed", changed, by=by, before=unit.full_name, after=changed.full_name, on=on, document=document
    )
    return changed


@transaction.atomic
def close(unit, on, *, by, reason, document=None):
    """End the unit on the day, once; nobody takes its place."""
    [unit] = _locked([unit])
    if unit.valid_to == on and not unit.successions.exists():
        return unit
    if Unit.objects.filter(parent__in=superiors.line_of(unit.pk)).ending_after(on).exists():
        sentence = _("There are still units under “%(unit)s” on %(day)s. Close them first.")
        raise BusinessIsOpen(sentence % {"unit": unit.full_name, "day": _day(on)})
    _require_settled(unit, on, LEFT_TO_NOBODY)
    _end(unit, on)
    trail.record("unit.closed", unit, by=by, reason=reason, on=on, document=document)
    return unit


@transaction.atomic
def link(predecessor, successor, kind, *, by, document=None):
    """Record that one unit took the place of another where both rows are there already."""
    if predecessor.pk == successor.pk:
        raise MergedWithItself(_("A unit cannot take its own place: choose another one."))
    predecessor, successor = sorted(_locked([predecessor, successor]), key=lambda unit: unit.pk != predecessor.pk)
    names = {"before": predecessor.full_name, "after": successor.full_name}
    if successor.pk in predecessors_of(predecessor.pk):
        raise LineageGoesInACircle(_("“%(after)s” came before “%(before)s” and cannot take its place as well.") % names)
    if predecessor.valid_to is None or not successor.exists_on(predecessor.valid_to):
        raise DayDoesNotFit(_("“%(after)s” did not exist on the day on which “%(before)s” ended.") % names)
    made, created = Succession.objects.get_or_create(
        predecessor=predecessor,
        successor=successor,
        defaults={"on": predecessor.valid_to, "kind": kind, "legal_document": document},
    )
    if created:
        trail.record("unit.linked", successor, by=by, before=predecessor, on=made.on, kind=kind, document=document)
    return made


def _locked(units):
    """Return the rows as they stand, in the order in which everybody locks them."""
    rows = Unit.objects.select_for_update(of=("self",)).select_related("parent")
    return list(rows.filter(pk__in=[unit.pk for unit in units]).order_by("pk"))


def _as_it_is(unit):
    return NewUnit(code=unit.code, name=unit.name, kind=UnitKind(unit.kind), parent=unit.parent)


def _replace(unit, new, on, kind, document):
    """The new row names the same superior as the old: who stands for that one by now is asked, never written."""
    _superior(unit, on)
    _end(unit, on)
    begun = _begin(new, on, document)
    _link([unit], begun, kind, document)
    return begun


def _superior(unit, on):
    """The unit under which this one stands on the day; refused where nobody stands for it any more."""
    if unit.parent_id is None:
        return None
    found = superiors.standing_for(unit.parent_id, on)
    if found is None:
        raise _nothing_stands(unit.parent, on)
    return Unit(**found)


def _nothing_stands(superior, on):
    sentence = _("“%(unit)s” does not exist on %(day)s: nothing can begin under it on that day.")
    return DayDoesNotFit(sentence % {"unit": superior.full_name, "day": _day(on)}, "on")


def _begin(new, on, document):
    unit = Unit(code=new.code, name=new.name, kind=new.kind, parent=new.parent, note=new.note)
    unit.valid_from, unit.legal_document = on, document
    taken = _("Another unit bears the code %(code)s at that time. Choose another code or another day.")
    try:
        unit.full_clean(validate_constraints=False)
        with transaction.atomic():
            unit.save()
    except IntegrityError as error:
        raise CodeIsTaken(taken % {"code": new.code}) from error
    return unit


def _end(unit, on):
    names = {"unit": unit.full_name, "day": _day(on)}
    if unit.valid_to is not None:
        raise UnitHasEnded(_("“%(unit)s” ended on %(day)s already.") % (names | {"day": _day(unit.valid_to)}))
    if on <= unit.valid_from:
        sentence = _("“%(unit)s” began on %(begun)s: the change must come after that day.")
        raise DayDoesNotFit(sentence % {"unit": unit.full_name, "begun": _day(unit.valid_from)}, "on")
    _require_settled(unit, on, OPEN_BUSINESS)
    unit.valid_to = on
    unit.save(update_fields=["valid_to"])


def _require_settled(unit, on, questions):
    open_business = [sentence for ask in questions for sentence in ask(unit, on)]
    if open_business:
        sentence = _("“%(unit)s” cannot end on %(day)s.") % {"unit": unit.full_name, "day": _day(on)}
        raise BusinessIsOpen(" ".join([sentence, *open_business]))


def _link(units, successor, kind, document):
    Succession.objects.bulk_create(
        Succession(predecessor=unit, successor=successor, on=successor.valid_from, kind=kind, legal_document=document)
        for unit in units
    )


def _merged_already(units, into, on):
    """The unit that this very merger brought about, when the form was sent twice."""
    if any(unit.valid_to != on for unit in units):
        return None
    found = Unit.objects.filter(code=into.code, name=into.name, kind=into.kind, valid_from=on)
    for unit in units:
        found = found.filter(precessions__predecessor=unit)
    return found.first()


def _replaced_already(unit, succession, on, **values):
    """The unit that this very change brought about, when the form was sent twice."""
    if unit.valid_to != on:
        return None
    begun = Unit.objects.filter(precessions__predecessor=unit, precessions__kind=succession, valid_from=on)
    return begun.filter(**values).first()


def _day(day):
    return formats.date_format(day, "d/m/Y")
