"""Tables of points, filled from the frozen result of a run: criteria as rows, members as columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from clusters import charts
from clusters.models import Criterion
from clusters.queries import excluded, ranking, ranking_rows
from reports import shown
from reports.blocks import Blank, Cell, Chart, Column, ColumnKind, Number, Row, RowKind, Sum, Table

MOST_MEMBERS = 12


@dataclass(frozen=True, slots=True)
class Counted:
    """A finished run: its table, the lines of its sheet and what each member's lines count, in that order."""

    table: ranking.RankingTable
    lines: tuple[Criterion, ...]
    points: dict[int, tuple[Decimal | None, ...]]
    not_assigned: dict[int, frozenset[str]]
    items: dict[int, list[int]]
    met: dict[int, list[str]]

    @property
    def places(self):
        return self.table.run.sheet.places

    @property
    def marked(self):
        return self.table.run.illustrative

    def cell(self, member_id: int, at: int) -> Cell:
        """Return what a line counts for a member, in one of the three states."""
        value = self.points[member_id][at]
        if self._applies_not(member_id, at):
            return Blank.NOT_APPLICABLE
        return Blank.NOT_REPORTED if value is None else Number(value, self.places, marked=self.marked)

    def summed(self, member_id: int, at: int | None) -> Cell:
        """Return a group (None: the whole) as the sum of its lines where that is what it counts; caps may cut it."""
        below = self.below(at)
        known = [self.points[member_id][line] for line in below]
        if at is not None and self._applies_not(member_id, at):
            return Blank.NOT_APPLICABLE
        value = self._total(member_id) if at is None else self.points[member_id][at]
        if value is not None and below and sum(point for point in known if point is not None) == value:
            return Sum(value, self.places, rows=below, marked=self.marked)
        return Number(value, self.places, marked=self.marked) if value is not None else Blank.NOT_REPORTED

    def _applies_not(self, member_id: int, at: int) -> bool:
        items, away = self.items[at], self.not_assigned[member_id]
        # A group of what was not assigned may be counted in full; then it has points.
        apart = items == [at] or not self.points[member_id][at]
        return apart and bool(items) and all(str(self.lines[item].pk) in away for item in items)

    def below(self, at: int | None) -> tuple[int, ...]:
        parent = None if at is None else self.lines[at].pk
        return tuple(place for place, line in enumerate(self.lines) if line.parent_id == parent)

    def is_group(self, at: int) -> bool:
        return bool(self.below(at))

    def _total(self, member_id: int) -> Decimal | None:
        return next((row.total for row in self.table.rows if row.member_id == member_id), None)


def counted(table: ranking.RankingTable, document: dict, sheet_lines: Sequence[Criterion]) -> Counted:
    """Return what the run of a table froze in its document; the lines are those of its sheet."""
    lines = document["inputs"]["sheet"]["lines"]
    by_key = {str(line.pk): line for line in sheet_lines}
    items = ranking_rows.items_below(lines)
    points = {
        int(row["key"]): tuple(None if point is None else Decimal(point) for point in row["points"])
        for row in document["results"]["rows"]
    }
    away = {int(one["key"]): frozenset(one.get("not_assigned", ())) for one in document["inputs"]["members"]}
    return Counted(table, tuple(by_key[line["key"]] for line in lines), points, away, items, excluded.met(document))


def tables(found: Counted, *, groups_only: bool = False) -> list[Table]:
    """Return the points of everybody, as many tables as the members need."""
    rows = sorted(found.table.rows, key=lambda row: found.table.rows.index(row))
    chunks = [rows[first : first + MOST_MEMBERS] for first in range(0, len(rows), MOST_MEMBERS)]
    return [_table(found, chunk, groups_only=groups_only) for chunk in chunks]


def _table(found: Counted, members: Sequence[ranking.Ranked], *, groups_only: bool) -> Table:
    columns = (
        Column("STT", ColumnKind.ORDINAL, width=0.8),
        Column("Tiêu chí", width=4),
        Column("Điểm chuẩn", ColumnKind.NUMBER, width=1.1),
        *(Column(str(row.unit), ColumnKind.NUMBER, width=1.25, places=found.places) for row in members),
    )
    body = _groups(found, members) if groups_only else _lines(found, members)
    return Table(columns, (*body, *_totals(found, members, groups_only=groups_only)), footnotes=notes_on_most(found))


def notes_on_most(found: Counted) -> tuple[str, ...]:
    """Say why the most of the lines may add up to more than the most of the whole."""
    extra = {line.pk for line in found.lines if line.bonus}
    bonus = [line for line in found.lines if line.bonus and line.parent_id not in extra]
    if not bonus:
        return ()
    named = "; ".join(f"{line.label} {line.name}{_most(line)}".strip() for line in bonus)
    declared = shown.number(found.table.run.sheet.declared_max)
    return (f"Điểm thưởng được cộng thêm, không tính vào tổng điểm chuẩn {declared}: {named}.",)


