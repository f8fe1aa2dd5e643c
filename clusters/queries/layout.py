"""A published sheet read in one question: as scoring takes it, and what each of its items takes in."""

import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db import connection

from clusters.choices import CriterionKind, InputPart, Method
from clusters.queries import prepared, sheets

# Numbers leave the database as plain text, the shortest there is, as `sheets.plain` writes them.
LINES = """
SELECT c.id, c.parent_id, c.kind, c.label, c.name, trim_scale(c.max_points)::text, trim_scale(c.cap)::text,
  trim_scale(c.floor)::text, c.bonus, c.legal_basis, c.method, c.params::text, c.derive, c.lower_mode,
  i.part, i.indicator_id, i.plan_giver, i.period, i.condition::text, x.direction
FROM clusters_criterion c
LEFT JOIN clusters_criterioninput i ON i.criterion_id = c.id
LEFT JOIN clusters_indicator x ON x.id = i.indicator_id
WHERE c.sheet_id = $1 ORDER BY c.position, c.id, i.position, i.id
"""
OF_THE_LINE, OF_THE_INPUT = slice(0, 14), slice(14, None)


class Taken(NamedTuple):
    """One input of an item: the indicator, the period of its figure, and whose plan counts."""

    part: str
    indicator: int
    giver: str
    period: str
    condition: str
    direction: str


class Item(NamedTuple):
    """A criterion that earns points: its primary key, its key in scoring, its result and its conditions."""

    pk: int
    key: str
    actual: Taken | None
    conditions: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The sheet in the shape of scoring.frozen, equal to `sheets.sheet_data`, and its items in order."""

    data: dict
    items: tuple[Item, ...]


def layout(sheet):
    """Return the layout of a sheet in one question, however long it is."""
    with connection.cursor() as cursor:
        prepared.execute(cursor, "clusters_layout", LINES, [sheet.pk])
        rows = cursor.fetchall()
    lines, items = [], []
    for line, inputs in groupby(rows, itemgetter(OF_THE_LINE)):
        taken = tuple(Taken(*row[OF_THE_INPUT]) for row in inputs if row[14] is not None)
        lines.append(_line(line, taken))
        if line[2] == CriterionKind.ITEM:
            actual = next((one for one in taken if one.part == InputPart.ACTUAL), None)
            conditions = tuple(one for one in taken if one.part == InputPart.CONDITION)
            items.append(Item(line[0], str(line[0]), actual, conditions))
    return Layout(sheets.sheet_data(sheet, lines), tuple(items))


def layout_of(sheet, lines):
    """Return the layout of a sheet whose lines, with their inputs, have been read."""
    return Layout(sheets.sheet_data(sheet, [sheets.line_data(line) for line in lines]), items_of(lines))


def items_of(lines):
    """The items among lines that have been read, each with what it takes in."""
    return tuple(_item(line) for line in lines if line.kind == CriterionKind.ITEM)


def _item(line):
    taken = [_taken(one) for one in line.inputs.all()]
    actual = next((one for one in taken if one.part == InputPart.ACTUAL), None)
    return Item(line.pk, str(line.pk), actual, tuple(one for one in taken if one.part == InputPart.CONDITION))


def _taken(one):
    asked = json.dumps(one.condition)
    return Taken(one.part, one.indicator_id, one.plan_giver, one.period, asked, one.indicator.direction)


def _line(line, inputs):
    pk, parent, kind, label, name, most, cap, floor, bonus, basis, method, params, derive, lower_mode = line
    told = {
        "key": str(pk),
        "parent": None if parent is None else str(parent),
        "kind": kind,
        "label": label,
        "name": name,
        "max": most,
        "cap": cap,
        "floor": floor,
        "bonus": bonus,
        "citation": basis,
    }
    if kind == CriterionKind.GROUP:
        return told
    return told | {
        "method": method,
        "params": _params(method, params, inputs),
        "derive": derive or "value",
        "direction": next((taken.direction for taken in inputs if taken.part == InputPart.ACTUAL), "higher"),
        "lower_mode": lower_mode or None,
        "takes": [[taken.part, taken.indicator, taken.giver, taken.period] for taken in inputs],
    }


def _params(method, params, inputs):
    decided = [taken.condition for taken in inputs if taken.part == InputPart.CONDITION]
    if method == Method.CHECK and decided:
        return {**_read(params), "conditions": [_read(condition) for condition in decided]}
    return _read(params)


@lru_cache(maxsize=4096)
def _read(text):
    """What a line says of its rule; lines that say the same share it, nobody writes to it."""
    return json.loads(text)
