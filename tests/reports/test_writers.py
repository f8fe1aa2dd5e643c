"""One paper in four formats: the same figures, the same letters, and the layout that the decree asks for."""

import datetime as dt
import io
import unicodedata
from decimal import Decimal

import docx
import pytest
import python_calamine
from pypdf import PdfReader

from reports.blocks import (
    Blank,
    Column,
    ColumnKind,
    Document,
    Heading,
    Letterhead,
    List,
    Paragraph,
    Recipients,
    Row,
    SignatureGrid,
    Signer,
    Sum,
    Table,
)
from reports.writers import docx as word
from reports.writers import html, pdf, xlsx
from tests.reports import readers, samples

PAPER = samples.paper()


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {"pdf": pdf.write(PAPER), "docx": word.write(PAPER), "xlsx": xlsx.write(PAPER)}


@pytest.fixture(scope="module")
def shown() -> str:
    return html.write(PAPER)


@pytest.fixture(scope="module")
def texts(files) -> dict[str, str]:
    pages = readers.pdf_pages(files["pdf"])
    # The number of a page is no figure of the paper.
    body = "\n".join(text.replace(f"DỰ THẢO\n{place}\n", "", 1) for place, text in enumerate(pages, start=1))
    return {"pdf": body, "docx": readers.docx_text(files["docx"]), "xlsx": readers.xlsx_text(files["xlsx"])}


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_the_figures_of_the_file_are_those_of_the_page_and_there_are_many(kind, texts, shown):
    on_the_page = readers.numbers(readers.html_text(shown))

    assert len(on_the_page) > 500
    assert readers.numbers(texts[kind]) == on_the_page


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_a_figure_changed_in_one_format_alone_would_be_seen(kind, texts, shown):
    planted = texts[kind].replace("49.320,0", "49.320,1")

    assert planted != texts[kind]
    assert readers.numbers(planted) != readers.numbers(readers.html_text(shown))


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_vietnamese_letters_the_three_blanks_and_users_text_arrive_as_they_were(kind, texts):
    text = unicodedata.normalize("NFC", " ".join(texts[kind].split()))

    for words in (samples.LETTERS, samples.INJECTION, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "—", "KAD", "……"):
        assert words in text


def test_nothing_unknown_is_printed_as_none(texts, shown):
    bare = Document(
        "Bản trống",
        (Letterhead(), Heading(""), Paragraph(("", Blank.MISSING)), SignatureGrid((Signer(""),)), Recipients(("",))),
    )
    written = [html.write(bare), readers.pdf_pages(pdf.write(bare))[0], readers.docx_text(word.write(bare))]
    written.append(readers.xlsx_text(xlsx.write(bare)))

    for text in written:
        assert "……, ngày …… tháng …… năm ……" in text.replace("\n", " ")
        assert "Số: ……/……" in text
        assert "None" not in text
    assert "None" not in shown + "".join(texts.values())


def test_dates_carry_the_zeros_that_the_decree_asks_for():
    heads = [Letterhead("", "UBND", "05", "BC-UBND", "Lạng Sơn", dt.date(2021, month, 6)) for month in (2, 3)]
    page = html.write(Document("Hai đầu thư", tuple(heads)))

    assert "Lạng Sơn, ngày 06 tháng 02 năm 2021" in page
    assert "Lạng Sơn, ngày 06 tháng 3 năm 2021" in page
    assert "Số: 05/BC-UBND" in page


