"""The members of frozen inputs: checked, and turned from a row a member into a column an item."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
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
ANSWERED, ALLOWED_ORIGINS = set(PARTS), {None, *ORIGINS}
LISTS, LISTED = (*PARTS, "marks", "origins"), (list, tuple)
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
    _check_numbers(rows)
    keys = tuple(row["key"] for row in rows)
    if len(set(keys)) != len(keys):
        raise BadInputs("key_twice", next(key for key in keys if keys.count(key) > 1), "key")
    not_assigned = tuple(frozenset(items[key] for key in row.get("not_assigned") or ()) for row in rows)
    columns = {part: _columns(rows, part, len(items)) for part in LISTS}
    for member, left_out in enumerate(not_assigned):
        for item in left_out:
            _leave_out(columns, item, member)
    nothing: Column = (None,) * len(rows)
    asked = set().union(*(row.get("conditions") or () for row in rows))
    cells = []
    for key, item in items.items():
        parts = tuple(columns[part][item] or nothing for part in PARTS)
        answers = _conditions(rows, key, item, not_assigned) if key in asked else nothing
        cells.append(Cells._make((*parts, answers)))
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
    pairs = zip(rows, not_assigned, strict=True)
    return tuple(None if item in left_out else (row.get("conditions") or {}).get(key) for row, left_out in pairs)


def _check(row: Mapping[str, Any], items: Mapping[str, int]) -> None:
    key = _check_key(row)
    for part in LISTS:
        column = row.get(part)
        if column is not None and not (isinstance(column, LISTED) and len(column) == len(items)):
            raise BadInputs("wrong_length", key, part)
    if not ALLOWED_ORIGINS.issuperset(row.get("origins") or ()):
        raise BadInputs("unknown_origin", key, "origins")
    for part in ("not_assigned", "findings"):
        if not isinstance(row.get(part) or [], list):
            raise BadInputs("not_a_list", key, part)
    for part in ("not_assigned", "conditions"):
        if not items.keys() >= set(row.get(part) or ()):
            raise BadInputs("unknown_line", key, part)
    _check_conditions(key, (row.get("conditions") or {}).values())


def _check_key(row: Mapping[str, Any]) -> str:
    key = row.get("key")
    if not isinstance(key, str) or not key:
        raise BadInputs("key_missing", "", "key")
    if not row.keys() <= FIELDS:
        raise BadInputs("unknown_field", key, min(row.keys() - FIELDS))
    return key


def _check_conditions(key: str, lines: Collection[Any]) -> None:
    for entries in lines:
        if not isinstance(entries, LISTED):
            raise BadInputs("bad_conditions", key, "conditions")
        for entry in entries:
            answered = entry.keys() <= ANSWERED if isinstance(entry, dict) else entry is None or isinstance(entry, bool)
            if not answered:
                raise BadInputs("bad_conditions", key, "conditions")


def _check_numbers(rows: Sequence[Mapping[str, Any]]) -> None:
    """Look at everybody's numbers at once, a part after the other; only a fault asks whose it is."""
    for part, numbers in NUMBERS.items():
        if not _all_plain(chain.from_iterable(map(numbers, rows))):
            raise BadInputs("not_a_number", next(row["key"] for row in rows if not _all_plain(numbers(row))), part)


def _all_plain(texts: Iterable[Any]) -> bool:
    try:
        known = {*texts} - {None}
        joined = ",".join([*known, ""])
    except TypeError:
        return False
    return bool(_NUMBERS.fullmatch(joined)) and joined.count(",") == len(known)


def _listed(part: str) -> Callable[[Mapping[str, Any]], Iterable[Any]]:
    return lambda row: row.get(part) or ()


def _answered(row: Mapping[str, Any]) -> Iterable[Any]:
    entries = chain.from_iterable((row.get("conditions") or {}).values())
    return chain.from_iterable(entry.values() for entry in entries if isinstance(entry, dict))


NUMBERS: dict[str, Callable[[Mapping[str, Any]], Iterable[Any]]] = {
    **{part: _listed(part) for part in (*PARTS, "marks")},
    "given": lambda row: (row.get("given") or {}).values(),
    "conditions": _answered,
}
