"""A paper as an editable Word file: real styles, real heads that repeat, a real page number from page 2."""

import io
from typing import Any

from docx.document import Document as File
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Cm, Mm, Pt
from docx.table import Table as WordTable

from reports.blocks import Document
from reports.layout import Plain, laid_out
from reports.writers import docx_page, docx_table
from reports.writers.pdf import picture

HEADINGS = {1: "Heading 1", 2: "Heading 2", 3: "Heading 3", 4: "Heading 4"}
PORTRAIT_WIDTH = Mm(210 - 30 - 15)
LANDSCAPE_WIDTH = Mm(297 - 30 - 15)


def write(document: Document) -> bytes:
    """Return the DOCX of a document."""
    data = laid_out(document)
    file = docx_page.new_file()
    file.core_properties.title = data["title"]
    file.core_properties.author = ""
    if document.printed_at:
        file.core_properties.created = document.printed_at
    for place, part in enumerate(data["parts"]):
        section = file.sections[0] if place == 0 else file.add_section(WD_SECTION.NEW_PAGE)
        width = _turn(section, landscape=part["orientation"] == "landscape")
        docx_page.set_edges(section, data, first=place == 0)
        for block in part["blocks"]:
            DRAWERS[block["kind"]](file, block, width)
    held = io.BytesIO()
    file.save(held)
    return held.getvalue()


def _turn(section: Any, *, landscape: bool) -> int:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    short, long = Mm(210), Mm(297)
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    return LANDSCAPE_WIDTH if landscape else PORTRAIT_WIDTH


def _letterhead(file: File, block: Plain, width: int) -> None:
    left, right = _bare(file, [int(width * 0.42), int(width * 0.58)]).rows[0].cells
    lines = [(block["parent"], False, 12)] if block["parent"] else []
    lines += [(block["issuing"], True, 12), ("", False, 4), (block["number"], False, 13)]
    for text, bold, size in lines:
        _line(left, text, bold=bold, size=size)
    _line(right, block["country"], bold=True, size=12)
    _line(right, block["motto"], bold=True, size=13)
    _line(right, "", size=4)
    _line(right, block["place"], italic=True, size=13)
    docx_page.underline(left.paragraphs[len(lines) - 2], side=Cm(2.4))
    docx_page.underline(right.paragraphs[2], side=Cm(1.9))
    docx_page.paragraph(file, "Tight")


def _heading(file: File, block: Plain, width: int) -> None:
    if block["level"] > 0:
        docx_page.paragraph(file, HEADINGS[min(block["level"], 4)], block["text"])
        if block["subject"]:
            docx_page.paragraph(file, "Subject", block["subject"])
        return
    docx_page.paragraph(file, "Title", block["text"])
    if block["subject"]:
        docx_page.paragraph(file, "Subject", block["subject"])
    docx_page.underline(docx_page.paragraph(file, "Tight"), side=int((width - Mm(35)) / 2))


def _paragraph(file: File, block: Plain, width: int) -> None:
    _runs(docx_page.paragraph(file, "Body Text"), block["runs"])


def _list(file: File, block: Plain, width: int) -> None:
    for place, item in enumerate(block["items"], start=1):
        paragraph = docx_page.paragraph(file, "Item", f"{place}. " if block["numbered"] else "- ")
        _runs(paragraph, item)


def _table(file: File, block: Plain, width: int) -> None:
    if block["title"]:
        docx_page.paragraph(file, "Caption", block["title"])
    if block["unit"]:
        docx_page.paragraph(file, "Unit", block["unit"])
    docx_table.add(file, block, width)
    for note in block["footnotes"]:
        docx_page.paragraph(file, "Footnote", note)
    docx_page.paragraph(file, "Tight")


def _chart(file: File, block: Plain, width: int) -> None:
    docx_page.paragraph(file, "Caption", block["title"])
    paragraph = docx_page.paragraph(file, "Centred")
    drawn = paragraph.add_run().add_picture(io.BytesIO(picture(block["svg"])), width=min(width, Mm(135)))
    tallest = Mm(200)
    if drawn.height > tallest:
        drawn.width, drawn.height = int(drawn.width * tallest / drawn.height), tallest
    drawn._inline.docPr.set("descr", block["title"])


def _closing(file: File, block: Plain, width: int) -> None:
    # What stands before a signature stays with it: nobody signs a page that says nothing.
    if file.paragraphs:
        file.paragraphs[-1].paragraph_format.keep_with_next = True
    signers = block["signers"]
    if block["recipients_word"] and len(signers) <= 1:
        left, right = _bare(file, [width // 2, width // 2]).rows[0].cells
        _recipients(left, block)
        for signer in signers:
            _signer(right, signer)
        return
    columns = max(1, min(block["columns"], len(signers)))
    rows = -(-len(signers) // columns)
    grid = _bare(file, [width // columns] * columns, rows)
    for place, signer in enumerate(signers):
        _signer(grid.rows[place // columns].cells[place % columns], signer)
    if block["recipients_word"]:
        _recipients(_bare(file, [width]).rows[0].cells[0], block)


def _recipients(cell: Any, block: Plain) -> None:
    _line(cell, block["recipients_word"], bold=True, italic=True, size=12, align=ALIGN.LEFT)
    for line in block["recipients"]:
        _line(cell, line, size=11, align=ALIGN.LEFT)


def _signer(cell: Any, signer: Plain) -> None:
    for text in (signer["unit"], signer["authority"], signer["position"], signer["of"]):
        if text:
            _line(cell, text, bold=True, size=13)
    if signer["note"]:
        _line(cell, signer["note"], italic=True, size=12)
    for _ in range(4):
        _line(cell, "", size=13)
    _line(cell, signer["name"], bold=True, size=13)


def _note(file: File, block: Plain, width: int) -> None:
    docx_page.paragraph(file, "Note", block["text"])


def _runs(paragraph: Any, runs: list[Plain]) -> None:
    for run in runs:
        added = docx_page.words(paragraph, run["text"])
        added.bold, added.italic = run["bold"] or None, run["italic"] or None


def _bare(file: File, widths: list[int], rows: int = 1) -> WordTable:
    """Add a table without lines, whose rows stay whole and together."""
    table = file.add_table(rows=rows, cols=len(widths))
    docx_table.fix(table, widths)
    return table


def _line(
    cell: Any, text: str, *, bold: bool = False, italic: bool = False, size: int = 13, align: Any = ALIGN.CENTER
) -> None:
    first = len(cell.paragraphs) == 1 and not cell.paragraphs[0].runs
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    docx_page.restyle(paragraph, "Tight")
    paragraph.alignment = align
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold or None, italic or None, Pt(size)


DRAWERS = {
    "letterhead": _letterhead,
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _list,
    "table": _table,
    "chart": _chart,
    "closing": _closing,
    "note": _note,
}
