"""The lines of a draft sheet: added, changed, moved, removed, and fed with indicators."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from clusters.actions import locks
from clusters.acts import kept, told_input
from clusters.choices import CriterionKind
from clusters.errors import NotAllowedHere
from clusters.models import Criterion, CriterionInput, NotAssigned
from clusters.queries import sheets

# Above every position that a sheet may have: rows wait here while the order is written anew.
ASIDE = 16000
TOLD = (
    "kind",
    "max_points",
    "cap",
    "floor",
    "bonus",
    "method",
    "params",
    "derive",
    "lower_mode",
    "legal_basis",
    "note",
)
INPUT = ("part", "indicator__name", "indicator__version", "plan_giver", "period", "condition")


@locks.once(Criterion)
def add(sheet, values, *, by, edited=None, inputs=None):
    """Add a line at the end of its group, or of the sheet; `values` are its fields, `inputs` what it takes in."""
    sheet = locks.draft(sheet.pk, edited)
    _require_group(sheet, values.get("parent"))
    line = Criterion(sheet=sheet, position=ASIDE - 1, **values)
    line.full_clean(exclude=["position"])
    line.save(force_insert=True)
    _write_inputs(line, inputs or ())
    _renumber(sheet)
    locks.edited(sheet)
    line.refresh_from_db()
    trail.record("criterion.added", line, by=by, sheet=sheet, after=kept(values))
    return line


@transaction.atomic
def edit(line, values, *, by, edited=None, inputs=None):
    """Change a line of a draft, and with `inputs` what it takes in; a group with lines stays a group."""
    sheet, line = _locked(line)
    if values.get("kind", line.kind) == CriterionKind.ITEM and line.children.exists():
        raise NotAllowedHere(
            _("“%(line)s” holds other lines. Move or remove them before making it a criterion.") % {"line": line}
        )
    if "parent" in values:
        _require_group(sheet, values["parent"])
        _require_not_inside(line, values["parent"])
    fresh = partial(locks.require_unedited, sheet, edited)
    before, after = locks.assign(line, values, fresh)
    if inputs is not None and _differ(line, inputs):
        fresh()
        before["inputs"], after["inputs"] = _write_inputs(line, inputs)
    if not after:
        return line
    line.full_clean()
    line.save(update_fields=[name for name in after if name != "inputs"])
    _renumber(sheet)
    locks.edited(sheet)
    line.refresh_from_db()
    trail.record("criterion.edited", line, by=by, sheet=sheet, before=kept(before), after=kept(after))
    return line


@transaction.atomic
def move(line, places, *, by, edited=None):
    """Move a line up (negative) or down among the lines of its group."""
    sheet, line = _locked(line, edited)
    siblings = list(Criterion.objects.filter(sheet=sheet, parent=line.parent_id).order_by("position"))
    at = next(index for index, each in enumerate(siblings) if each.pk == line.pk)
    to = max(0, min(len(siblings) - 1, at + places))
    if to != at:
        siblings.insert(to, siblings.pop(at))
        _renumber(sheet, {line.parent_id: siblings})
        locks.edited(sheet)
        trail.record("criterion.moved", line, by=by, sheet=sheet, before=at + 1, after=to + 1)
    return line


@locks.removes_once("sheet_id")
def remove(line, *, by, edited=None):
    """Take a line with everything under it out of a draft; the trail keeps what they all said."""
    sheet, line = _locked(line, edited)
    doomed = _with_descendants(sheet, line)
    before = _told(line) | {str(each): _told(each) for each in doomed[1:]}
    inputs = {str(each): list(each.inputs.values(*INPUT)) for each in doomed if each.inputs.exists()}
    trail.record("criterion.removed", sheet, by=by, line=str(line), before=before, inputs=inputs)
    NotAssigned.objects.filter(criterion__in=doomed).delete()
    for each in reversed(doomed):
        each.delete()
    _renumber(sheet)
    locks.edited(sheet)


@transaction.atomic
def set_inputs(line, rows, *, by, edited=None):
    """Set what an item takes in: `rows` are the fields of its inputs, in their order."""
    sheet, line = _locked(line)
    if line.kind != CriterionKind.ITEM:
        raise NotAllowedHere(
            _("“%(line)s” is a group: it adds up its lines and takes in nothing itself.") % {"line": line}
        )
    if not _differ(line, rows):
        return line
    locks.require_unedited(sheet, edited)
    before, after = _write_inputs(line, rows)
    locks.edited(sheet)
    trail.record("criterion.inputs_set", line, by=by, sheet=sheet, before=before, after=after)
    return line


def _told(line):
    """What a line says, by the words of the trail; its name goes before."""
    said = kept({name: getattr(line, name) for name in TOLD if getattr(line, name) not in (None, "", False, {})})
    taken = [told_input(each) for each in line.inputs.select_related("indicator")]
    return said | ({"inputs": taken} if taken else {})


def _differ(line, rows):
    stands = [{name: getattr(taken, name) for name in rows[0]} for taken in line.inputs.all()] if rows else None
    return stands != rows if rows else line.inputs.exists()


def _write_inputs(line, rows):
    """Replace what the line takes in and return the names, before and after."""
    before = [told_input(taken) for taken in line.inputs.select_related("indicator")]
    line.inputs.all().delete()
    for position, row in enumerate(rows, start=1):
        taken = CriterionInput(criterion=line, position=position, **row)
        taken.full_clean()
        taken.save(force_insert=True)
    return before, [told_input(CriterionInput(**row)) for row in rows]


def _locked(line, edited=None):
    sheet = locks.draft(line.sheet_id, edited)
    return sheet, Criterion.objects.get(pk=line.pk)


def _require_group(sheet, parent):
    if parent is not None and (parent.sheet_id != sheet.pk or parent.kind != CriterionKind.GROUP):
        raise NotAllowedHere(_("A line can stand only under a group of the same sheet."))


def _require_not_inside(line, parent):
    while parent is not None:
        if parent.pk == line.pk:
            raise NotAllowedHere(_("A group cannot stand inside itself."))
        parent = parent.parent


def _with_descendants(sheet, line):
    """The line and all under it, parents before children."""
    found, known = [line], {line.pk}
    for each in sheets.lines(sheet):
        if each.parent_id in known:
            found.append(each)
            known.add(each.pk)
    return found


def _renumber(sheet, order=None):
    """Number the lines from 1, parents before children; `order` gives the children of a line anew."""
    children = {}
    for line in Criterion.objects.filter(sheet=sheet).order_by("position"):
        children.setdefault(line.parent_id, []).append(line)
    children.update(order or {})
    ordered, waiting = [], list(reversed(children.get(None, ())))
    while waiting:
        line = waiting.pop()
        ordered.append(line)
        waiting.extend(reversed(children.get(line.pk, ())))
    for offset in (ASIDE, 0):
        for position, line in enumerate(ordered, start=1):
            line.position = position + offset
        Criterion.objects.bulk_update(ordered, ["position"])
