"""The members of frozen inputs: checked, and turned from a row a member into a column an item."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from scoring.columns import Cells
from scoring.errors import BadInputs
from scoring.sheet import PARTS, Sheet
from scoring.steps import ORIGINS

INPUT_CODES = (
    "key_missing",
    "key_twice",
    "unknown_field",
    "wrong_length",  # a list that has not one entry for each item
    "not_a_number",  # not in the plain form
    "unknown_line",
    "unknown_origin",
    "bad_conditions",
    "not_a_list",
)
ANSWERED = set(PARTS)
FIELDS = {"key", *PARTS, "marks", "origins", "conditions", "not_assigned", "findings", "given"}
_NUMBERS = re.compile(r"(?:-?[0-9]{1,15}(?:\.[0-9]{1,6})?,)*")

Column = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Members:
    """All members' inputs by item: `cells[item]`, `marks[item]`, `origins[item]`; an entry a member in each."""

    keys: tuple[str, ...]
    cells: tuple[Cells, ...]
    marks: tuple[Column | None, ...]  # None where nobody has one
    origins: tuple[Column | None, ...]
    not_assigned: tuple[frozenset[int], ...]  # positions among the items
    rows: Sequence[Mapping[str, Any]]


def gathered(sheet: Sheet, rows: Sequence[Mapping[str, Any]]) -> Members:
    """Return the members of one season; BadInputs names the member and the part at fault."""
    items = {sheet.lines[position].key: number for number, position in enumerate(sheet.items)}
    for row in rows:
        _check(row, items)
    keys = tuple(row["key"] for row in rows)
    if len(set(keys)) != len(keys):
        raise BadInputs("key_twice", next(key for key in keys if keys.count(key) > 1), "key")
    not_assigned = tuple(frozenset(items[key] for key in row.get("not_assigned") or ()) for row in rows)
    columns = {part: _columns(rows, part, len(items)) for part in (*PARTS, "marks", "origins")}
    for member, left_out in enumerate(not_assigned):
        for item in left_out:
            _leave_out(columns, item, member)
    nothing: Column = (None,) * len(rows)
    cells = []
    for key, item in items.items():
        parts = tuple(columns[part][item] or nothing for part in PARTS)
        cells.append(Cells._make((*parts, _conditions(rows, key, item, not_assigned) or nothing)))
    return Members(keys, tuple(cells), tuple(columns["marks"]), tuple(columns["origins"]), not_assigned, rows)


def _columns(rows: Sequence[Mapping[str, Any]], part: str, items: int) -> list[Column | None]:
    if not any(row.get(part) for row in rows):
        return [None] * items
    blank = (None,) * items
    return list(zip(*(row.get(part) or blank for row in rows), strict=True))


def _leave_out(columns: dict[str, list[Column | None]], item: int, member: int) -> None:
    for part in (*PARTS, "marks"):
        column = columns[part][item]
        if column is not None:
            columns[part][item] = (*column[:member], None, *column[member + 1 :])


def _conditions(
    rows: Sequence[Mapping[str, Any]], key: str, item: int, not_assigned: tuple[frozenset[int], ...]
) -> tuple[Any, ...]:
    if not any(row.get("conditions") and key in row["conditions"] for row in rows):
        return ()
    pairs = zip(rows, not_assigned, strict=True)
    return tuple(None if item in left_out else (row.get("conditions") or {}).get(key) for row, left_out in pairs)


def _check(row: Mapping[str, Any], items: Mapping[str, int]) -> None:
    key = _check_key(row)
    for part in (*PARTS, "marks", "origins"):
        column = row.get(part)
        if column is not None:
            _check_column(key, part, column, len(items))
    for part in ("not_assigned", "findings"):
        if not isinstance(row.get(part) or [], list):
            raise BadInputs("not_a_list", key, part)
    for part in ("not_assigned", "conditions"):
        if not items.keys() >= set(row.get(part) or ()):
            raise BadInputs("unknown_line", key, part)
    _check_numbers(key, "given", list((row.get("given") or {}).values()))
    _check_conditions(key, (row.get("conditions") or {}).values())


def _check_key(row: Mapping[str, Any]) -> str:
    key = row.get("key")
    if not isinstance(key, str) or not key:
        raise BadInputs("key_missing", "", "key")
    if not row.keys() <= FIELDS:
        raise BadInputs("unknown_field", key, min(row.keys() - FIELDS))
    return key


def _check_column(key: str, part: str, column: Any, items: int) -> None:
    if not isinstance(column, list | tuple) or len(column) != items:
        raise BadInputs("wrong_length", key, part)
    if part == "origins":
        if not set(column) <= {None, *ORIGINS}:
            raise BadInputs("unknown_origin", key, part)
        return
    _check_numbers(key, part, column)


def _check_numbers(key: str, part: str, texts: Sequence[Any]) -> None:
    if not texts:
        return
    try:
        joined = ",".join([text for text in texts if text is not None])
    except TypeError:
        raise BadInputs("not_a_number", key, part) from None
    if joined or "" in texts:
        counted = len(texts) - texts.count(None)
        if not _NUMBERS.fullmatch(joined + ",") or joined.count(",") != counted - 1:
            raise BadInputs("not_a_number", key, part)


def _check_conditions(key: str, lines: Collection[Any]) -> None:
    if not all(isinstance(entries, list | tuple) for entries in lines):
        raise BadInputs("bad_conditions", key, "conditions")
    numbers: list[Any] = []
    for entry in chain.from_iterable(lines):
        if isinstance(entry, dict) and entry.keys() <= ANSWERED:
            numbers += entry.values()
        elif entry is not None and not isinstance(entry, bool):
            raise BadInputs("bad_conditions", key, "conditions")
    _check_numbers(key, "conditions", numbers)
