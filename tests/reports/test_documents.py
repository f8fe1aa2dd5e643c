"""What the papers are filled with: the three states, the sections, the decisions and who signs."""

import datetime as dt
from decimal import Decimal
from itertools import pairwise
from types import SimpleNamespace

import pytest
from django.utils import timezone

from accounts.actors import Actor
from clusters.actions import ranking, statements
from clusters.choices import ClusterWord, IndicatorKind, Period, Phase, PostKind, StatementSection, SubmissionState
from clusters.models import Cluster, Figure, Season, Submission, UnitYear
from clusters.queries.yearbook import Told
from organisations.choices import UnitKind
from organisations.models import Unit
from reports.blocks import (
    Blank,
    Column,
    ColumnKind,
    Document,
    Heading,
    Letterhead,
    List,
    Number,
    Recipients,
    Row,
    SignatureGrid,
    Signer,
    Table,
)
from reports.documents import KINDS, figures, frame, own_year, review
from reports.prose import meetings, merit, sorting
from reports.shown import DOTS
from reports.writers import docx, html, pdf, xlsx
from tests.factories.accounts import make_unit
from tests.factories.clusters import CriterionFactory, ScoreFactory, SheetFactory, published
from tests.reports import readers

BY = Actor.system("Kiểm thử")
RANKED = {"Hà Nam": 1, "Nam Định": 1, "Thái Bình": None}
AMOUNT = SimpleNamespace(kind=IndicatorKind.AMOUNT, measure="tỷ đồng")
YES_NO = SimpleNamespace(kind=IndicatorKind.YES_NO, measure="")
STATES = (
    Told("Hà Nam", None, (), applies=True),
    Told("Nam Định", Figure(value=Decimal(0)), (), applies=True),
    Told("Thái Bình", Figure(value=Decimal(5)), (), applies=False),
)


def test_not_reported_zero_and_not_applicable_are_three_cells():
    assert [figures.value_cell(told, AMOUNT) for told in STATES] == [
        Blank.NOT_REPORTED,
        Number(Decimal(0)),
        Blank.NOT_APPLICABLE,
    ]


def test_yes_no_not_reported_and_not_applicable_are_four_cells():
    yes = Told("Hải Dương", Figure(value=Decimal(1), illustrative=True), (), applies=True)

    assert [figures.value_cell(told, YES_NO) for told in (*STATES, yes)] == [
        Blank.NOT_REPORTED,
        "Không",
        Blank.NOT_APPLICABLE,
        "Có*",
    ]


def test_the_three_states_stay_apart_on_the_page_and_in_every_file():
    columns = tuple(Column(told.name, ColumnKind.NUMBER) for told in STATES)
    rows = tuple(Row(tuple(figures.value_cell(told, one) for told in STATES)) for one in (AMOUNT, YES_NO))
    document = Document("Ba", (Table(columns, rows),))
    texts = {
        "page": readers.html_text(html.write(document)),
        "pdf": "\n".join(readers.pdf_pages(pdf.write(document))),
        "docx": readers.docx_text(docx.write(document)),
        "xlsx": readers.xlsx_text(xlsx.write(document)),
    }
    words = ("—", "0", "KAD", "Không", "Có")
    shown = {form: [word for word in text.split() if word in words] for form, text in texts.items()}

    assert shown == {form: ["—", "0", "KAD", "—", "Không", "KAD"] for form in texts}
    # In the sheet a zero is a number that formulas add up, the others are words.
    cells = [cell.value for cell in readers.xlsx_cells(xlsx.write(document))]
    assert [value for value in cells if value in (0, *words)] == ["—", 0, "KAD", "—", "Không", "KAD"]


def ranked_before_agreement(season, book):
    """Ranked, but as the points stood: the run is provisional."""
    return _ranked(season, Phase.APPRAISAL)


def ranked_and_published(season, book):
    """Ranked for good and published: whatever the portal can close, it has closed."""
    _ranked(season, Phase.APPRAISED)
    Season.objects.filter(pk=season.pk).update(phase=Phase.PUBLISHED, published_at=timezone.now())
    return Season.objects.get(pk=season.pk)


def _ranked(season, phase):
    Season.objects.filter(pk=season.pk).update(phase=phase)
    sheet = SheetFactory(season=season, declared_max=Decimal(10))
    line = CriterionFactory(sheet=sheet, params={})
    for member in season.members.all():
        given = {"agreed_points": Decimal(9), "agreed_at": timezone.now()}
        ScoreFactory(member=member, criterion=line, agreed_by=None, **given)
    published(sheet)
    ranking.compute(ranking.request_run(Season.objects.get(pk=season.pk), by=BY).pk)
    return Season.objects.get(pk=season.pk)


