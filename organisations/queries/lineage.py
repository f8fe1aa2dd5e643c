"""Who came before a unit and who after it, over any number of generations."""

from dataclasses import dataclass

from django.db import connection

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
