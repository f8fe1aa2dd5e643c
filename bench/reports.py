"""P10 and P11: the writers of papers over their own engines on the same content."""

import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path

import docx
import typst
import xlsxwriter
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from python_calamine import CalamineWorkbook

from bench.rounds import Measurement, ratio
from reports.blocks import Column, ColumnKind, Document, Heading, Row, Table
from reports.shown import number
from reports.writers import docx as docx_writer
from reports.writers import pdf as pdf_writer
from reports.writers import xlsx as xlsx_writer

LEFT, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
LONG, MIDDLE = 100_000, 900
NAMES = ("Đơn vị", "Huyện, thị xã, thành phố")
FIGURES = ("Kế hoạch", "Thực hiện", "Năm trước", "Tự chấm", "Thẩm định", "Thống nhất")
HEADS = (*NAMES, *FIGURES)
COLUMNS = (
    *(Column(name, width=2) for name in NAMES),
    *(Column(name, ColumnKind.NUMBER, places=2) for name in FIGURES),
)


def measures() -> Iterator[Measurement]:
    """Yield every figure of the papers, after checking that both sides wrote the same."""
    _same_workbooks()
    yield ratio("P10 XLSX, 100.000 rows ÷ xlsxwriter", 1.3, lambda n: _xlsx(LONG, n), lambda n: _xlsx_floor(LONG, n))
    yield Measurement("P10 XLSX, MB more for 100.000 rows than for 10.000", _memory(LONG) - _memory(LONG // 10), 10.0)
    _same_pdfs()
    yield ratio("P11 PDF ÷ Typst", 1.3, lambda n: pdf_writer.write(_paper(MIDDLE, n)), _PdfFloor())
    yield _a_page()
    _same_word_files()
    yield ratio(
        "P11 DOCX ÷ python-docx with cloned rows", 1.3, lambda n: docx_writer.write(_paper(MIDDLE, n)), _docx_floor
    )


class Rows:
    """Rows made as they are read, as from a server-side cursor: iterated anew each time, never all in memory."""

    def __init__(self, count: int, seed: int) -> None:
        self.count, self.seed = count, seed

    def tuples(self) -> Iterator[tuple]:
        for place in range(self.count):
            figures = (Decimal(place * step + self.seed * 7 + 101) / 100 for step in range(3, 9))
            yield f"Đơn vị thứ {place}", "Huyện Hải Hà", *figures

    def __iter__(self) -> Iterator[Row]:
        return map(Row, self.tuples())


def _paper(count: int, seed: int) -> Document:
    return Document("Bảng", (Heading("BẢNG TỔNG HỢP", 0), Table(COLUMNS, Rows(count, seed))))


def _xlsx(count: int, seed: int) -> bytes:
    return xlsx_writer.write(Document("Bảng", (Table(COLUMNS, Rows(count, seed)),)))


def _xlsx_floor(count: int, seed: int) -> bytes:
    """Write the same tuples as plainly as the engine allows."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Bảng")
        cell = book.add_format({"border": 1, "text_wrap": True})
        figure = book.add_format({"border": 1, "num_format": "#,##0.00"})
        for place, name in enumerate(HEADS):
            sheet.write_string(0, place, name, cell)
        for at, (name, kind, *figures) in enumerate(Rows(count, seed).tuples(), start=1):
            sheet.write_string(at, 0, name, cell)
            sheet.write_string(at, 1, kind, cell)
            for place, value in enumerate(figures, start=len(NAMES)):
                sheet.write_number(at, place, float(value), figure)
    return held.getvalue()


def _same_workbooks() -> None:
    ours, theirs = (
        CalamineWorkbook.from_filelike(io.BytesIO(write(2000, 1))).get_sheet_by_index(0).to_python()
        for write in (_xlsx, _xlsx_floor)
    )
    if ours != theirs:
        raise AssertionError("the two workbooks differ")


def _memory(count: int) -> float:
    """Return the greatest memory, in MB, of a fresh process that writes so many rows."""
    command = [sys.executable, "-m", "bench.reports", str(count)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 -- ourselves


class _PdfFloor:
    """The engine alone on the same table, its text written out beforehand for every round."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        for seed in range(-1, 7):
            (self.folder / f"{seed}.typ").write_text(self._source(seed), encoding="utf-8")

    def __call__(self, seed: int) -> bytes:
        return typst.compile(
            str(self.folder / f"{seed}.typ"),
            font_paths=[str(pdf_writer.FONTS)],
            ignore_system_fonts=True,
            pdf_standards=["a-2b"],
        )

    def _source(self, seed: int) -> str:
        cells = [
            f"[{value}]" if isinstance(value, str) else f"[{number(value, 2)}]"
            for row in Rows(MIDDLE, seed).tuples()
            for value in row
        ]
        return (
            '#set document(title: "Bảng")\n#set text(font: "Tinos", size: 12pt, lang: "vi")\n'
            '#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm), numbering: "1")\n'
            "#set table.cell(breakable: false)\n*BẢNG TỔNG HỢP*\n"
            f"#table(columns: (2fr, 2fr, {'1fr, ' * len(FIGURES)}), stroke: 0.5pt, inset: 4pt,\n"
            f"table.header({', '.join(f'[*{head}*]' for head in HEADS)}),\n{', '.join(cells)})\n"
        )


def _same_pdfs() -> None:
    from pypdf import PdfReader  # noqa: PLC0415 -- only to check

    ours, theirs = (PdfReader(io.BytesIO(content)) for content in (pdf_writer.write(_paper(MIDDLE, 1)), _PdfFloor()(1)))
    words = [
        {word for page in file.pages for word in page.extract_text().split() if "," in word} for file in (ours, theirs)
    ]
    if words[0] != words[1] or not words[0]:
        raise AssertionError("the two PDFs hold different figures")


def _a_page() -> Measurement:
    """Compare the time of a page in a long paper with that in a short one."""
    from pypdf import PdfReader  # noqa: PLC0415 -- only to count pages

    taken = []
    for count in (230, 1250):
        begun = time.perf_counter()
        content = pdf_writer.write(_paper(count, 11))
        seconds = time.perf_counter() - begun
        taken.append((seconds / len(PdfReader(io.BytesIO(content)).pages), len(PdfReader(io.BytesIO(content)).pages)))
    (short, few), (long, many) = taken
    return Measurement(f"P11 PDF, a page of {many} ÷ a page of {few}", long / short, 1.6)


def _docx_floor(seed: int) -> bytes:
    """Write the same table with the engine, a row cloned from the first and its texts set."""
    file = docx.Document()
    file.add_paragraph("BẢNG TỔNG HỢP", style="Title")
    table = file.add_table(rows=2, cols=len(HEADS), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, HEADS, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for place, cell in enumerate(table.rows[1].cells):
        cell.paragraphs[0].add_run("0")
        cell.paragraphs[0].alignment = LEFT if place < len(NAMES) else RIGHT
    pattern = table.rows[1]._tr
    pattern.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table._tbl.remove(pattern)
    for row in Rows(MIDDLE, seed).tuples():
        clone = deepcopy(pattern)
        for text, value in zip(clone.iter(qn("w:t")), row, strict=True):
            text.text = value if isinstance(value, str) else number(value, 2)
        table._tbl.append(clone)
    held = io.BytesIO()
    file.save(held)
    return held.getvalue()


def _same_word_files() -> None:
    ours, theirs = (
        [t.text for t in docx.Document(io.BytesIO(content)).tables[0]._tbl.iter(qn("w:t"))]
        for content in (docx_writer.write(_paper(MIDDLE, 1)), _docx_floor(1))
    )
    if ours != theirs:
        raise AssertionError("the two Word files differ")


if __name__ == "__main__":
    _xlsx(int(sys.argv[1]), 1)
    # Not getrusage: a child's high-water mark there begins with its parent's.
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(int(peak.split()[1]) / 1024)
