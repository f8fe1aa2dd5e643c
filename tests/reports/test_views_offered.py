"""The papers of a season and of an own year: what may be printed, and what was printed last."""

import re

import pytest
from django.urls import reverse

from clusters.models import UnitYear
from reports import tasks
from reports.choices import PrintState
from reports.models import PrintedReport
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
        state=PrintState.DONE,
        path="prints/1.docx",
        sha256="0" * 64,
        size=1,
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

    with django_assert_num_queries(5):
        page_of(client, season)


def test_an_own_year_leads_to_its_papers(member_unit, clerk, client_of):
    year = UnitYear.objects.create(unit=member_unit, year=2020)
    client = client_of(clerk)
    address = reverse("reports:unit_year", args=[year.pk])

    assert f'href="{address}"' in client.get(reverse("clusters:unit_year", args=[year.pk])).content.decode()
    assert reverse("reports:order", args=["own-year", year.pk, "docx"]) in client.get(address).content.decode()
