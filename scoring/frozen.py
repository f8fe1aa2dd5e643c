"""A season's scoring as a pure function over plain data, so that a ranking can be frozen and computed again.

compute(inputs) -> results        seal(inputs, results) -> (canonical JSON, its SHA-256)
row(sheet, key, cells, ...)       builds one member from figures keyed by line
verify(text, code) -> every difference between what is stored and what its own inputs yield

All numbers are plain text: no exponent, a point, a hyphen ("-2.5"); the shortest form ("10.05", not "10.0500") keeps
explanations clean. Keys that do not apply may be left out, others are kept and not read: the titles and names of a
sheet, its lines, classes and gates stand in it as they were shown. Nothing here depends on the order of members.

inputs = {
  "sheet": {
    "places": 2,                                 decimals of points and totals; a line may say its own
    "total": {"cap": "1000" | null, "floor": null},
    "not_assigned": "exclude" | "full" | "zero", exclude: everybody is ranked by percentage of what was assigned to him
    "lines": [                                   in preorder, parents before children
      {"key": "A", "parent": null, "kind": "group", "max": "600", "cap": null, "floor": null, "bonus": false},
      {"key": "A.1", "parent": "A", "kind": "item", "max": "60", "cap": ..., "floor": ..., "places": ...,
       "method": "plan_step", "params": {...},   parameters as scoring.methods.schema describes them
       "derive": "value", "direction": "higher", "lower_mode": null, "bonus": false, "citation": "..."},
    ],                                           a bonus (a penalty too) and what is under it: nothing to the maximum
    "gates": [{"when": "finding", "code": "reprimand" | "when": "any_zero", "line": null | "A"
               | "when": "below", "line": "A.1", "than": "30",
               "effect": "not_considered" | "cap_class" | "zero" | "held", "class": "...", "group": "..."}],
    "classes": [{"key": "HTXS", "at_least": "95", "no_zero": true}, ...],   best first; a last one without at_least
    "ties": [{"by": "line", "line": "A"}            more points of a group or an item
             | {"by": "penalties"}                  fewer points lost below zero
             | {"by": "figure", "line": "A.1", "part": "actual", "better": "higher" | "lower"}
             | {"by": "given", "name": "ballot"}],  a number given to members below: votes, the head's decision
  },
  "members": [{
    "key": "QN",
    "actual": ["10.05", null, ...],              one entry for each ITEM of the sheet, in the sheet's order; so too
    "plan": [...], "previous": [...], "numerator": [...], "denominator": [...],   each left out when it is all null
    "marks": ["24.5", null, ...],                points agreed by people: they override the rule; a MANUAL item has no
    "origins": ["agreed", null, ...],            other points. self | appraised | agreed; left out: all agreed
    "conditions": {"A.7": [true, false, null, {"actual": "10", "previous": "12"}]},
    "not_assigned": ["A.3"], "findings": ["reprimand"], "given": {"ballot": "7"},
  }, ...],
}

results = {
  "rows": [{                                     in the order of the table: by place, then key; not considered last
    "key": "QN", "place": 1 | null, "shared": false,
    "score": "905.35",                           what is ranked: the total, or with exclude the percentage
    "total": "905.35", "percent": "90.535" | null,             as many decimals as part two totals
    "class": "HTXS" | null, "gap": "0.35" | null,              score less the next row's
    "points": ["574.00", "57.40", null, ...],    one entry for each LINE of the sheet, in order; null: not computed
    "steps": ["ratio 107.4 100 107.4;over 7.4 7.4 57.4", ...], one entry for each ITEM; read with scoring.steps.read
    "missing": [["A.3", "no_plan"], ...],        items without points and the cause; the total counts what is there
    "gates": [[0, "cap_class"], ...],            which gates of the sheet closed
    "held": false,
    "won": [step, own, other, key] | null,       which tie step put it before the next row of equal score
    "lost": [step, own, other, key] | null,      and which put it after the one before
  }, ...],
}
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring import season
from scoring.errors import ScoringError
from scoring.sheet import PARTS

FORM = "scoring-1"  # the form of the frozen text, not the version of the code
# What data in other forms than the agreed ones makes of code that takes them as agreed.
MALFORMED = (ScoringError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)
COLUMNS = {**{part: part for part in PARTS}, "marks": "mark", "origins": "origin"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that does not match: `kind` of DIFFERENCES, whose row, which field, and both values."""

    kind: str
    key: str = ""
    field: str = ""
    stored: Any = None
    computed: Any = None


