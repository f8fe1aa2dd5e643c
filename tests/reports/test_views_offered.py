"""The papers of a season and of an own year: what may be printed, and what was printed last."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse

from awards.choices import Stage
from clusters.models import Post, RankingRow, RankingRun, Resolution, Statement, UnitYear
from reports import tasks
from reports.actions import prints
from reports.choices import Format, PrintState
from reports.models import PrintedReport
from reports.told import told_by
from tests.factories.awards import ConclusionFactory, DecisionFactory, NominationFactory
from tests.factories.clusters import ConferenceFactory, FigureFactory, RunFactory, SheetFactory, published
from tests.factories.rankings import ranked
from tests.factories.reports import PrintedReportFactory


@pytest.fixture(autouse=True)
def silent(monkeypatch):
    monkeypatch.setattr(tasks.produce_print, "delay", lambda print_id: None)


def page_of(client, season):
    return client.get(reverse("reports:season", args=[season.pk])).content.decode()


def test_the_secretariat_finds_a_button_for_every_paper_and_format(season, secretariat, client_of):
    page = page_of(client_of(secretariat), season)
    orders = [
        reverse("reports:order", args=[kind, season.pk, form])
        for kind in ("half-year", "summary", "score-table")
        for form in ("pdf", "docx", "xlsx")
    ]

    assert [order for order in orders if f'action="{order}"' not in page] == []
    assert "/own-year/" not in page
    assert page.count("Chưa có tệp") == len(orders)


def test_a_member_is_told_when_it_may_read_them(season, clerk, client_of):
    page = page_of(client_of(clerk), season)

    assert "bạn được xem sau khi kết quả năm thi đua được công bố" in page
    assert "/pdf/" not in page


def test_the_state_of_the_last_print_stands_beside_its_format(season, secretariat, client_of):
    failed = {"state": PrintState.FAILED, "problem": {"code": "crashed"}}
    older = PrintedReportFactory(kind="summary", subject_id=season.pk, **failed)
    newer = PrintedReportFactory(kind="summary", subject_id=season.pk)
    ready = PrintedReportFactory(
        kind="summary",
        subject_id=season.pk,
        format="docx",
        written=True,
        finished_at="2020-12-20T02:05Z",
    )
    elsewhere = PrintedReportFactory(kind="summary", subject_id=season.pk + 999)
    page = page_of(client_of(secretariat), season)

    assert f'href="{reverse("reports:printed", args=[newer.pk])}"' in page
    assert f'href="{reverse("reports:printed", args=[older.pk])}"' not in page
    assert f'href="{reverse("reports:printed", args=[elsewhere.pk])}"' not in page
    link = re.search(
        rf'<a href="{reverse("reports:download", args=[ready.pk])}">(.*?)</a>\s*<span .*?>(.*?)</span>', page
    )
    assert link.groups() == ("Tải về Báo cáo tổng kết: Word (DOCX)", "09:05 20/12/2020")
    assert page.count("Tạo tệp Word (DOCX)") == 3


@pytest.mark.parametrize("count", [5, 50, 250])
def test_the_page_asks_the_database_the_same_however_much_was_printed(
    count, season, secretariat, client_of, django_assert_num_queries
):
    failed = {"state": PrintState.FAILED, "problem": {"code": "crashed"}}
    PrintedReport.objects.bulk_create(
        PrintedReportFactory.build(kind="summary", subject_id=season.pk, **failed) for _ in range(count)
    )
    client = client_of(secretariat)
    page_of(client, season)

    with django_assert_num_queries(7):
        page_of(client, season)


def test_an_own_year_leads_to_its_papers(member_unit, clerk, client_of):
    year = UnitYear.objects.create(unit=member_unit, year=2020)
    client = client_of(clerk)
    address = reverse("reports:unit_year", args=[year.pk])

    assert f'href="{address}"' in client.get(reverse("clusters:unit_year", args=[year.pk])).content.decode()
    assert reverse("reports:order", args=["own-year", year.pk, "docx"]) in client.get(address).content.decode()


FIGURES = "Số liệu hoặc điểm đã thay đổi sau khi lập văn bản này. Hãy tạo lại tệp."
RESTING = "Số liệu hoặc điểm đã thay đổi sau khi lập văn bản này. Hãy tính xếp hạng trước, rồi tạo lại tệp."
BEHIND = (
    "Văn bản này dựa trên một lần xếp hạng mà sau đó số liệu hoặc điểm đã thay đổi. Hãy tính xếp hạng trước, rồi tạo "
    "lại tệp."
)
OTHERWISE = "Nội dung văn bản này nay đã khác so với tệp đã lập. Hãy tạo lại tệp."
RANKING = "Xếp hạng đã được tính lại sau khi lập văn bản này. Hãy tạo lại tệp."


def _ranked_anew(season, **told):
    RunFactory(season=season, sheet=RankingRun.objects.get(season=season).sheet, code="b" * 64, **told)


@pytest.fixture
def made(season):
    """A paper made from the ranking and the figures of the season as they stand."""
    run = ranked(season)
    season.refresh_from_db()
    return PrintedReportFactory(
        kind="summary",
        subject_id=season.pk,
        written=True,
        rests_on=run.code,
        inputs_version=season.inputs_version,
    )


@pytest.mark.parametrize(
    ("kind", "change", "told"),
    [
        ("summary", lambda season: None, ""),
        ("summary", lambda season: FigureFactory(submission__member=season.cast.member), RESTING),
        ("summary", lambda season: _ranked_anew(season), RANKING),
        ("half-year", lambda season: FigureFactory(submission__member=season.cast.member), ""),
        (
            "half-year",
            lambda season: FigureFactory(submission__member=season.cast.member, submission__period="H1"),
            FIGURES,
        ),
    ],
    ids=["nothing", "a figure", "the ranking", "a later half", "its own half"],
)
def test_what_was_changed_since_stands_beside_the_paper(kind, change, told, made, season, secretariat, client_of):
    of_ranking = "" if kind == "half-year" else made.rests_on
    PrintedReport.objects.filter(pk=made.pk).update(kind=kind, rests_on=of_ranking)
    with time_machine.travel(dt.timedelta(minutes=1)):
        change(season)
    client = client_of(secretariat)
    addresses = [("season", season.pk), ("printed", made.pk), ("papers",)]

    pages = [client.get(reverse(f"reports:{name}", args=about)).content.decode() for name, *about in addresses]

    assert [[sentence for sentence in (FIGURES, RESTING, RANKING) if sentence in page] for page in pages] == [
        [told][: bool(told)]
    ] * 3


def test_a_paper_made_from_a_ranking_that_is_behind_is_told_to_be_so(made, season, secretariat, client_of):
    _ranked_anew(season, inputs_version=season.inputs_version)
    FigureFactory(submission__member=season.cast.member)
    season.refresh_from_db()
    PrintedReport.objects.filter(pk=made.pk).update(inputs_version=season.inputs_version, rests_on="b" * 64)
    client = client_of(secretariat)
    addresses = [("season", season.pk), ("printed", made.pk), ("papers",)]

    pages = [client.get(reverse(f"reports:{name}", args=about)).content.decode() for name, *about in addresses]

    assert [page.count(BEHIND) for page in pages] == [1, 1, 1]


SINCE = "Từ khi lập văn bản này, nội dung sau đã thay đổi: {}. Hãy tạo lại tệp."
# What is changed about a season beside its figures, and what a print of each kind then says of it.
BESIDE = {
    "a statement": (
        lambda season: Statement.objects.filter(season=season).update(value=2),
        {"summary": "số liệu nêu chung"},
    ),
    "a statement of the half-year": (
        lambda season: Statement.objects.create(
            season=season, period="H1", subject="Thu ngân sách", aggregate="sum", value=1
        ),
        {"half-year": "số liệu nêu chung"},
    ),
    "a conclusion": (
        lambda season: ConclusionFactory(conference=season.conferences.get()),
        {"summary": "kết luận, ý kiến của hội nghị"},
    ),
    "the host": (
        lambda season: season.conferences.update(host=season.cast.head.unit),
        {"summary": "thông tin về hội nghị", "score-table": "thông tin về hội nghị"},
    ),
    "the holder of the head's post": (
        lambda season: Post.objects.filter(member__season=season, kind="head").update(holder_name="Người Mới"),
        dict.fromkeys(("half-year", "summary", "score-table"), "Cụm trưởng, Khối trưởng và các cấp phó"),
    ),
    "a nomination": (
        lambda season: NominationFactory(member=season.cast.deputy, conclusion=Resolution.objects.get()),
        {"summary": "đề nghị khen thưởng"},
    ),
    "a decision": (
        lambda season: season.nominations.update(stage=Stage.DECIDED, decision=DecisionFactory()),
        {"summary": "quyết định khen thưởng"},
    ),
    "a nomination that was handed in": (lambda season: season.nominations.update(stage=Stage.SUBMITTED), {}),
    "the source of the conference": (lambda season: season.conferences.update(source="Biên bản"), {}),
}


@pytest.fixture
def printed_of_each_kind(season):
    """A season that tells something of everything, and a print of each of its papers; none rests on a ranking."""
    conclusion = ConclusionFactory(conference=ConferenceFactory(season=season))
    Statement.objects.create(season=season, subject="Thu ngân sách", aggregate="sum", value=1)
    NominationFactory(member=season.cast.member, conclusion=conclusion)
    season.refresh_from_db()
    told = {"inputs_version": season.inputs_version, "told": told_by([season.pk])[season.pk]}
    for kind in ("half-year", "summary", "score-table"):
        PrintedReportFactory(kind=kind, subject_id=season.pk, written=True, **told)


@pytest.mark.usefixtures("printed_of_each_kind")
@pytest.mark.parametrize(("change", "told"), BESIDE.values(), ids=BESIDE)
def test_what_a_paper_tells_beside_figures_is_named_where_it_was_changed_since(
    change, told, season, secretariat, client_of
):
    change(season)

    rows = client_of(secretariat).get(reverse("reports:papers")).context["rows"]

    found = {row["print"].kind: row["outdated"] for row in rows if row["outdated"]}
    assert found == {kind: SINCE.format(what) for kind, what in told.items()}


@pytest.mark.parametrize(
    ("place", "told"), [(2, ""), (5, SINCE.format("đề nghị khen thưởng"))], ids=["the same place", "another place"]
)
def test_a_nomination_that_cites_another_ranking_since_is_named_where_the_paper_tells_its_place(
    place, told, season, secretariat, client_of
):
    sheet, member = published(SheetFactory(season=season)), season.cast.member
    older, shown = (RunFactory(season=season, sheet=sheet, code=letter * 64) for letter in "ab")
    for run, found in ((older, 2), (shown, place)):
        RankingRow.objects.create(run=run, member=member, place=found, total=1, score=1, groups={})
    NominationFactory(member=member, run=older)
    season.refresh_from_db()
    kept = {"inputs_version": season.inputs_version, "told": told_by([season.pk])[season.pk]}
    PrintedReportFactory(kind="summary", subject_id=season.pk, written=True, **kept)

    season.nominations.update(run=shown)

    (row,) = client_of(secretariat).get(reverse("reports:papers")).context["rows"]
    assert row["outdated"] == told


@pytest.mark.usefixtures("printed_of_each_kind")
def test_what_was_changed_and_put_back_is_no_change(season, secretariat, client_of):
    for value in (2, 1):
        Statement.objects.filter(season=season).update(value=value)

    assert "nội dung sau đã thay đổi" not in page_of(client_of(secretariat), season)


@pytest.mark.usefixtures("printed_of_each_kind")
def test_of_a_print_that_kept_nothing_of_it_nothing_is_claimed(season, secretariat, client_of):
    PrintedReport.objects.update(told=None)
    Statement.objects.filter(season=season).update(value=2)

    assert "nội dung sau đã thay đổi" not in page_of(client_of(secretariat), season)


def test_a_print_keeps_what_the_season_told_beside_its_figures(season, secretariat, actor_of, settings, tmp_path):
    Statement.objects.create(season=season, subject="Thu ngân sách", aggregate="sum", value=1)

    printed = _written(season, "half-year", actor_of(secretariat), settings, tmp_path)

    assert (printed.told, "statements-FY" in printed.told) == (told_by([season.pk])[season.pk], True)


def _written(subject, kind, by, settings, folder):
    settings.MEDIA_ROOT = folder
    return prints.produce(prints.request_print(kind, subject, Format.DOCX, by=by).pk)


def test_the_paper_of_an_own_year_is_told_to_be_behind_by_what_it_would_say_now(
    member_unit, clerk, client_of, actor_of, settings, tmp_path
):
    year = UnitYear.objects.create(unit=member_unit, year=2020)
    printed = _written(year, "own-year", actor_of(clerk), settings, tmp_path)
    client = client_of(clerk)
    pages = [reverse("reports:printed", args=[printed.pk]), reverse("reports:unit_year", args=[year.pk])]

    before = [client.get(page).content.decode().count(OTHERWISE) for page in pages]
    Statement.objects.create(unit_year=year, subject="Thu ngân sách", aggregate="sum", value=36)

    assert before == [0, 0]
    assert [client.get(page).content.decode().count(OTHERWISE) for page in pages] == [1, 1]


def test_a_print_keeps_the_count_of_changes_that_it_was_filled_from(season, secretariat, actor_of, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    FigureFactory(submission__member=season.cast.member)
    season.refresh_from_db()
    ordered = prints.request_print("half-year", season, Format.XLSX, by=actor_of(secretariat))

    assert prints.produce(ordered.pk).inputs_version == season.inputs_version > 0
