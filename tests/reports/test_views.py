"""Papers on the screen: who may read them, what is said while they are written, and the file."""

import dataclasses
import re
import unicodedata
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.urls import reverse
from django.utils import timezone

from clusters.choices import Phase
from clusters.models import Season
from reports import tasks
from reports.actions import prints
from reports.choices import PrintState
from reports.documents import KINDS
from reports.errors import NotPrintable
from reports.models import PrintedReport
from reports.views import file_name
from tests.factories.reports import PrintedReportFactory
from tests.plugins.cast import CAST

SAVED_AS = re.compile(r"attachment; filename=\"(?P<plain>[ -~]+)\"; filename\*=utf-8''(?P<full>[ -~]+)")
ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("accounts", "audit", "awards", "clusters", "organisations", "reports", "emulation_portal")
PYTHON = [path for app in APPS for path in (ROOT / app).rglob("*.py")]

pytestmark = pytest.mark.usefixtures("sample_kind")


@pytest.fixture(autouse=True)
def silent(monkeypatch):
    monkeypatch.setattr(tasks.produce_print, "delay", lambda print_id: None)


@pytest.fixture
def written(season):
    return prints.produce(PrintedReportFactory(subject_id=season.pk, subject_name=str(season)).pk)


def status(client, address):
    """Ask for an address, and read the file that may come to its end, which closes it."""
    response = client.get(address)
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


def addresses(season, written):
    return {
        "document": reverse("reports:document", args=["sample", season.pk]),
        "printed": reverse("reports:printed", args=[written.pk]),
        "download": reverse("reports:download", args=[written.pk]),
    }


@pytest.mark.parametrize("name", ["document", "printed", "download"])
def test_who_may_read_a_paper_with_everybodys_figures(name, season, written, request, client_of):
    expected = {"secretariat": 200, "reviewer": 200, "clerk": 403, "outsider": 404, "nobody": 403}
    address = addresses(season, written)[name]
    found = {who: status(client_of(request.getfixturevalue(who)), address) for who in expected}

    assert found == expected
    assert client_of(None).get(address).status_code == 302


def test_once_published_a_member_reads_it_too(season, written, clerk, client_of):
    type(season).objects.filter(pk=season.pk).update(phase=Phase.PUBLISHED, published_at=written.finished_at)

    assert status(client_of(clerk), addresses(season, written)["download"]) == 200


def test_a_strangers_answer_is_that_of_a_print_that_does_not_exist(season, written, outsider, client_of):
    client = client_of(outsider)

    assert client.get(reverse("reports:printed", args=[written.pk])).status_code == 404
    assert client.get(reverse("reports:printed", args=[written.pk + 999])).status_code == 404
    assert client.post(reverse("reports:order", args=["sample", season.pk, "pdf"])).status_code == 404
    assert not PrintedReport.objects.exclude(pk=written.pk).exists()


def test_a_colleague_without_the_right_is_told_why_and_nothing_is_queued(season, clerk, client_of):
    response = client_of(clerk).post(reverse("reports:order", args=["sample", season.pk, "pdf"]))

    assert response.status_code == 403
    assert not PrintedReport.objects.exists()


def test_the_button_leads_to_the_page_that_waits(season, secretariat, client_of):
    client = client_of(secretariat)
    address = reverse("reports:order", args=["sample", season.pk, "docx"])
    first, second = client.post(address), client.post(address)
    ordered = PrintedReport.objects.get()

    assert first.url == second.url == reverse("reports:printed", args=[ordered.pk])
    assert f'href="{first.url}"' in client.get(first.url).content.decode()
    assert client.get(address).status_code == 405


def test_the_waiting_page_reloads_itself_once_the_paper_is_ready(season, secretariat, client_of):
    client = client_of(secretariat)
    waiting = PrintedReportFactory(subject_id=season.pk)
    address = reverse("reports:printed", args=[waiting.pk])
    before = client.get(address, headers={"HX-Request": "true"})
    prints.produce(waiting.pk)
    after = client.get(address, headers={"HX-Request": "true"})

    assert "HX-Refresh" not in before.headers
    assert "hx-get" in before.content.decode()
    assert after.headers["HX-Refresh"] == "true"
    assert "hx-get" not in after.content.decode()
    assert reverse("reports:download", args=[waiting.pk]) in client.get(address).content.decode()


def test_the_file_comes_whole_with_a_name_that_says_what_it_is(written, secretariat, client_of):
    response = client_of(secretariat).get(reverse("reports:download", args=[written.pk]))

    assert b"".join(response.streaming_content) == written.file.read_bytes()


