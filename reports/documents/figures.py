"""Tables of figures: an indicator a row, a member a column; and growth as a picture with its table."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils import timezone

from clusters import charts
from clusters.choices import Aggregation, FigureStatus, IndicatorKind, PlanGiver
from clusters.models import Figure, Plan
from clusters.queries.aggregates import whole
from clusters.queries.as_ranked import Changed
from clusters.queries.figures import plan_percent
from clusters.queries.last_year import shown_value
from clusters.queries.yearbook import Line, Told
from reports import shown
from reports.blocks import Blank, Cell, Chart, Column, ColumnKind, Number, Row, RowKind, Table
from reports.prose.pieces import together
from reports.wording import MADE_UP, YEAR_NOT_NAMED
from scoring.inputs import Derivation
from scoring.rounding import rounded

MOST_MEMBERS = 12  # as many columns as a landscape page holds in letters that can be read
GIVERS = {
    PlanGiver.CENTRE: "Kế hoạch Trung ương giao",
    PlanGiver.COUNCIL: "Kế hoạch HĐND tỉnh giao",
    PlanGiver.OWN: "Kế hoạch đơn vị đăng ký",
}


def tables(lines: Sequence[Line], names: Sequence[str], year: int, *, group: str = "Cụm") -> list[Table]:
    """Return the indicators by member, as many tables as the members need; none without an indicator.

    `group` is what all members together are called.
    """
    told = [line for line in lines if line.told and (line.reported or any(each.plans for each in line.told))]
    if not told:
        return []
    chunks = [range(first, min(first + MOST_MEMBERS, len(names))) for first in range(0, len(names), MOST_MEMBERS)]
    return [_table(told, names, chunk, year, group) for chunk in chunks]


def _table(lines: Sequence[Line], names: Sequence[str], members: range, year: int, group: str) -> Table:
    columns = (
        Column("STT", ColumnKind.ORDINAL, width=0.7),
        Column("Chỉ tiêu", width=3.4),
        Column("Đơn vị tính", width=1.3),
        *(Column(names[at], ColumnKind.NUMBER, width=1.3) for at in members),
    )
    last = members.stop == len(names) and len(names) > 1
    if last:
        columns += (Column(f"Toàn {group.lower()} (số tính)", ColumnKind.NUMBER, width=1.5),)
    rows = []
    for place, line in enumerate(lines, start=1):
        rows += [Row(cells) for cells in _rows(line, members, place, last=last)]
    notes = [note for line in lines for note in _notes(line, members, year)]
    return Table(columns, tuple(rows), footnotes=tuple(notes))


def _rows(line: Line, members: range, place: int, *, last: bool) -> Iterator[tuple[Cell, ...]]:
    told, measure = [line.told[at] for at in members], line.indicator.measure
    first = tuple(value_cell(each, line.indicator) for each in told)
    yield (place, line.indicator.name, measure, *first, *((_whole(line),) if last else ()))
    empty, single = ("",) if last else (), "%" if line.indicator.kind == IndicatorKind.RATIO else measure
    for giver, name in GIVERS.items():
        plans = [next((plan for plan in each.plans if plan.giver == giver), None) for each in told]
        if any(plans):
            yield ("", name, single, *map(_plan, plans), *empty)
            yield ("", "Tỷ lệ so với kế hoạch", "%", *map(_percent, told, plans), *empty)
    if any(each.reported and each.figure.previous is not None for each in told):
        yield ("", "Năm trước", single, *map(_previous, told), *empty)
        yield ("", "Tăng, giảm so với năm trước", single, *map(_change, told), *empty)


def value_cell(told: Told, indicator) -> Cell:
    """Return one figure in one of its three states; a ratio and a rank out of so many are texts."""
    if not told.applies:
        return Blank.NOT_APPLICABLE
    if not told.reported:
        return Blank.NOT_REPORTED
    figure = told.figure
    mark = MADE_UP if figure.illustrative else ""
    match indicator.kind:
        case IndicatorKind.RATIO:
            parts = f"{shown.number(figure.numerator)}/{shown.number(figure.denominator)}"
            share = shown_value(figure)
            return parts + (mark if share is None else f" ({shown.number(share, indicator.places, '%')}){mark}")
        case IndicatorKind.RANK if figure.denominator is not None:
            return f"{shown.number(figure.value)}/{shown.number(figure.denominator)}{mark}"
        case IndicatorKind.YES_NO:
            return ("Có" if figure.value else "Không") + mark
    return Number(figure.value, marked=figure.illustrative)


def _whole(line: Line) -> Cell:
    """What the units make together; where that is no number of the row's own measure, as a text that says so."""
    found = whole(line.indicator, line.told)
    if found is None:
        return ""
    if found.count is not None:
        return f"{found.count}/{found.counted}{MADE_UP if line.illustrative else ''}"
    if found.value is None:
        return Blank.NOT_REPORTED
    made = together(found, line.indicator, marked=line.illustrative)
    return shown.run(made) if made.unit != line.indicator.measure else replace(made, unit="")


