"""Who came before a unit and who after it, over any number of generations."""

from dataclasses import dataclass

from django.db import connection

from organisations import superiors
from organisations.models import Succession, Unit

# UNION drops what was met before: even a circle in the data ends.
BEFORE = """
WITH RECURSIVE line(unit) AS (
    SELECT predecessor_id FROM organisations_succession WHERE successor_id = %s
    UNION
    SELECT step.predecessor_id FROM line JOIN organisations_succession step ON step.successor_id = line.unit
) SELECT unit FROM line
"""
AFTER = """
WITH RECURSIVE line(unit) AS (
    SELECT successor_id FROM organisations_succession WHERE predecessor_id = %s
    UNION
    SELECT step.successor_id FROM line JOIN organisations_succession step ON step.predecessor_id = line.unit
) SELECT unit FROM line
"""


def predecessors_of(unit_id):
    """Return the ids of all units whose place the unit took, however long ago."""
    return _walk(BEFORE, unit_id)


def successors_of(unit_id):
    """Return the ids of all units that took the unit's place, however much later."""
    return _walk(AFTER, unit_id)


def unit_ids_with_predecessors(unit):
    """Return the ids of the unit (a row or its id) and of all its predecessors: whatever is theirs is its own."""
    unit_id = getattr(unit, "pk", unit)
    return frozenset([unit_id, *predecessors_of(unit_id)])


def place(units, on):
    """Let each unit know what it stands under on the day, or that of its own days nearest to it, and return them.

    One question for them all, and none where all stand at the top.
    """
    units = list(units)
    asked = [(unit, (unit.parent_id, unit.day_nearest(on))) for unit in units if unit.parent_id]
    found = superiors.above(pair for _unit, pair in asked) if asked else {}
    for unit, pair in asked:
        unit.superiors = unit.placed_under(found[pair])
    return units


def under(unit, on):
    """The units that stand under this one on the day."""
    return Unit.objects.filter(parent__in=superiors.line_of(unit.pk)).on(on)


def line_on(unit_id, on):
    """Return the ids of the unit that stands for this one on the day, and of all whose place that one took."""
    heir = superiors.standing_for(unit_id, on)
    return unit_ids_with_predecessors(heir["pk"] if heir else unit_id)


@dataclass(frozen=True, slots=True)
class Chronicle:
    """A unit through the times: `line` is its id and those of its predecessors, `family` also its successors."""

    line: frozenset[int]
    family: tuple[Unit, ...]
    precessions: tuple[Succession, ...]
    successions: tuple[Succession, ...]


def chronicle(unit):
    """Return all that came before and after the unit: the family oldest first, the steps to it newest first."""
    line = unit_ids_with_predecessors(unit)
    after = {unit.pk, *successors_of(unit.pk)}
    family = Unit.objects.filter(pk__in=line | after).select_related("legal_document")
    steps = Succession.objects.select_related("predecessor", "successor", "legal_document")
    to_it = steps.filter(successor__in=line).order_by("-on", "successor__sort_key", "predecessor__sort_key")
    from_it = steps.filter(predecessor__in=after).order_by("on", "predecessor__sort_key")
    return Chronicle(line, tuple(family.order_by("valid_from", "sort_key")), tuple(to_it), tuple(from_it))


def _walk(query, unit_id):
    with connection.cursor() as cursor:
        cursor.execute(query, [unit_id])
        return [unit for (unit,) in cursor.fetchall()]