def test_pdf_pages_are_a4_and_numbered_from_the_second(files):
    pages = PdfReader(io.BytesIO(files["pdf"])).pages
    sizes = [(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in pages]
    texts = [page.extract_text() for page in pages]

    assert sizes[:3] == [(595, 842)] * 3
    assert set(sizes[3:]) == {(842, 595)}
    assert texts[0].startswith("DỰ THẢO\nUBND")
    assert [text.split("\n")[1] for text in texts[1:]] == [str(number) for number in range(2, len(pages) + 1)]
    assert all("Mã kết quả: 7f3a9c2e11d0b4a5 · In lúc 09:05 06/02/2021" in text for text in texts)


def test_pdf_says_that_it_is_an_archival_file_and_embeds_its_own_letters(files):
    reader = PdfReader(io.BytesIO(files["pdf"]))
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[1]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert b"pdfaid:part>2<" in files["pdf"]
    assert fonts
    assert all(name.startswith("Tinos") for name in fonts)


def test_pdf_draws_different_pictures_for_different_vietnamese_letters(tmp_path):
    def picture(text):
        content = pdf.write(Document("Chữ", (Paragraph((text,)),)))
        return readers.drawn(content, tmp_path, dots=100)

    blank = picture("\N{NO-BREAK SPACE}")
    letters = "aăâáàảãạắằẳẵặấầẩẫậđeêéẹẻẽếềểễệiíìỉĩịoôơóòỏõọốồổỗộớờởỡợuưúùủũụứừửữựyýỳỷỹỵ"
    seen = {}
    for letter in letters:
        drawn = picture(letter)
        assert drawn != blank, letter
        seen.setdefault(drawn, []).append(letter)

    assert [same for same in seen.values() if len(same) > 1] == []


def test_composed_and_decomposed_text_are_drawn_alike(tmp_path):
    both = [
        readers.drawn(pdf.write(Document("Chữ", (Paragraph((text,)),))), tmp_path)
        for text in (samples.LETTERS, unicodedata.normalize("NFD", samples.LETTERS))
    ]

    assert both[0] == both[1]


def test_the_annex_of_34_rows_and_20_columns_lies_within_the_margins(files, tmp_path):
    image = readers.drawn(files["pdf"], tmp_path, page=4, dots=72)
    left, right = image.ink(darker_than=120)

    assert image.width > image.height
    assert 82 <= left <= 88  # 30 mm is 85 dots, 15 mm is 43
    assert 842 - 46 <= right <= 842 - 41
    assert "34" in PdfReader(io.BytesIO(files["pdf"])).pages[3].extract_text()


def test_heads_repeat_on_every_page_of_a_long_table_in_pdf_and_word():
    rows = tuple(Row((place, f"Đơn vị {place}")) for place in range(1, 121))
    long = Document("Dài", (Table((Column("STT", ColumnKind.ORDINAL), Column("Tên đơn vị")), rows),))
    texts = readers.pdf_pages(pdf.write(long))
    rows_of_word = docx.Document(io.BytesIO(word.write(long))).tables[0].rows

    assert len(texts) > 2
    assert all("Tên đơn vị" in text for text in texts)
    assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in rows_of_word] == [True] + [False] * 120
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in rows_of_word)


ENDS = {"paragraph": Paragraph(("Lời cuối.",)), "list": List((("Một.",), ("Lời cuối.",)))}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_signature_never_stands_on_a_page_without_the_words_before_it(end):
    signed = SignatureGrid((Signer("CHỦ TỊCH", "Người Ký"),))

    for count in range(20, 36):
        lines = (Paragraph((f"Dòng {at}.",)) for at in range(count))
        pages = readers.pdf_pages(pdf.write(Document("Cuối", (*lines, end, signed))))

        assert [("Người Ký" in page, "Lời cuối." in page) for page in pages] == [(False, False)] * (len(pages) - 1) + [
            (True, True)
        ]


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_word_keeps_the_last_words_with_the_signature(end):
    signed = SignatureGrid((Signer("CHỦ TỊCH", "Người Ký"),))
    file = docx.Document(io.BytesIO(word.write(Document("Cuối", (Paragraph(("Lời đầu.",)), end, signed)))))

    kept = {each.text: each.paragraph_format.keep_with_next for each in file.paragraphs if "Lời" in each.text}

    assert [*kept.values()] == [None, True]


def test_word_numbers_its_pages_from_the_second_and_turns_the_annex(files):
    file = docx.Document(io.BytesIO(files["docx"]))
    first, annex = file.sections

    assert first.different_first_page_header_footer
    assert "PAGE" not in first.first_page_header._element.xml
    assert "PAGE" in first.header._element.xml
    assert annex.header.is_linked_to_previous
    assert (first.page_width < first.page_height, annex.page_width > annex.page_height) == (True, True)
    for section in (first, annex):
        sides = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
        assert [round(side.mm) for side in sides] == [30, 15, 20, 20]


