"""What a paper is made of: a closed union of frozen blocks, filled by `documents/`, laid out by `writers/`.

Every figure is kept typed until a writer shows it, through `reports.shown` alone; a part that nobody has
filled in is an empty text or `Blank.MISSING`, and every writer draws dotted lines for it.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Blank(Enum):
    """The three cells that hold no number; the value is what is printed."""

    NOT_REPORTED = "—"
    NOT_APPLICABLE = "KAD"
    MISSING = "……"


@dataclass(frozen=True, slots=True)
class Number:
    """A figure with the places it is shown with (None: as many as it has) and its unit, "%" or a word.

    `marked` is for a made-up figure: the sign of `wording.MADE_UP` follows it.
    """

    value: Decimal | int
    places: int | None = None
    unit: str = ""
    bold: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """A cell whose value is the sum of others; XLSX writes it as a formula with this value cached.

    `rows` are indexes into the table's rows, in the cell's own column; `columns` are indexes of columns in the
    cell's own row. With neither, it sums every body row above it.
    """

    value: Decimal | int
    places: int | None = None
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of text within a paragraph."""

    text: str
    bold: bool = False
    italic: bool = False


Run = str | Text | Number | Blank
Cell = str | int | Decimal | Number | Sum | Blank


class Orientation(Enum):
    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class ColumnKind(Enum):
    TEXT = "text"
    NUMBER = "number"
    ORDINAL = "ordinal"  # a serial number or a place: centred, whole


class RowKind(Enum):
    BODY = "body"
    GROUP = "group"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of an official paper; quốc hiệu and tiêu ngữ are added by the writers."""

    parent_agency: str = ""  # left out when empty: not every agency has one above it
    issuing_agency: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 0: type name, with the paper's subject under it; 1: part or annex; 2: I.; 3: 1.; 4: a)."""

    text: str
    level: int = 1
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class List:
    items: tuple[tuple[Run, ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column; neighbours with the same `group` stand under one spanning head. `width` is a share, not a length."""

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    width: float = 1.0
    places: int | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with a cell a column; a single cell spans the table."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.BODY


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose heads repeat on every page; `rows` is anything that may be iterated more than once."""

    columns: tuple[Column, ...]
    rows: Iterable[Row]
    title: str = ""
    unit: str = ""  # "Đơn vị tính" above the table
    footnotes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if isinstance(self.rows, tuple):
            for row in self.rows:
                if len(row.cells) not in (1, len(self.columns)):
                    message = f"a row of {len(row.cells)} cells in a table of {len(self.columns)} columns: {row.cells}"
                    raise ValueError(message)


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of a table's head: where it begins and how far it spans."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture made by `clusters.charts`, and always the table that says the same."""

    title: str
    svg: str
    table: Table


@dataclass(frozen=True, slots=True)
class Signer:
    """One cell of the signature grid: "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", the name (dotted when not known).

    A position may say on a second line of which body it is: "CHỦ TỊCH\\nUBND TỈNH QUẢNG NINH".
    """

    position: str
    name: str = ""
    authority: str = ""
    note: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class SignatureGrid:
    """Cells for signatures, kept together on a page; one signer stands right of the recipients before it."""

    signers: tuple[Signer, ...]
    columns: int = 2


@dataclass(frozen=True, slots=True)
class Recipients:
    """Nơi nhận; each line without its dash and its semicolon."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """From here on a new page (in XLSX a new sheet of this name) with this orientation."""

    orientation: Orientation = Orientation.PORTRAIT
    title: str = ""


@dataclass(frozen=True, slots=True)
class DraftMark:
    """DỰ THẢO on every page of the paper."""

    text: str = "DỰ THẢO"


@dataclass(frozen=True, slots=True)
class Note:
    """A remark about the paper itself, set apart from its text: "Số liệu minh họa …"."""

    text: str


Block = (
    Letterhead | Heading | Paragraph | List | Table | Chart | SignatureGrid | Recipients | Section | DraftMark | Note
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper; `title` names the file, the code and the time stand in the foot of every page."""

    title: str
    blocks: tuple[Block, ...]
    result_code: str = ""
    printed_at: dt.datetime | None = None

    @property
    def draft(self) -> str:
        """The mark's text, or empty when the paper is final."""
        return next((block.text for block in self.blocks if isinstance(block, DraftMark)), "")


@dataclass(frozen=True, slots=True)
class Part:
    """A section with the blocks that belong to it."""

    section: Section
    blocks: tuple[Block, ...]


def parts(document: Document) -> tuple[Part, ...]:
    """Return the blocks by section; blocks before the first Section stand in a portrait one."""
    found: list[tuple[Section, list[Block]]] = []
    for block in document.blocks:
        if isinstance(block, Section):
            found.append((block, []))
        elif not isinstance(block, DraftMark):
            if not found:
                found.append((Section(), []))
            found[-1][1].append(block)
    return tuple(Part(section, tuple(blocks)) for section, blocks in found)


def heads(columns: tuple[Column, ...]) -> tuple[HeadCell, ...]:
    """Return the cells of a table's head: one row of them, or two when any column stands in a group."""
    if not any(column.group for column in columns):
        return tuple(HeadCell(column.title, 0, place) for place, column in enumerate(columns))
    upper: list[HeadCell] = []
    lower: list[HeadCell] = []
    for place, column in enumerate(columns):
        if not column.group:
            upper.append(HeadCell(column.title, 0, place, rows=2))
            continue
        lower.append(HeadCell(column.title, 1, place))
        if place and columns[place - 1].group == column.group:
            last = upper.pop()
            upper.append(HeadCell(last.text, 0, last.column, columns=last.columns + 1))
        else:
            upper.append(HeadCell(column.group, 0, place))
    return (*upper, *lower)