@pytest.mark.parametrize(
    ("form", "content_type"),
    [
        ("pdf", "application/pdf"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_file_of_every_format_says_what_it_is_and_stays_in_no_cache(form, content_type, season, request, client_of):
    ordered = PrintedReportFactory(subject_id=season.pk, subject_name=str(season), format=form)
    address = reverse("reports:download", args=[prints.produce(ordered.pk).pk])

    response = client_of(request.getfixturevalue("secretariat")).get(address)
    b"".join(response.streaming_content)

    assert (response.status_code, response["Content-Type"]) == (200, content_type)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    told = SAVED_AS.fullmatch(response["Content-Disposition"])
    assert told["plain"] == f"bao-cao-tong-ket-nam-2020-cum-thi-dua-dong-bang-song-hong-2020.{form}"
    assert unquote(told["full"]) == f"Báo cáo tổng kết năm 2020 - {season}.{form}"
    assert client_of(request.getfixturevalue("outsider")).get(address).status_code == 404


def test_every_route_that_hands_out_a_file_is_known_here():
    """A second one needs the same headers."""
    files = {path for path in PYTHON if "FileResponse" in path.read_text(encoding="utf-8")}

    assert files == {ROOT / "reports/views.py"}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("a/b\\c:d*e?f", "a b c d e f - Cụm.pdf"),
        ("..\n\u202efdp", "fdp - Cụm.pdf"),
        (unicodedata.normalize("NFD", "Tổng kết"), "Tổng kết - Cụm.pdf"),
        ("dài " * 200, ("dài " * 30).strip() + ".pdf"),
    ],
    ids=["signs", "controls and reversals", "decomposed", "long"],
)
def test_file_names_are_safe_everywhere(title, expected):
    assert file_name(PrintedReport(title=title, subject_name="Cụm", format="pdf")) == expected


def test_a_file_that_is_gone_is_asked_for_anew_and_one_that_is_not_ready_is_not_there(
    season, written, secretariat, client_of
):
    client = client_of(secretariat)
    written.file.unlink()
    waiting = PrintedReportFactory(subject_id=season.pk)

    gone = client.get(reverse("reports:download", args=[written.pk]), follow=True)
    assert gone.redirect_chain == [(reverse("reports:document", args=[written.kind, season.pk]), 302)]
    assert [str(said) for said in gone.context["messages"]] == ["Tệp này không còn nữa. Hãy yêu cầu in lại văn bản."]
    assert client.get(reverse("reports:download", args=[waiting.pk])).status_code == 404


def test_a_paper_that_cannot_be_made_is_said_on_the_page(season, secretariat, client_of, monkeypatch, sample_kind):
    def refuse(subject, now):
        raise NotPrintable("Năm thi đua chưa có thành viên nào.")

    monkeypatch.setitem(KINDS, "sample", dataclasses.replace(sample_kind, build=refuse))
    response = client_of(secretariat).get(reverse("reports:document", args=["sample", season.pk]))

    assert "Năm thi đua chưa có thành viên nào." in response.content.decode()
    assert "<button" not in response.content.decode().split("<main")[1].split("</main")[0]


def test_a_failed_print_says_why(season, secretariat, client_of):
    failed = PrintedReportFactory(subject_id=season.pk, state=PrintState.FAILED, problem={"code": "crashed"})
    page = client_of(secretariat).get(reverse("reports:printed", args=[failed.pk])).content.decode()

    assert 'role="alert"' in page
    assert reverse("reports:download", args=[failed.pk]) not in page


@pytest.mark.parametrize("count", [5, 50, 250])
def test_the_list_asks_the_database_the_same_however_long_it_is(
    count, season, secretariat, client_of, django_assert_num_queries
):
    for _ in range(count):
        PrintedReportFactory(
            subject_id=season.pk, state=PrintState.FAILED, problem={"code": "gone"}, requested_by=secretariat
        )
    client = client_of(secretariat)
    client.get(reverse("reports:papers"))

    with django_assert_num_queries(9):
        page = client.get(reverse("reports:papers")).content.decode()

    assert page.count("<tr>") == 1 + min(count, 25)


def test_a_member_finds_no_paper_that_it_may_not_open(season, written, secretariat, clerk, client_of):
    addresses = [reverse("reports:papers"), reverse("reports:printed", args=[written.pk])]

    before, _print = pages = [client_of(clerk).get(address) for address in addresses]
    assert [page.status_code for page in pages] == [200, 403]
    assert addresses[1] not in before.content.decode()
    assert addresses[1] in client_of(secretariat).get(addresses[0]).content.decode()

    Season.objects.filter(pk=season.pk).update(phase=Phase.PUBLISHED, published_at=timezone.now())
    after, _print = pages = [client_of(clerk).get(address) for address in addresses]
    assert [page.status_code for page in pages] == [200, 200]
    assert addresses[1] in after.content.decode()


@pytest.mark.parametrize("phase", [Phase.APPRAISED, Phase.PUBLISHED])
@pytest.mark.parametrize("who", CAST)
def test_the_list_holds_exactly_what_its_reader_may_open(who, phase, season, written, request, client_of):
    published_at = timezone.now() if phase == Phase.PUBLISHED else None
    Season.objects.filter(pk=season.pk).update(phase=phase, published_at=published_at)
    client, address = client_of(request.getfixturevalue(who)), reverse("reports:printed", args=[written.pk])

    listed = address in client.get(reverse("reports:papers")).content.decode()

    assert listed is (client.get(address).status_code == 200)


def test_the_list_shows_nothing_of_other_clusters(written, outsider, client_of):
    assert written.subject_name not in client_of(outsider).get(reverse("reports:papers")).content.decode()


@pytest.mark.parametrize("address", ["unknown/1/", "sample/999999/"])
def test_unknown_papers_and_subjects_answer_404(address, secretariat, client_of, season):
    assert client_of(secretariat).get(f"/reports/{address}").status_code == 404