def test_word_uses_real_styles_in_times_new_roman_and_marks_the_draft(files):
    file = docx.Document(io.BytesIO(files["docx"]))
    used = {paragraph.style.name for paragraph in file.paragraphs}

    assert {"Title", "Subject", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Body Text", "Caption"} <= used
    assert {file.styles[name].font.name for name in used} == {"Times New Roman"}
    assert 'string="DỰ THẢO"' in file.sections[0].first_page_header._element.xml
    assert 'string="DỰ THẢO"' in file.sections[0].header._element.xml


def test_a_final_paper_bears_no_draft_mark():
    paper = samples.paper(draft=False)
    final = [html.write(paper), "".join(readers.pdf_pages(pdf.write(paper))), readers.xlsx_text(xlsx.write(paper))]
    headers = docx.Document(io.BytesIO(word.write(paper))).sections[0]

    assert ["DỰ THẢO" in text for text in final] == [False, False, False]
    assert "DỰ THẢO" not in headers.header._element.xml + headers.first_page_header._element.xml


def test_word_cells_and_columns_carry_the_same_widths(files):
    table = docx.Document(io.BytesIO(files["docx"])).tables[1]
    grid = [column.width for column in table.columns]

    assert [cell.width for cell in table.rows[2].cells] == grid
    assert sum(grid) <= docx.shared.Mm(165)


def test_workbook_keeps_figures_as_numbers_and_sums_as_formulas_with_their_values(files):
    first = "Báo cáo tổng kết năm 2020"
    values = {cell.coordinate: cell.value for cell in readers.xlsx_cells(files["xlsx"]) if cell.parent.title == first}
    formulas = [c for c in readers.xlsx_cells(files["xlsx"], formulas=True) if str(c.value).startswith("=SUM")]

    assert [cell.value for cell in formulas[2:]] == [f"=SUM(B{c.row},C{c.row},D{c.row})" for c in formulas[2:]]
    assert [values[cell.coordinate] for cell in formulas[2:]] == [95, 86, 55]
    for cell in formulas[:2]:
        row = cell.row
        assert cell.value == f"=SUM(D{row - 4}:D{row - 1})"
        assert values[cell.coordinate] == 66645.5
        assert [values[f"C{row - 4}"], values[f"C{row - 2}"], values[f"D{row - 2}"]] == [10.05, "—", "KAD"]


def test_workbook_sums_the_rows_and_columns_that_it_is_told():
    columns = (Column("Tỉnh"), *(Column(str(year), ColumnKind.NUMBER, places=0) for year in (1, 2)))
    rows = (
        Row(("Nhóm", Sum(4, rows=(1, 3)), "")),
        Row(("Hà Nam", 1, Sum(1, columns=(1,)))),
        Row(("Nam Định", 2, "")),
        Row(("Hà Nội", 3, Sum(6, rows=(1, 2, 3)))),
    )
    cells = readers.xlsx_cells(xlsx.write(Document("Tổng", (Table(columns, rows),))), formulas=True)

    assert [c.value for c in cells if str(c.value).startswith("=")] == ["=SUM(B3,B5)", "=SUM(B3)", "=SUM(C3:C5)"]


@pytest.mark.parametrize("text", ["=1+1", "+84 203", "-x", "@SUM(A1)", "\t=1", "https://example.vn", "1.234,5"])
def test_workbook_writes_users_words_as_text_whatever_they_begin_with(text):
    table = Table((Column("Tên"), Column("Ghi chú")), (Row((text, text)), Row((text,))))
    content = xlsx.write(Document("Chữ", (Paragraph((text,)), table)))
    found = [cell for cell in readers.xlsx_cells(content, formulas=True) if cell.value == text]

    assert [cell.data_type for cell in found] == ["s"] * 4
    assert all(cell.hyperlink is None for cell in found)


def test_workbook_keeps_a_figure_too_long_for_it_as_text():
    value = Decimal("12345678901234.5678")
    table = Table((Column("Số", ColumnKind.NUMBER, places=4),), (Row((value,)), Row((-5,))))
    cells = [cell.value for cell in readers.xlsx_cells(xlsx.write(Document("Số", (table,))))]

    assert cells == ["Số", "12.345.678.901.234,5678", -5]


def test_workbook_freezes_and_repeats_heads_and_fits_the_paper(files):
    sheet = readers.part_of(files["xlsx"], "xl/worksheets/sheet2.xml")
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    names = readers.part_of(files["xlsx"], "xl/workbook.xml").findall(f".//{main}definedName")

    assert sheet.find(f".//{main}pane").get("state") == "frozen"
    setup = sheet.find(f".//{main}pageSetup").attrib
    assert [setup[name] for name in ("orientation", "paperSize", "fitToHeight")] == ["landscape", "9", "0"]
    assert [name.text for name in names if name.get("name") == "_xlnm.Print_Titles"] == ["'Phụ lục 1'!$3:$4"]


def _places(content, *names):
    found = {cell.value: (cell.row, cell.column) for cell in readers.xlsx_cells(content) if cell.value in names}
    return [found[name] for name in names]


@pytest.mark.parametrize("columns", [2, 7])
def test_workbook_puts_the_signatures_of_a_grid_side_by_side_as_the_other_papers_do(columns):
    table = Table(tuple(Column(str(place)) for place in range(columns)), (Row(("x",) * columns),))
    signers = (Signer("TỔ GIÚP VIỆC", "Lê A"), Signer("CHỦ TỊCH", "Trần B", authority="TM. ỦY BAN", note="(đã ký)"))
    signers += (Signer("PHÓ CHỦ TỊCH", "Phạm C"),)
    content = xlsx.write(Document("Bảng", (table, SignatureGrid(signers))))

    left, right, below, *named = _places(
        content, "TỔ GIÚP VIỆC", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê A", "Trần B", "Phạm C"
    )
    assert (left[0], left[1]) == (right[0], 1)
    assert right[1] > 1
    assert (below[0] > right[0], below[1]) == (True, 1)
    assert [column for _row, column in named] == [1, right[1], 1]
    assert named[0][0] == named[1][0] > left[0]


def test_workbook_keeps_a_single_signature_in_the_right_half():
    content = xlsx.write(Document("Bảng", (Recipients(("Cụm",)), SignatureGrid((Signer("CHỦ TỊCH", "Trần B"),)))))

    assert [column for _row, column in _places(content, "CHỦ TỊCH", "Trần B")] == [5, 5]


def test_calamine_reads_the_workbook_too(files):
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(files["xlsx"]))
    values = [value for row in book.get_sheet_by_index(0).to_python() for value in row if value != ""]

    assert 66645.5 in values
    assert book.sheet_names == ["Báo cáo tổng kết năm 2020", "Phụ lục 1"]