DIFFERENCES = (
    "code",  # the text is not the one the code was made from
    "unreadable",  # not the frozen form at all
    "inputs",  # inputs that cannot be scored; field holds the code of the refusal
    "row_missing",  # computed, but not stored
    "row_unknown",  # stored, but not computed
    "order",  # the same rows in another order
    "value",  # one field of one row
    "form",  # something else in the text: a field too many or too few, another spelling
)


def compute(inputs: Mapping[str, Any], tick: Callable[[int], None] | None = None) -> dict[str, Any]:
    """Return the results of the inputs; BadSheet or BadInputs when they cannot be scored.

    `tick` is told after each item of the sheet how many items are scored, so that a caller can show progress.
    """
    return {"rows": season.scored(inputs["sheet"], inputs["members"], tick)}


def canonical(data: Any) -> str:
    """Return the one text of plain data: keys sorted, no spaces, letters as they are."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def code_of(text: str) -> str:
    """Return the code of a frozen text: its SHA-256 in hexadecimal; a text that no file could hold has one too."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def seal(
    inputs: Mapping[str, Any], results: Mapping[str, Any], write: Callable[[Any], str] = canonical
) -> tuple[str, str]:
    """Return the canonical text of inputs and results, and its code; `write` may be a quicker `canonical`."""
    text = write({"form": FORM, "inputs": inputs, "results": results})
    return text, code_of(text)


def verify(text: str, code: str | None = None) -> list[Difference]:
    """Return every difference between the frozen results and what the frozen inputs yield today; none means khớp.

    Whatever the text holds, it is told apart by a difference: nothing is raised.
    """
    found = [] if code is None or code_of(text) == code else [Difference("code", "", "", code, code_of(text))]
    try:
        frozen = json.loads(text)
        inputs, results = frozen["inputs"], frozen["results"]
        form, rows = frozen["form"], list(results["rows"])
    except MALFORMED:
        return [*found, Difference("unreadable")]
    if form != FORM:
        return [*found, Difference("unreadable", field="form", stored=form, computed=FORM)]
    try:
        fresh = compute(inputs)
        again = seal(inputs, fresh)[0]
    except MALFORMED as refused:
        return [*found, Difference("inputs", field=type(refused).__name__, stored=[str(part) for part in refused.args])]
    try:
        found += differences(rows, fresh["rows"])
    except MALFORMED:
        return [*found, Difference("unreadable", field="rows")]
    return found if found or text == again else [Difference("form")]


def differences(stored: Sequence[Mapping[str, Any]], computed: Sequence[Mapping[str, Any]]) -> list[Difference]:
    """Return how stored rows differ from computed ones; also for rows kept elsewhere, with the fields they keep."""
    was, now = {row["key"]: row for row in stored}, {row["key"]: row for row in computed}
    found = [Difference("row_missing", key) for key in now if key not in was]
    found += [Difference("row_unknown", key) for key in was if key not in now]
    if not found and (list(was) != list(now) or len(stored) != len(was)):
        found.append(Difference("order", stored=[row["key"] for row in stored], computed=list(now)))
    for key, row in was.items():
        for field in sorted(row) if key in now else ():
            if row[field] != now[key].get(field):
                found.append(Difference("value", key, field, row[field], now[key].get(field)))
    return found


def row(sheet: Mapping[str, Any], key: str, cells: Mapping[str, Mapping[str, Any]], **rest: Any) -> dict[str, Any]:
    """Return one member of the inputs from figures by line: {"A.1": {"actual": "10.05", "plan": "9.5"}, ...}.

    A cell may hold actual, plan, previous, numerator, denominator, mark, origin and conditions; `rest` is added as is.
    """
    items = [line["key"] for line in sheet["lines"] if line["kind"] == "item"]
    unknown = sorted(cells.keys() - set(items))
    if unknown:
        raise KeyError(unknown[0])
    columns = {name: [cells.get(item, {}).get(part) for item in items] for name, part in COLUMNS.items()}
    conditions = {item: cell["conditions"] for item, cell in cells.items() if cell.get("conditions") is not None}
    filled = {name: column for name, column in columns.items() if any(entry is not None for entry in column)}
    return {"key": key, **filled, **({"conditions": conditions} if conditions else {}), **rest}
