"""Tables of a workbook: figures stay numbers, sums are formulas with their value cached, heads are frozen."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from organisations.letters import printable
from reports import shown
from reports.blocks import Blank, Cell, Column, ColumnKind, Number, Row, Sum, Table
from reports.layout import Plain

if TYPE_CHECKING:
    from reports.writers.xlsx import Sheet

MOST_DIGITS = 15  # a workbook's number holds no more: a longer one is kept whole, as text
NARROW_LETTERS = 1.15  # a column is measured in letters a little wider than ours
BOLD_LETTERS = 1.1  # bold letters are so much wider
LAST_FROZEN_ROW = 12
SIDES = {ColumnKind.TEXT: "text", ColumnKind.NUMBER: "right", ColumnKind.ORDINAL: "centred"}


def add(sheet: "Sheet", block: Table, plain: Plain) -> None:
    """Write a table below what the sheet already holds."""
    if plain["title"]:
        sheet.text(plain["title"], "centred bold")
    if plain["unit"]:
        sheet.text(plain["unit"], "right italic")
    first = sheet.row
    _head(sheet, plain)
    if sheet.tables == [block]:
        sheet.page.repeat_rows(first, sheet.row - 1)
        if sheet.row <= LAST_FROZEN_ROW:
            sheet.page.freeze_panes(sheet.row, 0)
    Body(sheet, block).write()
    for note in plain["footnotes"]:
        sheet.text(note, "small italic")
    sheet.row += 1


class Body:
    """The rows of one table on their way into a sheet."""

    def __init__(self, sheet: "Sheet", table: Table) -> None:
        self.page, self.sheet, self.table, self.styles = sheet.page, sheet, table, sheet.styles
        self.first = sheet.row
        self.runs: list[list[int]] = []  # first and last row of each stretch of body rows
        # Of each column what a body row asks, looked up once: a sheet may hold a hundred thousand rows.
        self.plain = [
            (place, column, *self._formats(column, "body"), sheet.widths[place], column.places is not None)
            for place, column in enumerate(table.columns)
        ]

    def write(self) -> None:
        """Write every row, each straight to disk."""
        columns = tuple(enumerate(self.table.columns))
        for row in self.table.rows:
            kind = row.kind.value
            if len(row.cells) == 1 < len(columns):
                self.sheet.span(0, len(columns) - 1, shown.cell(row.cells[0], columns[0][1]), f"cell {kind}")
            elif kind == "body":
                self._body_row(row)
            else:
                self._other_row(row, kind)
            if kind == "body":
                self._count()
            self.sheet.row += 1

    def _other_row(self, row: Row, kind: str) -> None:
        """Write a group or a total, high enough for its longest text."""
        needed = 1
        for place, column in enumerate(self.table.columns):
            self._cell(place, column, row.cells[place], kind)
            if isinstance(row.cells[place], str):
                needed = max(needed, lines(row.cells[place], self.sheet.widths[place] / BOLD_LETTERS))
        if needed > 1:
            self.sheet.heighten(needed)

    def _body_row(self, row: Row) -> None:
        """Write a row of plain texts and figures the short way."""
        at, text, figure, needed = self.sheet.row, self.page.write_string, self.page.write_number, 1
        for content, (place, column, words, digits, width, measured) in zip(row.cells, self.plain, strict=True):
            sort = type(content)
            if sort is str:
                text(at, place, printable(content), words)
                if len(content) > width:
                    needed = max(needed, lines(content, width))
            elif measured and (sort is int or (sort is Decimal and _fits(content))):
                figure(at, place, float(content), digits)
            else:
                self._cell(place, column, content, "body")
        if needed > 1:
            self.sheet.heighten(needed)

    def _cell(self, place: int, column: Column, content: Cell, kind: str) -> None:
        at = self.sheet.row
        match content:
            case str():
                self.page.write_string(at, place, printable(content), self._formats(column, kind)[0])
            case Blank():
                self.page.write_string(at, place, content.value, self.styles[f"cell centred {kind}"])
            case Sum():
                places = shown.places_of(content, column)
                form = self._figure_format(content.value, places, column, kind + _mark(content))
                self.page.write_formula(at, place, self._formula(content, place), form, float(content.value))
            case Number():
                self._figure(place, content.value, shown.places_of(content, column), column, kind + _mark(content))
            case _:
                self._figure(place, content, column.places, column, kind)

    def _figure(self, place: int, value: Decimal | int, places: int | None, column: Column, kind: str) -> None:
        if _fits(value):
            form = self._figure_format(value, places, column, kind)
            self.page.write_number(self.sheet.row, place, float(value), form)
        else:
            self.page.write_string(self.sheet.row, place, shown.number(value, places), self.styles[f"number {kind}"])

    def _formats(self, column: Column, kind: str) -> tuple:
        words = f"cell {SIDES[column.kind]} {kind}"
        return self.styles[words], self._figure_format(0, column.places, column, kind)

    def _figure_format(self, value: Decimal | int, places: int | None, column: Column, kind: str):
        side = "centred" if column.kind is ColumnKind.ORDINAL else "right"
        return self.styles[f"number {side} {kind} {_places(value) if places is None else places}"]

    def _count(self) -> None:
        row = self.sheet.row
        if self.runs and self.runs[-1][1] == row - 1:
            self.runs[-1][1] = row
        else:
            self.runs.append([row, row])

    def _formula(self, content: Sum, place: int) -> str:
        row = self.sheet.row
        if content.columns:
            pieces = [xl_rowcol_to_cell(row, column) for column in content.columns]
        else:
            runs = _runs(self.first + index for index in content.rows) if content.rows else self.runs
            pieces = [_range(first, last, place) for first, last in runs]
        return f"=SUM({','.join(pieces)})"


def _mark(content: Number | Sum) -> str:
    return " marked" if content.marked else ""


def _head(sheet: "Sheet", plain: Plain) -> None:
    """Write the head; a cell over two rows is merged last, since a row that is done cannot be written again."""
    form = sheet.styles["head"]
    for cells in plain["head"]:
        needed = 1
        for cell in cells:
            begin, end = cell["column"], cell["column"] + cell["columns"]
            sheet.span(begin, end - 1, cell["text"], "head")
            needed = max(needed, -(-lines(cell["text"], sum(sheet.widths[begin:end])) // cell["rows"]))
        sheet.heighten(needed)
        sheet.row += 1
    for cell in plain["head"][0]:
        if cell["rows"] > 1:
            sheet.page.merge_range(sheet.row - 2, cell["column"], sheet.row - 1, cell["column"], "", form)


def lines(text: str, width: float) -> int:
    """Return about how many lines a text takes in a column so wide; a word is not cut."""
    count, room, width = 1, 0.0, width * NARROW_LETTERS
    for word in text.split():
        if room and room + len(word) > width:
            count, room = count + 1, 0.0
        room += len(word) + 1
    return count


def _fits(value: Decimal | int) -> bool:
    return len(str(value)) <= MOST_DIGITS or len(Decimal(value).as_tuple().digits) <= MOST_DIGITS


def _places(value: Decimal | int) -> int:
    return max(0, -Decimal(value).normalize().as_tuple().exponent)


def _runs(rows: Iterable[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for row in sorted(rows):
        if found and found[-1][1] == row - 1:
            found[-1][1] = row
        else:
            found.append([row, row])
    return found


def _range(first: int, last: int, column: int) -> str:
    begin = xl_rowcol_to_cell(first, column)
    return begin if first == last else f"{begin}:{xl_rowcol_to_cell(last, column)}"