def being_written(season, book):
    return book


def handed_in(season, book):
    Submission.objects.create(
        unit_year=book, period=Period.FULL_YEAR, state=SubmissionState.SUBMITTED, submitted_at=timezone.now()
    )
    return book


@pytest.mark.parametrize(
    ("kind", "made", "draft"),
    [
        ("summary", ranked_before_agreement, "DỰ THẢO"),
        ("summary", ranked_and_published, ""),
        ("score-table", ranked_before_agreement, "DỰ THẢO"),
        ("score-table", ranked_and_published, ""),
        ("half-year", ranked_before_agreement, "DỰ THẢO"),
        ("half-year", ranked_and_published, "DỰ THẢO"),
        ("own-year", being_written, "DỰ THẢO"),
        ("own-year", handed_in, "DỰ THẢO"),
    ],
)
def test_only_a_paper_that_rests_on_a_final_ranking_is_no_draft(kind, made, draft, season, member_unit):
    subject = made(season, UnitYear.objects.create(unit=member_unit, year=2020))

    assert KINDS[kind].build(subject, timezone.now()).document.draft == draft


def test_a_statement_stands_in_the_section_that_was_chosen_whatever_its_words(season):
    words = {"subject": "Phong trào được tặng Bằng khen", "qualifier": "hơn", "source": "Bài viết"}
    said = [statements.state(season, statements.Said(section=one, **words), by=BY) for one in StatementSection]
    found = sorting.by_section(said, 2020)

    assert {section: len(sentences) for section, sentences in found.items()} == dict.fromkeys(StatementSection, 1)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Thủ tướng Chính phủ", "của Thủ tướng Chính phủ, Nguyễn Văn A ký"),
        ("Thủ tướng chính phủ", "của Thủ tướng Chính phủ, Nguyễn Văn A ký"),
        ("Phó Thủ tướng", "của Thủ tướng Chính phủ, Phó Thủ tướng Nguyễn Văn A ký"),
    ],
)
def test_a_decision_names_its_body_once(title, words):
    decision = SimpleNamespace(
        number="12/QĐ-TTg",
        illustrative=False,
        signed_on=dt.date(2021, 3, 2),
        deciding_body="Thủ tướng Chính phủ",
        signer_title=title,
        signer_name="Nguyễn Văn A",
    )

    assert merit.decision(decision) == f"Quyết định số 12/QĐ-TTg ngày 02 tháng 3 năm 2021 {words}"


@pytest.mark.parametrize(
    ("places", "begun"),
    [(RANKED, "Đã xếp hạng 2 đơn vị: "), (dict.fromkeys(RANKED), "Chưa có đơn vị nào được xếp hạng.")],
    ids=["one not considered", "nobody considered"],
)
def test_only_who_has_a_place_is_counted_as_ranked(places, begun):
    rows = [SimpleNamespace(unit=name, place=place, total=Decimal(9)) for name, place in places.items()]

    assert merit.best(SimpleNamespace(rows=rows, run=SimpleNamespace(illustrative=False)), 2)[0] == begun


@pytest.mark.parametrize(
    ("moved", "told"),
    [((), ""), ((2, 5), " (khi đề nghị: xếp thứ 2)"), ((None, 5), " (khi đề nghị: chưa xếp hạng)")],
    ids=["the same place", "another place", "no place then"],
)
def test_a_proposal_that_cites_another_ranking_says_which_place_it_had_there(moved, told):
    nomination = SimpleNamespace(
        category="Bằng khen",
        member=SimpleNamespace(unit=SimpleNamespace(full_name="tỉnh Nam Định")),
        departure="",
        decision=None,
    )

    assert merit.proposed(nomination, 5, moved) == (f"Bằng khen: tỉnh Nam Định, xếp thứ 5{told}.",)


ARTICLE = "Bài ngày 19/01/2021"


def book(*sources, period=Period.FULL_YEAR, owner=ARTICLE):
    told = [
        SimpleNamespace(figure=SimpleNamespace(source=source), name=f"tỉnh {number}")
        for number, source in enumerate(sources, 1)
    ]
    lines = (SimpleNamespace(reported=told, told=told, statements=(), indicator="Tốc độ tăng"),)
    return SimpleNamespace(lines=lines, statements=(), owner=SimpleNamespace(source=owner), period=period)


def test_a_source_is_named_once_whatever_else_is_said_of_a_figure_of_it():
    said = (ARTICLE, f"{ARTICLE}: “3 năm liền”", f"{ARTICLE}; nguồn không nêu năm", "Bài ngày 19/01/2021 khác", ARTICLE)

    (note,) = review.sources(book(*said))

    assert note.text == "Nguồn số liệu: Bài ngày 19/01/2021; Bài ngày 19/01/2021 khác."


