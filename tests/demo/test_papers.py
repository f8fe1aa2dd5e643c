"""The papers of the demo: the same figures in every format, in Vietnamese, and moved by what they rest on."""

import dataclasses
from decimal import Decimal

import pytest
from django.db import transaction

from clusters.actions import figures
from clusters.choices import Method
from clusters.models import Criterion, Figure
from clusters.queries import ranking
from emulation_portal.demo.tools import BY
from reports.blocks import Blank, Number, Paragraph, Table
from reports.documents.score_table import BY_RULE
from tests.demo import steps
from tests.demo.conftest import PAPERS, texts
from tests.plugins.language import not_vietnamese
from tests.reports import readers

LEAST = {"summary": 10, "half-year": 10, "score-table": 50, "own-year": 15}


def differences(found):
    """Return what each file has that the page has not, and the other way round."""
    shown = readers.numbers(found["page"])
    return {form: shown ^ readers.numbers(text) for form, text in found.items() if shown ^ readers.numbers(text)}


@pytest.mark.parametrize("paper", PAPERS, ids=str)
def test_every_number_of_a_paper_is_the_same_on_the_page_and_in_its_files(paper, printed):
    assert len(readers.numbers(printed[paper]["page"])) > LEAST[paper[0]]
    assert differences(printed[paper]) == {}


def test_a_planted_difference_is_found(demo):
    document = demo.paper("half-year", 2018).document
    planted = dataclasses.replace(document, blocks=(*document.blocks, Paragraph((Number(Decimal("77.123")),))))

    assert differences({**texts(document), "pdf": texts(planted)["pdf"]}) == {"pdf": {"77,123"}}


@pytest.mark.parametrize("paper", PAPERS, ids=str)
def test_a_paper_says_nothing_of_none_and_nothing_in_english(paper, printed):
    assert [form for form, text in printed[paper].items() if "None" in text] == []
    # The name under which the index is known, in the article too.
    assert not_vietnamese(f"<p>{printed[paper]['page'].replace('PAR Index', '')}</p>") == []


def test_the_table_of_points_says_what_the_ranking_page_says(demo, printed):
    table = ranking.table(demo.run)
    shown = printed["score-table", 2020]["page"]
    totals = [written(row.total) for row in table.rows]
    places = [str(row.place) for row in table.rows]

    assert len(totals) == 9
    assert between(shown, "Tổng điểm", "Xếp hạng")[1 : 1 + len(totals)] == [f"{total}*" for total in totals]
    assert between(shown, "Xếp hạng", "")[: len(places)] == places


def between(text, first, last):
    lines = [line.strip() for line in text.partition(f"{first}\n")[2].split("\n") if line.strip()]
    return lines[: lines.index(last)] if last else lines


def written(value):
    return f"{value:.2f}".replace(".", ",")


@pytest.mark.parametrize(
    ("paper", "draft"),
    [(("summary", 2013), True), (("summary", 2020), False), (("score-table", 2020), False), (("summary", 2023), True)],
    ids=str,
)
def test_a_paper_without_a_final_ranking_is_a_draft(paper, draft, demo, printed):
    assert bool(demo.paper(*paper).document.draft) is draft
    assert ("DỰ THẢO" in printed[paper]["page"]) is draft


def test_the_result_code_stands_on_the_papers_that_rest_on_it(demo, printed):
    assert demo.paper("summary", 2020).rests_on == demo.run.code
    for paper in (("summary", 2020), ("score-table", 2020)):
        assert [form for form, text in printed[paper].items() if demo.run.code[:16] not in text] == []


def test_made_up_figures_bear_their_mark_and_the_articles_own_do_not(printed):
    page = printed["summary", 2020]["page"]

    assert "Số liệu minh họa" in page
    assert "190.895\N{NO-BREAK SPACE}tỷ đồng*" in page
    assert "Quảng Ninh 10,05%, Hà Nam 7,02%" in page
    assert "10,05%*" not in page
    assert [paper for paper in PAPERS if "*" in printed[paper]["page"]] == [("summary", 2020), ("score-table", 2020)]


def test_the_sheet_of_a_member_says_which_points_the_rules_gave(demo):
    tables = [block for block in demo.paper("score-table", 2020).document.blocks if isinstance(block, Table)]
    methods = {line.name: line.method for line in Criterion.objects.filter(sheet__season__year=2020)}
    rows = [row.cells for table in tables if table.columns[-1].title == "Lý do" for row in table.rows]

    by_rule = {methods[cells[1]] for cells in rows if cells[-1] == BY_RULE}
    computed = [cells for cells in rows if methods.get(cells[1], "") not in ("", Method.MANUAL)]

    assert Method.MANUAL not in by_rule and len(by_rule) > 2
    assert {cells[-1] for cells in computed if cells[3:6] == (Blank.NOT_REPORTED,) * 3} <= {BY_RULE, ""}


def test_what_the_article_leaves_open_is_said_to_be_open(printed):
    page = printed["summary", 2020]["page"]

    assert page.count("Quảng Ninh hạng 1 (nguồn không nêu năm)") == 1
    assert page.count("hạng 3 (nguồn không nêu năm)") == 1
    assert page.count(": nguồn không nêu năm: Quảng Ninh.") == 2
    assert "kháng chiến: theo nguồn: một số tỉnh, như Hà Nam, Ninh Bình, Quảng Ninh." in page


def test_changing_one_marked_figure_changes_the_result(demo):
    with transaction.atomic():
        figure = Figure.objects.current().get(
            submission__member__season__year=2020,
            submission__member__unit__name="Nam Định",
            indicator__measure="tỷ đồng",
        )
        entry = figures.Entry(Decimal(5000), source="Số liệu minh họa", illustrative=True, reason="Thử.")
        figures.save_figure(figure.submission, figure.indicator, entry, by=BY, token=figure.revision)
        run = steps.rank()
        changed = demo.paper("summary", 2020)
        transaction.set_rollback(True)

    assert run.code != demo.run.code
    assert changed.rests_on == run.code
    assert "5.000*" in texts(changed.document)["page"]
