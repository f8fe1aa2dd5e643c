"""The three files and the page read back as texts, by other libraries than those that wrote them."""

import io
import re
import subprocess
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import docx
import openpyxl
from lxml import etree
from pypdf import PdfReader

from scoring.numbers import written

NUMBER = re.compile(r"[−-]?\d+(?:[.,]\d+)*")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def numbers(text: str) -> set[str]:
    """Return every figure in a text as it is written."""
    return set(NUMBER.findall(text))


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found, self.drawing = [], 0

    def handle_starttag(self, tag, attrs):
        self.drawing += tag == "svg"

    def handle_endtag(self, tag):
        self.drawing -= tag == "svg"

    def handle_data(self, data):
        if not self.drawing:
            self.found.append(data)


def html_text(page: str) -> str:
    """Return the text of a page outside its drawings, whose figures stand in their tables too."""
    parser = _Texts()
    parser.feed(page)
    return "\n".join(parser.found)


def pdf_pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def docx_text(content: bytes) -> str:
    """Return all texts of the body and of the foot, a paragraph a line."""
    file = docx.Document(io.BytesIO(content))
    lines = [
        "".join(
            "-" if t.tag == f"{WORD}noBreakHyphen" else t.text or "" for t in p.iter(f"{WORD}t", f"{WORD}noBreakHyphen")
        )
        for p in file.element.body.iter(f"{WORD}p")
    ]
    return "\n".join([*lines, *(p.text for p in file.sections[0].footer.paragraphs)])


def xlsx_cells(content: bytes, *, formulas: bool = False) -> list:
    """Return every cell that holds something, as openpyxl sees it."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=not formulas)
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def xlsx_text(content: bytes) -> str:
    """Return the texts of a workbook with its figures as its formats show them, and its foot."""
    lines = []
    for cell in xlsx_cells(content):
        if isinstance(cell.value, int | float):
            places = len(cell.number_format.replace('"*"', "").partition(".")[2])
            lines.append(written(Decimal(repr(cell.value)), places))
        else:
            lines.append(cell.value)
    feet = [sheet.oddFooter.center.text for sheet in openpyxl.load_workbook(io.BytesIO(content))]
    return "\n".join([*lines, *feet])


def part_of(content: bytes, name: str) -> etree._Element:
    """Return one XML part of an office file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def names_in(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


@dataclass(frozen=True)
class Picture:
    """A page as shades of grey, a byte a dot, row by row."""

    width: int
    height: int
    dots: bytes

    def ink(self, darker_than: int) -> tuple[int, int]:
        """Return the first and the last column with a dot so dark; -1 when there is none."""
        columns = [
            place for place in range(self.width) if min(self.dots[place :: self.width], default=255) < darker_than
        ]
        return (columns[0], columns[-1]) if columns else (-1, -1)


def drawn(content: bytes, folder: Path, page: int = 1, dots: int = 60) -> Picture:
    """Return a page of a PDF as a picture, drawn by poppler."""
    source = folder / "paper.pdf"
    source.write_bytes(content)
    command = ["pdftoppm", "-r", str(dots), "-f", str(page), "-l", str(page), "-gray", "-singlefile"]
    subprocess.run([*command, source, folder / "page"], check=True)
    _, size, _, shades = (folder / "page.pgm").read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    return Picture(width, height, shades)
