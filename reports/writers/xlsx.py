"""A paper as a workbook: figures as numbers, sums as formulas with their values, users' words never as formulas.

Rows go straight to disk (`constant_memory`), so cells are written strictly from the top, left to right.
"""

import io
import itertools

import xlsxwriter

from organisations.letters import printable
from reports.blocks import Document, Orientation, Part, Table, parts
from reports.layout import Plain, blocks_of, foot
from reports.writers import xlsx_table
from reports.writers.pdf import picture
from reports.writers.xlsx_styles import Styles

PAPER_A4 = 9
NARROWEST = 8  # columns of a sheet without a table, so that its text has room
LETTERS_IN_A_LINE = {Orientation.PORTRAIT: 88, Orientation.LANDSCAPE: 130}
NARROWEST_COLUMN = 4.5
LINE_HEIGHT = 17
PIXELS = 520
ROW_PIXELS = 22


class Sheet:
    """A worksheet with the row that comes next; texts span its whole width."""

    def __init__(self, book, part: Part, name: str, styles: Styles) -> None:
        self.page, self.styles, self.row = book.add_worksheet(name), styles, 0
        # A spreadsheet's own height cuts letters of twelve points.
        self.page.set_default_row(LINE_HEIGHT)
        self.tables = [block for block, plain in blocks_of(part) if isinstance(block, Table)]
        self.columns = max([NARROWEST if not self.tables else 2, *(len(table.columns) for table in self.tables)])
        self.letters = LETTERS_IN_A_LINE[part.section.orientation]
        self.widths = self._widths()

    def _widths(self) -> list[float]:
        """Set every column as wide as the table that asks most of it; the page is fitted to the paper's width."""
        widths = [self.letters / self.columns if not self.tables else NARROWEST_COLUMN] * self.columns
        for table in self.tables:
            shares = sum(column.width for column in table.columns)
            for place, column in enumerate(table.columns):
                widths[place] = max(widths[place], self.letters * column.width / shares)
        for place, width in enumerate(widths):
            self.page.set_column(place, place, width)
        return widths

    def heighten(self, needed: int) -> None:
        """Give the present row so many lines: a spreadsheet does not do so by itself for every reader."""
        self.page.set_row(self.row, LINE_HEIGHT * needed)

    def text(self, text: str, style: str) -> None:
        """Write a text over the whole width, in a row high enough for it."""
        self.span(0, self.columns - 1, text, style)
        self.heighten(1 + int(len(text) / sum(self.widths)))
        self.row += 1

    def span(self, first: int, last: int, text: str, style: str) -> None:
        """Write a text over some columns of the present row; never as a formula, a number or a link."""
        form = self.styles[style]
        if last > first:
            self.page.merge_range(self.row, first, self.row, last, "", form)
        self.page.write_string(self.row, first, text, form)

    def halves(self, left: str, right: str, style: str, other: str) -> None:
        """Write two texts side by side in one row."""
        middle = max(1, self.columns // 2)
        self.span(0, middle - 1, left, style)
        self.span(middle, max(middle, self.columns - 1), right, other)
        half = sum(self.widths[:middle]), sum(self.widths[middle:])
        self.heighten(1 + max(int(len(left) / half[0] * 1.2), int(len(right) / max(half[1], 1) * 1.2)))
        self.row += 1

    def beside(self, texts: list[str], style: str) -> None:
        """Write texts side by side in one row, each over about the same width."""
        edges, lines = self._edges(len(texts)), 0
        for text, (first, end) in zip(texts, itertools.pairwise(edges), strict=True):
            self.span(first, end - 1, text, style)
            lines = max(lines, int(len(text) / sum(self.widths[first:end]) * 1.2))
        self.heighten(1 + lines)
        self.row += 1

    def _edges(self, count: int) -> list[int]:
        """Part the columns, which differ in width, into so many of about the same width, none without a column."""
        edges, ends = [0], list(itertools.accumulate(self.widths))
        for place in range(1, count):
            wanted = ends[-1] * place / count
            free = range(edges[-1] + 1, self.columns - (count - place) + 1)
            edges.append(min(free, key=lambda edge: abs(ends[edge - 1] - wanted)))
        return [*edges, self.columns]


def write(document: Document) -> bytes:
    """Return the XLSX of a document, a sheet a section."""
    held = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(held, options) as book:
        book.set_properties({"title": printable(document.title)})
        styles = Styles(book)
        names: list[str] = []
        for part in parts(document):
            names.append(_name(printable(part.section.title or document.title), names))
            sheet = Sheet(book, part, names[-1], styles)
            if document.draft:
                sheet.text(document.draft, "mark")
            for block, plain in blocks_of(part):
                DRAWERS[plain["kind"]](sheet, block, plain)
            _set_page(sheet, part, foot(document))
    return held.getvalue()


def _set_page(sheet: Sheet, part: Part, foot_line: str) -> None:
    page = sheet.page
    page.set_paper(PAPER_A4)
    if part.section.orientation is Orientation.LANDSCAPE:
        page.set_landscape()
    page.set_margins(left=1.18, right=0.59, top=0.79, bottom=0.79)
    page.fit_to_pages(1, 0)
    page.set_header("&C&P")
    page.set_footer(f"&C&8{foot_line.replace('&', '&&')}")


def _name(title: str, taken: list[str]) -> str:
    clean = "".join(letter for letter in title if letter not in "[]:*?/\\'")[:31].strip() or "1"
    number = 1
    name = clean
    while name.lower() in [other.lower() for other in taken]:
        number += 1
        name = f"{clean[:27]} ({number})"
    return name


def _letterhead(sheet: Sheet, block: object, plain: Plain) -> None:
    if plain["parent"]:
        sheet.halves(plain["parent"], plain["country"], "centred", "centred bold")
        sheet.halves(plain["issuing"], plain["motto"], "centred bold", "centred bold")
    else:
        sheet.halves(plain["issuing"], plain["country"], "centred bold", "centred bold")
        sheet.halves("", plain["motto"], "centred", "centred bold")
    sheet.halves(plain["number"], plain["place"], "centred", "centred italic")
    sheet.row += 1


def _heading(sheet: Sheet, block: object, plain: Plain) -> None:
    style = {0: "title", 1: "centred bold"}.get(plain["level"], "bold")
    sheet.text(plain["text"], style)
    if plain["subject"]:
        sheet.text(plain["subject"], "title")


def _paragraph(sheet: Sheet, block: object, plain: Plain) -> None:
    sheet.text("".join(run["text"] for run in plain["runs"]), "text")


def _list(sheet: Sheet, block: object, plain: Plain) -> None:
    for place, item in enumerate(plain["items"], start=1):
        sign = f"{place}. " if plain["numbered"] else "- "
        sheet.text(sign + "".join(run["text"] for run in item), "text")


def _chart(sheet: Sheet, block: object, plain: Plain) -> None:
    drawn = picture(plain["svg"])
    width, height = (int.from_bytes(drawn[at : at + 4]) for at in (16, 20))  # the head of every PNG
    scale = PIXELS / width
    sheet.text(plain["title"], "centred bold")
    options = {"image_data": io.BytesIO(drawn), "x_scale": scale, "y_scale": scale, "description": plain["title"]}
    # Without this the picture's own dots an inch would count.
    sheet.page.insert_image(sheet.row, 0, "chart.png", {**options, "object_position": 1})
    sheet.row += int(height * scale / ROW_PIXELS) + 2


def _closing(sheet: Sheet, block: object, plain: Plain) -> None:
    sheet.row += 1
    signers = [_lines(signer) for signer in plain["signers"]]
    if len(signers) == 1:
        signers.insert(0, [""] * len(signers[0]))  # one alone stands on the right
    abreast = max(1, min(max(plain["columns"], 2), len(signers), sheet.columns))
    for start in range(0, len(signers), abreast):
        row = signers[start : start + abreast]
        row += [[""] * len(row[0])] * (abreast - len(row))
        for texts in zip(*row, strict=True):
            sheet.beside(list(texts), "centred bold")
    if plain["recipients_word"]:
        sheet.text(plain["recipients_word"], "bold italic")
    for line in plain["recipients"]:
        sheet.text(line, "small")


def _lines(signer: Plain) -> list[str]:
    return [signer["unit"], signer["authority"], signer["position"], signer["of"], signer["note"], "", signer["name"]]


def _note(sheet: Sheet, block: object, plain: Plain) -> None:
    sheet.text(plain["text"], "italic")


DRAWERS = {
    "letterhead": _letterhead,
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _list,
    "table": xlsx_table.add,
    "chart": _chart,
    "closing": _closing,
    "note": _note,
}
