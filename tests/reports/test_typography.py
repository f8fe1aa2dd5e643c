"""What may not part on paper stays together, and lines stand as far apart as the decree has them."""

import io
from itertools import pairwise

import docx as word
import pytest
from pypdf import PdfReader

from reports.blocks import Column, Document, Note, Paragraph, Recipients, Row, SignatureGrid, Signer, Table
from reports.writers import docx, pdf
from tests.reports import readers

NUMBER = "231/QĐ-TTg"
MANY = " ".join([NUMBER] * 60)
CLOSING = (
    Recipients(("Hội đồng Thi đua - Khen thưởng Trung ương", "UBND các tỉnh thành viên Cụm", "Lưu: VT")),
    SignatureGrid((Signer("CHỦ TỊCH\nUBND TỈNH QUẢNG\N{NO-BREAK SPACE}NINH", authority="CỤM TRƯỞNG"),)),
)
ROOMS = {
    "paragraph": Paragraph((MANY,)),
    "note": Note(MANY),
    "cell": Table(tuple(Column(str(n)) for n in range(6)), (Row((MANY, *[""] * 5)),)),
}


@pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS)
def test_the_number_of_a_document_is_never_parted_at_the_end_of_a_line(room):
    for shift in range(6):
        document = Document("Số", (Paragraph(("a" * shift + " ", "b" * shift, " ", MANY)), room))
        words = "\n".join(readers.pdf_pages(pdf.write(document))).split()
        assert {word for word in words if "/" in word or "QĐ" in word} == {NUMBER}


def test_word_may_not_part_it_either_and_still_says_the_same():
    file = docx.write(Document("Số", (Paragraph((MANY,)), ROOMS["note"], ROOMS["cell"])))

    assert {word for word in readers.docx_text(file).split() if "/" in word} == {NUMBER}
    assert "-" not in "".join(
        t.text or "" for t in word.Document(io.BytesIO(file)).element.body.iter(f"{readers.WORD}t")
    )


def test_a_long_position_breaks_before_the_body_and_never_within_its_name():
    file = pdf.write(Document("Ký", CLOSING))
    lines = [line.strip().replace("\N{NO-BREAK SPACE}", " ") for line in readers.pdf_pages(file)[0].split("\n")]

    assert [line for line in lines if "CHỦ" in line or "NINH" in line] == ["CHỦ TỊCH", "UBND TỈNH QUẢNG NINH"]


def test_the_lines_of_the_recipients_stand_a_line_apart():
    heights = {}

    def visit(text, matrix, _line, _font, _size):
        if text.strip():
            heights[text.strip()] = matrix[5]

    PdfReader(io.BytesIO(pdf.write(Document("Ký", CLOSING)))).pages[0].extract_text(visitor_text=visit)
    down = sorted((y for text, y in heights.items() if text.startswith("-")), reverse=True)

    assert len(down) == 3, heights
    # Size 11, in single lines of Times New Roman at the least.
    assert all(above - below >= 11 * 1.15 for above, below in pairwise(down))
