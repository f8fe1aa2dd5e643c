"""How a value of a block reads in print: the only caller of `scoring.numbers.written` in this app."""

import datetime as dt
from decimal import Decimal

from organisations.letters import printable
from reports.blocks import Blank, Cell, Column, Letterhead, Number, Run, Sum, Text
from reports.wording import MADE_UP, NUMBER
from scoring.numbers import written

DOTS = Blank.MISSING.value
NO_BREAK_SPACE = "\u00a0"


def filled(text: str | None) -> str:
    """Return the text, or the dotted line that is left to be filled in by hand."""
    return text or DOTS


def number(value: Decimal | int, places: int | None = None, unit: str = "") -> str:
    """Return the figure in Vietnamese notation with its unit."""
    shown = written(value if isinstance(value, Decimal) else Decimal(value), places)
    if not unit:
        return shown
    return f"{shown}%" if unit == "%" else f"{shown}{NO_BREAK_SPACE}{unit}"


def mark(figure: Number | Sum) -> str:
    """Return the sign that a made-up figure bears."""
    return MADE_UP if figure.marked else ""


def run(piece: Run | None) -> str:
    """Return the text of one run of a paragraph."""
    match piece:
        case Number():
            return number(piece.value, piece.places, piece.unit) + mark(piece)
        case Blank():
            return piece.value
        case Text():
            return filled(piece.text)
        case _:
            return filled(piece)


def places_of(cell: Number | Sum, column: Column) -> int | None:
    """Return the places a cell is shown with: its own, else its column's."""
    return column.places if cell.places is None else cell.places


def cell(content: Cell | None, column: Column) -> str:
    """Return the text of one cell of a table; an empty text stays empty."""
    if isinstance(content, Decimal):  # by far the most common
        return number(content, column.places)
    match content:
        case str():
            return printable(content)
        case Number():
            return number(content.value, places_of(content, column), printable(content.unit)) + mark(content)
        case Sum():
            return number(content.value, places_of(content, column)) + mark(content)
        case Blank():
            return content.value
        case None:
            return DOTS
        case _:
            return number(content, column.places)


def number_line(head: Letterhead) -> str:
    """Return "Số: 05/BC-UBND", with dots for what the clerk still has to write."""
    return f"{NUMBER}: {filled(head.number)}/{filled(head.symbol)}"


def place_and_date(head: Letterhead) -> str:
    """Return "Lạng Sơn, ngày 06 tháng 02 năm 2021", with dots for what is not known."""
    return f"{filled(head.place)}, {date(head.on)}"


def date(on: dt.date | None) -> str:
    """Return a date in the form of official papers: a zero before days under 10 and before months 1 and 2."""
    if on is None:
        return f"ngày {DOTS} tháng {DOTS} năm {DOTS}"
    month = f"{on.month:02}" if on.month <= 2 else str(on.month)
    return f"ngày {on.day:02} tháng {month} năm {on.year}"
