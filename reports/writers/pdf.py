"""A paper as PDF/A-2b, through Typst: the content travels as JSON, so none of it can be read as markup."""

import json
from pathlib import Path

import typst

from reports.blocks import Document
from reports.layout import laid_out

HERE = Path(__file__).resolve().parent.parent
FONTS = HERE / "fonts"
TEMPLATE = HERE / "typst" / "document.typ"
PICTURE = HERE / "typst" / "picture.typ"


def write(document: Document) -> bytes:
    """Return the PDF of a document."""
    data = json.dumps(laid_out(document), ensure_ascii=False)
    return _compile(TEMPLATE, {"data": data}, pdf_standards=["a-2b"])


def picture(svg: str) -> bytes:
    """Return a PNG of an SVG drawing, for the formats that cannot hold the drawing itself."""
    return _compile(PICTURE, {"svg": svg}, format="png", ppi=200)


def _compile(template: Path, inputs: dict[str, str], **options) -> bytes:
    return typst.compile(str(template), sys_inputs=inputs, font_paths=[str(FONTS)], ignore_system_fonts=True, **options)