def _plan(plan) -> Cell:
    return Blank.NOT_REPORTED if plan is None else Number(plan.value, marked=plan.illustrative)


def _percent(told: Told, plan) -> Cell:
    reached = None if plan is None or not told.reported else plan_percent(shown_value(told.figure), plan.value)
    if reached is None:
        return Blank.NOT_REPORTED
    return Number(reached, 2, marked=told.illustrative or plan.illustrative)


def _previous(told: Told) -> Cell:
    if not told.reported or told.figure.previous is None:
        return Blank.NOT_REPORTED
    return Number(told.figure.previous, marked=told.illustrative)


def _change(told: Told) -> Cell:
    change = Derivation("delta").of(told.named.figure)
    if change.value is None:
        return Blank.NOT_REPORTED
    return Number(rounded(change.value, 6), marked=told.illustrative)


def _notes(line: Line, members: range, year: int) -> Iterator[str]:
    """What a cell cannot say: that its figure is of another year or of none that is named, or an estimate."""
    about: dict[str, list[str]] = {}
    for told in (line.told[at] for at in members if line.told[at].reported):
        if told.figure.reference_year and told.figure.reference_year != year:
            about.setdefault(f"số liệu năm {told.figure.reference_year}", []).append(told.name)
        if told.figure.status == FigureStatus.ESTIMATE:
            about.setdefault("số ước tính", []).append(told.name)
        if told.figure.source.endswith(YEAR_NOT_NAMED):
            about.setdefault(YEAR_NOT_NAMED, []).append(told.name)
    yield from (f"{line.indicator}: {remark}: {', '.join(names)}." for remark, names in about.items())


def changed(one: Changed) -> str:
    """Return what a figure or a plan that the ranking did not take says now, and since when."""
    match one.now:
        case Figure(reported=True):
            local = timezone.localtime(one.now.entered_at)
            now = f"nay là {_now(one)}, từ {local:%H:%M} {shown.date(timezone.localdate(local))}"
        case Plan():
            now = f"kế hoạch nay là {shown.number(one.now.value, unit=one.indicator.measure)}"
        case _:
            now = "nay không còn kế hoạch" if one.planned else "nay không có số liệu"
    return f"{one.indicator}, {one.name}: {now}"


def _now(one: Changed) -> str:
    cell = value_cell(Told(one.name, one.now, (), applies=True), one.indicator)
    return cell if isinstance(cell, str) else shown.run(replace(cell, unit=one.indicator.measure))


def growth(lines: Sequence[Line]) -> Chart | None:
    """Return the first percentage with a mean as bars with that mean; None where nobody reported it."""
    growing = (
        line
        for line in lines
        if line.reported
        and line.indicator.kind == IndicatorKind.PERCENTAGE
        and line.indicator.aggregation == Aggregation.MEAN
    )
    line = next(growing, None)
    if line is None:
        return None
    mean = whole(line.indicator, line.told)
    title = f"{line.indicator} theo từng đơn vị"
    drawn = charts.bars(
        title,
        tuple(charts.Bar(told.name, told.figure.value if told.reported else None) for told in line.told),
        mean=mean.value,
        mean_name="Bình quân",
        mean_places=mean.places,
        unit="%",
    )
    rows = [Row((told.name, value_cell(told, line.indicator))) for told in line.told]
    counted = f"Bình quân (số tính từ {mean.counted}/{mean.of} đơn vị có báo cáo)"
    rows.append(Row((counted, Number(mean.value, mean.places, marked=line.illustrative)), RowKind.TOTAL))
    columns = (Column("Đơn vị", width=3), Column(f"{line.indicator} (%)", ColumnKind.NUMBER, width=2))
    return Chart(title, drawn, Table(columns, tuple(rows)))