def test_a_half_years_paper_names_only_the_sources_of_its_own_figures():
    assert list(review.sources(book(period=Period.HALF_YEAR))) == []
    assert [note.text for note in review.sources(book("Báo cáo 6 tháng", period=Period.HALF_YEAR))] == [
        "Nguồn số liệu: Báo cáo 6 tháng."
    ]


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        ([ARTICLE, ""], ["Tốc độ tăng (tỉnh 2)"]),
        ([ARTICLE, *[""] * 5], ["Tốc độ tăng (5 đơn vị)"]),
        ([""], ["Tốc độ tăng"]),
        ([ARTICLE], []),
    ],
    ids=["one of two", "five of six", "a unit of its own", "none"],
)
def test_what_names_no_source_is_told_beside_the_sources_so_that_it_does_not_seem_to_come_from_them(sources, told):
    notes = [note.text for note in review.sources(book(*sources))]

    assert notes == [f"Nguồn số liệu: {ARTICLE}.", *(f"Số liệu chưa ghi nguồn: {one}." for one in told)]


def facts(unit=None, name="", title=""):
    post = SimpleNamespace(kind=PostKind.HEAD, member=SimpleNamespace(unit=unit), holder_name=name, holder_title=title)
    cluster = SimpleNamespace(name="Cụm thi đua A")
    return SimpleNamespace(
        head=post if unit else None, group="Cụm", season=SimpleNamespace(cluster=cluster), conference=None
    )


QUANG_NINH = Unit(name="Quảng Ninh", kind=UnitKind.PROVINCE)


@pytest.mark.parametrize(
    ("told", "signer"),
    [
        ((), Signer("CỤM TRƯỞNG")),
        ((QUANG_NINH,), Signer("CHỦ TỊCH\nUBND TỈNH QUẢNG\N{NO-BREAK SPACE}NINH", "", "CỤM TRƯỞNG")),
        (
            (QUANG_NINH, "Nguyễn A", "Chủ tịch UBND tỉnh Quảng Ninh"),
            Signer("CHỦ TỊCH\nUBND TỈNH QUẢNG\N{NO-BREAK SPACE}NINH", "Nguyễn A", "CỤM TRƯỞNG"),
        ),
        (
            (QUANG_NINH, "Nguyễn B", "Phó Chủ tịch UBND tỉnh Quảng Ninh"),
            Signer("CHỦ TỊCH\nUBND TỈNH QUẢNG\N{NO-BREAK SPACE}NINH", "", "CỤM TRƯỞNG"),
        ),
        ((Unit(name="Sở Nội vụ", kind=UnitKind.AGENCY),), Signer("THỦ TRƯỞNG\nSỞ NỘI VỤ", "", "CỤM TRƯỞNG")),
    ],
    ids=["no head", "nobody named", "the chair named", "a deputy named", "an agency"],
)
def test_the_unit_that_heads_the_cluster_signs_and_only_its_chair_by_name(told, signer):
    assert frame.head_of(facts(*told)) == signer


PROVINCE = (
    Letterhead("", "UBND TỈNH QUẢNG NINH", symbol="BC-UBND", place="Quảng Ninh"),
    (*frame.BOARD, "Lưu: VT"),
    Signer("CHỦ TỊCH", authority="TM. ỦY BAN NHÂN DÂN"),
)
COMMUNE = (
    Letterhead("", "UBND PHƯỜNG ĐÔNG KINH", symbol="BC-UBND", place="Phường Đông Kinh"),
    (DOTS, "Lưu: VT"),
    Signer("CHỦ TỊCH", authority="TM. ỦY BAN NHÂN DÂN"),
)
AGENCY = (Letterhead(DOTS, "SỞ TÀI CHÍNH", symbol=f"BC-{DOTS}"), (DOTS, "Lưu: VT"), Signer(""))


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Quảng Ninh", UnitKind.PROVINCE, PROVINCE),
        ("Phường Đông Kinh", UnitKind.COMMUNE, COMMUNE),
        ("Sở Tài chính", UnitKind.AGENCY, AGENCY),
    ],
)
def test_an_own_years_paper_is_issued_and_signed_as_its_kind_of_unit_does(db, name, kind, expected):
    unit = make_unit(name, code="1", kind=kind)
    blocks = own_year.build(UnitYear.objects.create(unit=unit, year=2020), timezone.now()).document.blocks
    (head,) = (block for block in blocks if isinstance(block, Letterhead))
    (recipients,) = (block for block in blocks if isinstance(block, Recipients))
    (grid,) = (block for block in blocks if isinstance(block, SignatureGrid))

    assert (head, recipients.lines, *grid.signers) == expected


