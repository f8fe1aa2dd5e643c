"""The lines of the sheet that counts for a season, each with its place in the tree."""

from clusters.choices import CriterionKind
from clusters.queries import sheets


def lines_of(season):
    """Every line of the sheet that counts, parents before children; none before a sheet is published."""
    return lines(sheets.current(season))


def lines(sheet):
    """Every line of the sheet with its `depth`, its topmost group as `top` and its inputs read."""
    return [] if sheet is None else _placed(sheet, sheets.lines(sheet))


def lines_beside(season, sheet):
    """Return the lines of the sheet that counts for the season, and those of another one (None: none), as `lines`."""
    found = sheets.lines_beside(season, sheet and sheet.pk)
    told = {one: _placed(one, own) for one, own in found.items()}
    return (list(told.values())[-1] if told else []), told.get(sheet, [])


def _placed(sheet, found):
    by_id = {line.pk: line for line in found}
    for line in found:
        line.sheet = sheet
        ancestors = _ancestors(line, by_id)
        line.depth, line.top = len(ancestors), ancestors[-1] if ancestors else line
    return found


def items(lines):
    return [line for line in lines if line.kind == CriterionKind.ITEM]


def finding_gates(sheet):
    """The codes of findings that close a gate of the sheet, with the words that the sheet has for them."""
    gates = sheet.gates if sheet is not None else []
    return {gate["code"]: gate.get("label") or gate["code"] for gate in gates if gate.get("when") == "finding"}


def _ancestors(line, by_id):
    found = []
    while line.parent_id is not None:
        line = by_id[line.parent_id]
        found.append(line)
    return found
