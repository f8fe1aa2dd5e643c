"""What a member's score sheet comes to, column by column, group by group; added up by scoring, never here."""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from clusters.choices import CriterionKind
from clusters.queries import inputs, layout, scores
from clusters.queries.scores import STAGES
from scoring.errors import ScoringError
from scoring.frozen import compute
from scoring.sums import Sum, summed

COLUMNS = ("computed", *STAGES, "counting")


@dataclass(frozen=True, slots=True)
class Total:
    """One cell: the points so far (None: not one line has any), whether all are there, whether the ranking adds some.

    `hidden` says that a line's points depend on other units and may not be known to the reader yet. In a column of
    people's points a line with a rule is never missing, as it needs nobody's: `beside_rules` says that one is left out.
    """

    points: Decimal | None
    complete: bool
    hidden: bool = False
    beside_rules: bool = False


def of_sheet(sheet) -> dict[str, dict[str, Total]]:
    """{key of a group, or "" for all: {column: Total}}; empty where the sheet cannot be added up.

    The column of the rules asks only for the lines that a rule computes, those of people only for the lines marked by
    hand; `counting` is what a ranking counts of each line: the agreed points, else the appraised, else the rule's.
    """
    if sheet.sheet is None:
        return {}
    data = layout.layout_of(sheet.sheet, [line.criterion for line in sheet.lines]).data
    unknown = _above(sheet, lambda line: line.hidden)
    found: dict[str, dict[str, Total]] = {}
    for column in COLUMNS:
        try:
            sums = _sums(sheet, data, column)
        except ScoringError:
            return {}
        left_out = _above(sheet, partial(_needs_nobody, column=column))
        for key, one in sums.items():
            told = {
                "hidden": column in ("computed", "counting") and one.missing > 0 and key in unknown,
                "beside_rules": one.there > 0 and key in left_out,
            }
            total = Total(one.points if one.there else None, complete=not one.missing, **told)
            found.setdefault(key, {})[column] = total
    return found


def of_own(members, sheet) -> dict[int, Total]:
    """The same as `of_members`, for who sees these members alone: what others decide is left out and said to be hidden.

    In as many queries however many they are.
    """
    if sheet is None:
        return {}
    totals = {told.member.pk: of_sheet(told) for told in scores.score_sheets(members, sheet)}
    return {pk: total[""]["counting"] for pk, total in totals.items() if total}


def of_members(season, sheet) -> dict[int, Total]:
    """{member id: what counts of its sheet now}, as a ranking of this instant has it; for who sees everybody."""
    if sheet is None:
        return {}
    found = inputs.snapshot(season, sheet).inputs
    try:
        rows = compute(found)["rows"]
    except ScoringError:
        return {}
    items = [at for at, line in enumerate(found["sheet"]["lines"]) if line["kind"] == CriterionKind.ITEM]
    return {int(row["key"]): _of_row(row, items) for row in rows}


def _of_row(row, items):
    there = any(row["points"][at] is not None for at in items)
    return Total(Decimal(row["total"]) if there else None, complete=not [key for key, _cause in row["missing"] if key])


def _points(line, column):
    if column == "computed":
        return line.computed.value if line.computed is not None else None
    return line.counting if column == "counting" else line.points(column)


def _sums(sheet, data, column) -> dict[str, Sum]:
    given = {str(line.criterion.pk): points for line in sheet.items if (points := _points(line, column)) is not None}
    away = [str(line.criterion.pk) for line in sheet.items if line.not_assigned is not None]
    codes = [finding.gate for finding in sheet.findings if finding.withdrawn_at is None]
    groups, whole = summed(data, given, away, codes, _asked(sheet, column))
    return {**groups, "": whole}


def _asked(sheet, column):
    """The keys of the lines that must have points in the column; None for all."""
    if column == "counting":
        return None
    by_rule = column == "computed"
    wanted = [
        line for line in sheet.items if line.manual != by_rule or (not by_rule and line.points(column) is not None)
    ]
    return [str(line.criterion.pk) for line in wanted]


def _needs_nobody(line, column):
    """Whether the line is left out of a column of people's points because its rule computes it."""
    return column in STAGES and not line.manual and line.not_assigned is None and line.points(column) is None


def _above(sheet, wanted):
    """The keys of the groups, and "" for all, under which is a line that is wanted."""
    parents = {line.criterion.pk: line.criterion.parent_id for line in sheet.lines}
    found = set()
    for line in filter(wanted, sheet.items):
        above = line.criterion.parent_id
        found.add("")
        while above is not None:
            found.add(str(above))
            above = parents[above]
    return found