def test_page_escapes_what_users_wrote():
    hostile = "<script>alert(1)</script>"
    table = Table((Column(hostile),), (Row((hostile,)),), title=hostile)
    page = html.write(Document(hostile, (Heading(hostile), Paragraph((hostile,)), table)))

    assert "<script" not in page
    assert page.count("&lt;script&gt;alert(1)") == 6


@pytest.mark.parametrize("sign", list("✓☐★😀中\x01\x0b\x1f\uf0b7\ufffe"))
@pytest.mark.parametrize(
    ("write", "read"),
    [
        (pdf.write, lambda file: "\n".join(readers.pdf_pages(file))),
        (word.write, readers.docx_text),
        (xlsx.write, readers.xlsx_text),
        (html.write, readers.html_text),
    ],
    ids=["pdf", "docx", "xlsx", "html"],
)
def test_an_old_text_with_a_sign_that_no_paper_holds_prints_with_a_stand_in(sign, write, read):
    table = Table((Column("Đơn vị"), Column(f"Ghi{sign}chú")), (Row((f"Hà{sign}Nam", "đạt")), Row((f"Cả{sign}cụm",))))
    paper = Document(f"Kết{sign}luận", (Heading(f"BÁO{sign}CÁO", 0), Paragraph((f"Thống{sign}nhất",)), table))

    text = read(write(paper))

    for told in ("BÁO□CÁO", "Thống□nhất", "Ghi□chú", "Hà□Nam", "Cả□cụm"):
        assert told in text
    assert sign not in text
