"""Under whom a unit stands on a day: a row names the superior it began under, whose heirs stand for it later.

The heir of a unit is the one that took its place first on record: what a change of name, kind or a merger brought
about, never a second successor that was recorded afterwards.
"""

from django.db import connection

# Each step goes to the heir where the unit has ended by the day, and up where it is there; a circle in the data ends.
UP = """
WITH RECURSIVE up(start, day, step, id) AS (
    SELECT wanted, day, 0, wanted FROM unnest(%s::bigint[], %s::date[]) asked(wanted, day)
    UNION ALL
    SELECT up.start, up.day, up.step + 1, CASE WHEN unit.valid_to <= up.day
        THEN (SELECT successor_id FROM organisations_succession WHERE predecessor_id = unit.id ORDER BY id LIMIT 1)
        ELSE unit.parent_id END
    FROM up JOIN organisations_unit unit ON unit.id = up.id WHERE up.step < 100
) SELECT up.start, up.day, unit.id, unit.code, unit.name, unit.kind, unit.parent_id, unit.valid_from, unit.valid_to
FROM up JOIN organisations_unit unit ON unit.id = up.id
WHERE unit.valid_to IS NULL OR unit.valid_to > up.day ORDER BY up.start, up.day, up.step
"""
FIELDS = ("pk", "code", "name", "kind", "parent_id", "valid_from", "valid_to")
# Whoever stood under one of these stands under the unit from the day on which it took the place of the last of them.
LINE = """
WITH RECURSIVE heir AS (
    SELECT DISTINCT ON (predecessor_id) predecessor_id, successor_id FROM organisations_succession
    ORDER BY predecessor_id, id
), line(id) AS (
    SELECT %s::bigint
    UNION
    SELECT heir.predecessor_id FROM line JOIN heir ON heir.successor_id = line.id
) SELECT id FROM line
"""


def above(asked):
    """Return for each (row, day) the values of the unit that stands for the row on the day, and of those above it."""
    found = {pair: [] for pair in asked}
    with connection.cursor() as cursor:
        cursor.execute(UP, [[row for row, _day in found], [day for _row, day in found]])
        for row, day, *values in cursor.fetchall():
            found[row, day].append(dict(zip(FIELDS, values, strict=True)))
    return found


def standing_for(row, on):
    """Return the values of the unit that stands for the row on the day; None where nobody does."""
    [found] = above([(row, on)]).values()
    return found[0] if found else None


def line_of(unit_id):
    """Return the ids of the unit and of all whose heir it is: those who began under one of them stand under it."""
    with connection.cursor() as cursor:
        cursor.execute(LINE, [unit_id])
        return frozenset(found for (found,) in cursor.fetchall())
