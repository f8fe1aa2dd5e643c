"""Who came before a unit and who after it, over any number of generations."""

from django.db import connection

from organisations.models import Succession, Unit

# UNION drops what was met before: even a circle in the data ends.
BEFORE = """
WITH RECURSIVE line(start, unit) AS (
    SELECT successor_id, predecessor_id FROM organisations_succession WHERE successor_id = ANY(%s)
    UNION
    SELECT line.start, step.predecessor_id FROM line JOIN organisations_succession step ON step.successor_id = line.unit
) SELECT start, unit FROM line
"""
AFTER = """
WITH RECURSIVE line(start, unit) AS (
    SELECT predecessor_id, successor_id FROM organisations_succession WHERE predecessor_id = ANY(%s)
    UNION
    SELECT line.start, step.successor_id FROM line JOIN organisations_succession step ON step.predecessor_id = line.unit
) SELECT start, unit FROM line
"""


def predecessors_of(unit_id):
    """Return the ids of all units whose place the unit took, however long ago."""
    return [unit for _start, unit in _walk(BEFORE, [unit_id])]


def successors_of(unit_id):
    """Return the ids of all units that took the unit's place, however much later."""
    return [unit for _start, unit in _walk(AFTER, [unit_id])]


def unit_ids_with_predecessors(unit):
    """Return the ids of the unit (a row or its id) and of all its predecessors: whatever is theirs is its own."""
    unit_id = getattr(unit, "pk", unit)
    return frozenset([unit_id, *predecessors_of(unit_id)])


def lineages(unit_ids):
    """Return for each id the ids of that unit and of all its predecessors, in one query however many are asked."""
    lines = {unit_id: {unit_id} for unit_id in unit_ids}
    for start, unit in _walk(BEFORE, list(lines)):
        lines[start].add(unit)
    return {unit_id: frozenset(line) for unit_id, line in lines.items()}


def family(unit):
    """Return the unit with all that came before and after it, the oldest first."""
    ids = {unit.pk, *predecessors_of(unit.pk), *successors_of(unit.pk)}
    return Unit.objects.filter(pk__in=ids).select_related("legal_document").order_by("valid_from", "sort_key")


def precessions_of(unit):
    """Return the successions by which the unit, and its predecessors before it, came about; the newest first."""
    line = unit_ids_with_predecessors(unit)
    steps = Succession.objects.filter(successor__in=line).select_related("predecessor", "successor", "legal_document")
    return steps.order_by("-on", "successor__sort_key", "predecessor__sort_key")


def successions_of(unit):
    """Return the successions that followed on the unit, the oldest first."""
    line = {unit.pk, *successors_of(unit.pk)}
    steps = Succession.objects.filter(predecessor__in=line).select_related("predecessor", "successor", "legal_document")
    return steps.order_by("on", "predecessor__sort_key")


def _walk(query, unit_ids):
    with connection.cursor() as cursor:
        cursor.execute(query, [unit_ids])
        return cursor.fetchall()