def test_a_paper_leaves_its_day_to_be_written_because_it_cites_what_came_after_the_conference():
    head = frame.letterhead(facts(QUANG_NINH), "BC")

    assert (head.parent_agency, head.on) == ("UBND TỈNH QUẢNG NINH", None)


LANG_SON = Unit(name="Lạng Sơn", kind=UnitKind.PROVINCE)
CENTRE = Unit(name="Ban Thi đua - Khen thưởng Trung ương", kind=UnitKind.CENTRAL_BOARD)
DEPARTMENTS = (Unit(name="Sở Tài chính", kind=UnitKind.AGENCY), Unit(name="Sở Nội vụ", kind=UnitKind.AGENCY))
OF_LANG_SON = ("UBND tỉnh Lạng Sơn", "Hội đồng Thi đua - Khen thưởng tỉnh Lạng Sơn")


@pytest.mark.parametrize(
    ("organiser", "group", "units", "word", "expected"),
    [
        (LANG_SON, "Khối", DEPARTMENTS, "đơn vị", (*OF_LANG_SON, "Các đơn vị thành viên Khối")),
        (CENTRE, "Cụm", (QUANG_NINH, LANG_SON), "tỉnh", (*frame.BOARD, "UBND các tỉnh thành viên Cụm")),
        (DEPARTMENTS[0], "Khối", DEPARTMENTS, "đơn vị", (DOTS, "Các đơn vị thành viên Khối")),
    ],
    ids=["a province", "the centre", "another body"],
)
def test_a_paper_goes_to_who_organises_the_cluster_and_to_its_members(organiser, group, units, word, expected):
    told = SimpleNamespace(organiser=organiser, group=group, units=units, word=word, head=None)

    recipients, _grid = frame.closing(told)

    assert recipients.lines == (*expected, "Lưu: VT")


@pytest.mark.parametrize(
    ("word", "symbol", "posts"),
    [
        (ClusterWord.CLUSTER, "BC-CTĐ", ["Cụm trưởng năm 2020", "Cụm phó năm 2020"]),
        (ClusterWord.BLOC, f"BC-{DOTS}", ["Khối trưởng năm 2020", "Khối phó năm 2020"]),
    ],
)
def test_a_paper_calls_its_posts_by_the_word_of_the_cluster_and_guesses_no_letters(word, symbol, posts, season):
    Cluster.objects.filter(pk=season.cluster_id).update(word=word)
    blocks = KINDS["summary"].build(Season.objects.get(pk=season.pk), timezone.now()).document.blocks
    (head,) = (block for block in blocks if isinstance(block, Letterhead))
    told = next(block for block in blocks if isinstance(block, List)).items

    assert (head.symbol, [item[0].rstrip(": ") for item in told]) == (symbol, posts)


@pytest.mark.parametrize(
    ("organiser", "council"),
    [
        (LANG_SON, "Hội đồng Thi đua - Khen thưởng tỉnh Lạng Sơn"),
        (CENTRE, "Hội đồng Thi đua - Khen thưởng Trung ương"),
        (DEPARTMENTS[0], "Hội đồng Thi đua - Khen thưởng"),
    ],
)
def test_who_is_introduced_waits_for_the_council_that_organises(organiser, council):
    member = SimpleNamespace(unit=QUANG_NINH, season=SimpleNamespace(year=2021))
    post = SimpleNamespace(kind=PostKind.HEAD, member=member, holder_name="", holder_title="", decided_on=None)

    assert meetings.introduced([post], "Khối", organiser) == [
        (f"Giới thiệu tỉnh Quảng Ninh làm Khối trưởng năm 2021; chờ {council} quyết định.",)
    ]


@pytest.mark.parametrize(
    ("sentences", "end"),
    [
        ([], (Blank.MISSING, "./.")),
        ([("Một.",), ("Hai.",)], ("Hai./.",)),
        ([("Ba ", Blank.MISSING)], ("Ba ", Blank.MISSING, "./.")),
    ],
)
def test_the_stroke_after_the_last_words_says_that_nothing_follows(sentences, end):
    (block,) = review.closed(sentences)

    assert block.items == (*map(tuple, sentences[:-1]), end)


def test_a_part_that_nobody_has_filled_in_is_a_dotted_line(season):
    blocks = KINDS["summary"].build(season, timezone.now()).document.blocks
    empty = ("III. Tổ chức phong trào thi đua", "Phần III. ĐỀ XUẤT, KIẾN NGHỊ")

    found = [after for block, after in pairwise(blocks) if isinstance(block, Heading) and block.text in empty]

    assert found == [List(((Blank.MISSING,),)), List(((Blank.MISSING, "./."),))]
