"""The sheet that a Word paper is written on: its styles, its page number, its foot and its draft mark."""

import io
import re
from functools import cache
from typing import Any

import docx
from docx.document import Document as File
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FONT = "Times New Roman"
NUMBER = re.compile(r"([\d…]+(?:/\d{4})?/[^\W\d_]\w*(?:-[^\W\d_]\w*)+)")
MARK = """<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><w:r><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" path="m@7,l@8,m@5,21600l@6,21600e">
<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape type="#_x0000_t136" stroked="f" fillcolor="#d9d9d9"
 style="position:absolute;width:400pt;height:100pt;rotation:315;z-index:-251657216;
mso-position-horizontal:center;mso-position-horizontal-relative:margin;
mso-position-vertical:center;mso-position-vertical-relative:margin">
<v:textpath style="font-family:&quot;Times New Roman&quot;;font-weight:bold" string=""/></v:shape>
</w:pict></w:r></w:p>"""
TABLE_STYLE = """<w:style xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 w:type="table" w:customStyle="1" w:styleId="PaperTable"><w:name w:val="Paper Table"/><w:basedOn w:val="TableNormal"/>
<w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>"""
# name: (size, bold, italic, alignment, first-line indent in mm, before in pt, after in pt, keep with next)
STYLES = {
    "Body Text": (13, False, False, ALIGN.JUSTIFY, 10, 0, 6, False),
    "Centred": (13, False, False, ALIGN.CENTER, 0, 0, 6, False),
    "Item": (13, False, False, ALIGN.JUSTIFY, 10, 0, 6, False),
    "Tight": (13, False, False, ALIGN.LEFT, 0, 0, 0, False),
    "Title": (14, True, False, ALIGN.CENTER, 0, 6, 0, True),
    "Subject": (14, True, False, ALIGN.CENTER, 0, 0, 0, True),
    "Heading 1": (13, True, False, ALIGN.CENTER, 0, 12, 6, True),
    "Heading 2": (13, True, False, ALIGN.LEFT, 10, 10, 6, True),
    "Heading 3": (13, True, False, ALIGN.LEFT, 10, 8, 6, True),
    "Heading 4": (13, True, True, ALIGN.LEFT, 10, 6, 6, True),
    "Caption": (13, True, False, ALIGN.CENTER, 0, 10, 4, True),
    "Unit": (11, False, True, ALIGN.RIGHT, 0, 0, 4, True),
    "Footnote": (10, False, True, ALIGN.LEFT, 0, 2, 0, False),
    "Note": (11, False, True, ALIGN.LEFT, 0, 2, 6, False),
    "Header": (13, False, False, ALIGN.CENTER, 0, 0, 0, False),
    "Footer": (9, False, False, ALIGN.CENTER, 0, 0, 0, False),
}
# The most columns of a table: the half points of its letters. A style a cell keeps the file small and quick to write.
CELL_SIZES = {8: 24, 13: 20, 18: 17, 24: 15, 99: 13}
CELL_SIDES = {"left": ALIGN.LEFT, "center": ALIGN.CENTER, "right": ALIGN.RIGHT}


@cache
def _empty() -> bytes:
    """Return an empty file with every style of the paper; made once, since styles cost more than pages."""
    file = docx.Document()
    known = {style.name for style in file.styles}
    _font(file.styles["Normal"], 13)
    for name, (size, bold, italic, align, indent, before, after, keep) in STYLES.items():
        style = file.styles[name] if name in known else _added(file, name)
        _font(style, size)
        style.font.bold, style.font.italic = bold, italic
        shape = style.paragraph_format
        shape.alignment, shape.first_line_indent = align, Mm(indent)
        shape.space_before, shape.space_after, shape.keep_with_next = Pt(before), Pt(after), keep
        shape.line_spacing = 1.0 if name in ("Tight", "Header", "Footer") else 1.15
        for lines in style.element.findall(f".//{qn('w:pBdr')}"):
            lines.getparent().remove(lines)
    for half_points in CELL_SIZES.values():
        for side, align in CELL_SIDES.items():
            style = _added(file, f"Cell {side} {half_points}")
            _font(style, half_points / 2)
            style.paragraph_format.alignment = align
            style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(0), 1.0
    file.styles.element.append(parse_xml(TABLE_STYLE))
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    file.styles["Normal"].element.get_or_add_rPr().append(language)
    held = io.BytesIO()
    file.save(held)
    return held.getvalue()


def new_file() -> File:
    """Return an empty file with the letters and the spacing that the decree asks for."""
    return docx.Document(io.BytesIO(_empty()))


@cache
def _style_ids() -> dict[str, str]:
    return {style.name: style.style_id for style in new_file().styles}


def paragraph(room: Any, style: str, text: str = "") -> Any:
    """Add a paragraph to a file or a cell; its style goes by key, since python-docx seeks a name in all of them."""
    added = room.add_paragraph()
    restyle(added, style)
    if text:
        words(added, text)
    return added


def words(added: Any, text: str) -> Any:
    """Add a run to a paragraph; the hyphens in the number of a document do not part it at the end of a line."""
    run = added.add_run()
    for place, piece in enumerate(NUMBER.split(text)):
        if not place % 2:
            run.add_text(piece)
            continue
        for at, part in enumerate(piece.split("-")):
            if at:
                run._r.append(OxmlElement("w:noBreakHyphen"))
            run.add_text(part)
    return run


def restyle(added: Any, style: str) -> None:
    """Give a paragraph a style of the paper."""
    added._p.style = _style_ids()[style]


def _added(file: File, name: str) -> Any:
    style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = file.styles["Normal"]
    return style


def set_edges(section: Any, data: dict[str, Any], *, first: bool) -> None:
    """Set the page number (not on page 1), the foot and the draft mark; later sections go on counting."""
    section.different_first_page_header_footer = first
    if not first:
        return
    number = section.header.paragraphs[0]
    restyle(number, "Header")
    _field(number, "PAGE")
    for footer in (section.footer, section.first_page_footer):
        footer.paragraphs[0].text = data["foot"]
        restyle(footer.paragraphs[0], "Footer")
    if data["draft"]:
        for header in (section.header, section.first_page_header):
            header._element.append(_mark(data["draft"]))


def underline(paragraph: Any, *, side: int) -> None:
    """Draw a line above the paragraph, shorter than its room by `side` on either side."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    lines = parse_xml(
        '<w:pBdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    )
    shape = paragraph._p.get_or_add_pPr()
    shape.insert_element_before(lines, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _font(style: Any, size: float) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)


def _field(paragraph: Any, code: str) -> None:
    for kind, text in (("begin", None), (None, code), ("separate", None), ("", "2"), ("end", None)):
        run = paragraph.add_run()
        if kind is None:
            element = OxmlElement("w:instrText")
            element.text = text
        elif kind == "":
            run.text = text
            continue
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _mark(text: str) -> Any:
    paragraph = parse_xml(MARK)
    paragraph.find(".//{urn:schemas-microsoft-com:vml}shape/{urn:schemas-microsoft-com:vml}textpath").set(
        "string", text
    )
    return paragraph