def _most(line: Criterion) -> str:
    """What a bonus may bring, as far as its sheet limits it: its maximum, else its cap."""
    most = line.max_points or line.cap
    return f" (tối đa {shown.number(most)} điểm)" if most else ""


def _lines(found: Counted, members) -> list[Row]:
    rows = []
    for at, line in enumerate(found.lines):
        group = found.is_group(at)
        cells = (found.summed(row.member_id, at) if group else found.cell(row.member_id, at) for row in members)
        kind = RowKind.GROUP if group else RowKind.BODY
        rows.append(Row((line.label, line.name, _plain(line.max_points), *cells), kind))
    return rows


def _groups(found: Counted, members) -> list[Row]:
    return [
        Row(
            (
                found.lines[at].label,
                found.lines[at].name,
                _plain(found.lines[at].max_points),
                *(found.cell(row.member_id, at) for row in members),
            )
        )
        for at in found.below(None)
    ]


def _totals(found: Counted, members, *, groups_only: bool) -> list[Row]:
    if groups_only:
        # The rows of this table are the groups alone, so its own rows are what the totals add up.
        whole = tuple(range(len(found.below(None))))
        sums = [_renumbered(found.summed(row.member_id, None), whole) for row in members]
    else:
        sums = [found.summed(row.member_id, None) for row in members]
    declared = _plain(found.table.run.sheet.declared_max)
    rows = [Row(("", "Tổng điểm", declared, *sums), RowKind.TOTAL)]
    if found.table.by_percent:
        percents = (Number(row.percent, found.table.places, marked=found.marked) for row in members)
        rows.append(Row(("", "Tỷ lệ so với điểm chuẩn được giao (%)", "", *percents), RowKind.TOTAL))
    rows.append(Row(("", "Xếp hạng", "", *map(_place, members)), RowKind.TOTAL))
    if classes := {entry["key"]: entry.get("label") or entry["key"] for entry in found.table.run.sheet.classes}:
        named = (classes.get(row.class_key, "") if row.place else "" for row in members)
        rows.append(Row(("", "Xếp loại", "", *named), RowKind.TOTAL))
    return rows


def _renumbered(cell: Cell, rows: tuple[int, ...]) -> Cell:
    return Sum(cell.value, cell.places, rows=rows, marked=cell.marked) if isinstance(cell, Sum) else cell


def _place(row: ranking.Ranked) -> Cell:
    return "Không xét" if row.place is None else Number(row.place, 0)


def _plain(value: Decimal) -> Number:
    return Number(value)


def standings(found: Counted, notes: dict[int, str]) -> Table:
    """Return the ranking as a list: place, unit, total, what it is ahead of the next by, and a note."""
    ranked = found.table.places
    columns = (
        Column("Xếp hạng", ColumnKind.ORDINAL, width=0.9),
        Column("Đơn vị", width=2),
        Column("Điểm", ColumnKind.NUMBER, width=1.1, places=found.places),
        *((Column("Tỷ lệ (%)", ColumnKind.NUMBER, width=1.1, places=ranked),) if found.table.by_percent else ()),
        Column(
            f"Hơn đơn vị liền sau{' (điểm %)' if found.table.by_percent else ''}",
            ColumnKind.NUMBER,
            width=1.2,
            places=ranked,
        ),
        Column("Ghi chú", width=3.2),
    )
    rows = tuple(
        Row(
            (
                _place(row),
                str(row.unit),
                Number(row.total, marked=found.marked),
                *((Number(row.score, marked=found.marked),) if found.table.by_percent else ()),
                "" if row.gap is None else Number(row.gap, marked=found.marked),
                notes.get(row.member_id, ""),
            )
        )
        for row in found.table.rows
    )
    return Table(columns, rows)


def by_group(found: Counted) -> Chart:
    """Return the points by group as stacked bars with their table."""
    groups = tuple(f"{column.label} {column.name}".strip() for column in found.table.columns)
    stacks = tuple(charts.Stack(str(row.unit), row.groups) for row in found.table.rows)
    columns = (
        Column("Đơn vị", width=2),
        *(Column(group, ColumnKind.NUMBER, width=2, places=found.places) for group in groups),
    )
    rows = tuple(Row((str(row.unit), *_known(row, found))) for row in found.table.rows)
    return Chart(
        "Điểm theo nhóm tiêu chí",
        charts.stacked("Điểm theo nhóm tiêu chí", groups, stacks, places=found.places),
        Table(columns, rows),
    )


def _known(row: ranking.Ranked, found: Counted) -> Iterator[Cell]:
    for at, points in enumerate(row.groups):
        if at in row.away:
            yield Blank.NOT_APPLICABLE
        else:
            yield Blank.NOT_REPORTED if points is None else Number(points, marked=found.marked)
