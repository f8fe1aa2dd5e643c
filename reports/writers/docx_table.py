"""Tables of a Word paper: written as one text of XML, since python-docx's own cells cost twenty times as much."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from docx.document import Document as File
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table as WordTable

from reports.layout import Plain
from reports.writers.docx_page import CELL_SIZES, NUMBER

TWIP = 635  # English metric units
SIDES = {"text": "left", "number": "right", "ordinal": "center"}
CENTRED = ("—", "KAD")
HYPHEN = "</w:t><w:noBreakHyphen/><w:t>"
CLOSE = "</w:t></w:r></w:p></w:tc>"
EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def add(file: File, block: Plain, room: int) -> None:
    """Add a table of texts: heads repeat, rows stay whole, columns and cells both carry their width."""
    columns = block["columns"]
    shares = sum(column["width"] for column in columns)
    widths = [int(room / TWIP * column["width"] / shares) for column in columns]
    size = next(size for most, size in CELL_SIZES.items() if len(columns) <= most)
    grid = "".join(f"<w:gridCol w:w='{width}'/>" for width in widths)
    pieces = [
        f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblStyle w:val='PaperTable'/><w:tblW w:w='{sum(widths)}' w:type='dxa'/>"
        f"<w:tblBorders>{EDGES}</w:tblBorders>"
        "<w:tblLayout w:type='fixed'/><w:tblCellMar><w:left w:w='50' w:type='dxa'/><w:right w:w='50' w:type='dxa'/>"
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    ]
    pieces.extend(_head(block["head"], widths, size))
    pieces.extend(_rows(block, widths, size))
    pieces.append("</w:tbl>")
    file.element.body.insert_element_before(parse_xml("".join(pieces)), "w:sectPr")


def _rows(block: Plain, widths: list[int], size: int) -> Iterable[str]:
    """Yield the rows; what stands before a cell's text is made once a column, since rows may be many."""
    sides = [SIDES[column["kind"]] for column in block["columns"]]
    opens = {}
    for bold in (False, True):
        whole = _open(sum(widths), "left", size, bold=bold, span=len(widths))
        plain = [_open(width, side, size, bold=bold) for width, side in zip(widths, sides, strict=True)]
        centred = [_open(width, "center", size, bold=bold) for width in widths]
        opens[bold] = (whole, plain, centred)
    for row in block["rows"]:
        whole, plain, centred = opens[row["kind"] != "body"]
        if row["span"]:
            cells = whole + _words(row["cells"][0]) + CLOSE
        else:
            cells = "".join(
                (centred if text in CENTRED else plain)[place] + _words(text) + CLOSE
                for place, text in enumerate(row["cells"])
            )
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _words(text: str) -> str:
    """Return the text of a cell; the number of a document in it is not parted at the end of a line."""
    told = escape(text)
    return NUMBER.sub(lambda number: number[0].replace("-", HYPHEN), told) if "/" in told else told


def fix(table: WordTable, widths: list[int]) -> None:
    """Give a table without lines its widths, and keep each of its rows whole."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _head(rows: list[list[Plain]], widths: list[int], size: int) -> Iterable[str]:
    """Yield the head's rows; a cell that reaches over two rows is continued by an empty one in the second."""
    for place, cells in enumerate(rows):
        above = [cell for cell in rows[0] if place and cell["rows"] > 1]
        drawn = []
        for cell in sorted([*cells, *above], key=lambda cell: cell["column"]):
            begin, end = cell["column"], cell["column"] + cell["columns"]
            merge = ""
            if cell["rows"] > 1:
                merge = "<w:vMerge/>" if place else '<w:vMerge w:val="restart"/>'
            text = "" if place and cell["rows"] > 1 else cell["text"]
            opened = _open(sum(widths[begin:end]), "center", size, bold=True, span=end - begin, merge=merge)
            drawn.append(opened + escape(text) + CLOSE)
        yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(drawn)}</w:tr>"


def _open(width: int, side: str, size: int, *, bold: bool, span: int = 1, merge: str = "") -> str:
    """Return all of a cell that comes before its text."""
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}{merge}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="Cell{side}{size}"/></w:pPr><w:r>{weight}<w:t>'
    )
