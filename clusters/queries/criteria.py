"""The lines of the sheet that counts for a season, each with its place in the tree."""

from clusters.choices import CriterionKind
from clusters.models import Figure, Plan
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


def inputs_of(member, criterion):
    """What a line takes in: [(input, the member's current figure or None, its plan or None)]."""
    takes = list(criterion.inputs.all())
    wanted = [taken.indicator_id for taken in takes]
    figures = {
        (figure.indicator_id, figure.submission.period): figure
        for figure in Figure.objects.current()
        .filter(submission__member=member, indicator__in=wanted)
        .select_related("submission", "entered_by")
    }
    plans = {(plan.indicator_id, plan.giver): plan for plan in Plan.objects.filter(member=member, indicator__in=wanted)}
    return [
        (taken, figures.get((taken.indicator_id, taken.period)), plans.get((taken.indicator_id, taken.plan_giver)))
        for taken in takes
    ]


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
