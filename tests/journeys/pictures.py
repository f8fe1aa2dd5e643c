"""The pictures of the guide: not part of the suite; `make pictures` asks for them by name and writes them anew."""

from pathlib import Path

import pytest
from django.urls import reverse

from clusters.models import Member, Season
from tests.journeys import awards, entry, papers, ranking, season
from tests.journeys.hands import follow, menu, press, row_of, sign_in, tab

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "huong-dan" / "anh"
MOST_BYTES = 150_000
PLACE = "main section"  # of the first group of figures
TABLE = "main .table-frame"
pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


@pytest.fixture
def window(page):
    """A window of the size of the pictures; what they weigh is looked at when all are taken."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.set_viewport_size({"width": 1440, "height": 900})
    yield page
    assert [path.name for path in sorted(FOLDER.glob("*.png")) if path.stat().st_size > MOST_BYTES] == []


def test_pictures_of_the_clerk_are_taken_in_an_open_season(window, demo):
    page = window
    page.goto(reverse("accounts:sign_in"))
    _take(page, "dang-nhap", height=560)
    sign_in(page, "quangninh", demo)
    entry.the_secretariat_puts_the_season_back_to_entry(page)
    sign_in(page, "ninhbinh", demo)
    entry.a_member_takes_its_results_back(page)
    sheet = page.url
    menu(page, "Việc của tôi")
    _take(page, "viec-cua-toi", height=560)
    menu(page, "Năm thi đua")
    _take(page, "nam-thi-dua", height=1000)
    season.open_season(page, 2020)
    _take(page, "mot-nam-thi-dua", height=680)
    page.goto(sheet)
    entry.a_number_in_a_cell_is_refused_with_an_example(page)
    _take(page, "so-bi-tu-choi", below=PLACE)
    entry.a_number_that_may_be_two_is_asked_about_in_its_cell(page)
    _take(page, "hoi-lai-con-so", below=PLACE)
    entry.a_number_is_saved_when_its_cell_is_left(page)
    _take(page, "o-nhap-so-lieu", height=640, below=PLACE)
    follow(page, "Phiếu điểm")
    _take(page, "cham-diem", height=640, below=TABLE)
    page.go_back()
    follow(page, "Kiểm tra và nộp")
    _take(page, "kiem-tra-va-nop")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(reverse("clusters:season", args=[_season().pk]))
    _take(page, "tren-dien-thoai", height=844)


def test_pictures_of_the_secretariat_and_the_reviewer_are_taken(window, demo, start_worker):
    sign_in(window, "quangninh", demo)
    season.open_season(window, 2020)
    tab(window, "figures")
    _take(window, "so-lieu")
    season.a_figure_is_refused_asked_about_and_then_saved_as_typed(window)
    _of_the_secretariat(window, demo, start_worker)
    _of_the_reviewer(window, demo)


def _of_the_secretariat(page, password, start_worker):
    page.goto(reverse("clusters:scores", args=[_member("Vĩnh Phúc").pk]))
    _take(page, "phieu-diem", height=640, below=TABLE)
    season.the_points_of_a_line_are_explained_in_words(page)
    _take(page, "vi-sao-duoc-diem", height=760)
    ranking.a_run_is_queued_and_the_page_waits_for_it(page)
    _take(page, "dang-tinh-xep-hang", height=560)
    start_worker()
    ranking.the_page_shows_the_ranking_by_itself(page)
    _take(page, "xep-hang", height=760, below="dl.details")
    awards.the_conclusion_of_the_conference_is_recorded(page)
    _take(page, "hoi-nghi", height=820)
    page.goto(reverse("awards:propose", args=[_season().pk]))
    _take(page, "de-nghi", height=620)
    _take(page, "de-nghi-xep-hang", height=720, below="main h2:has(~ .table-frame):nth-last-of-type(2)")
    _take(page, "de-nghi-mau", height=900, below="main h2:last-of-type")
    awards.three_units_are_proposed_and_handed_in(page)
    awards.one_more_is_refused_with_the_names_of_those_proposed(page)
    _take(page, "het-chi-tieu", height=560)
    papers.printed(page, "summary", "pdf")
    season.open_season(page, 2020)
    tab(page, "reports")
    _take(page, "tai-lieu")
    page.goto(reverse("reports:document", args=["summary", _season().pk]))
    _take(page, "bao-cao-tong-ket", height=780)
    page.goto(reverse("clusters:move_season", args=[_season().pk, "published"]))
    _take(page, "cong-bo", height=640)


def _of_the_reviewer(page, password):
    sign_in(page, "thamdinh", password)
    _take(page, "viec-cua-nguoi-tham-dinh", height=640)
    follow(page, f"Thẩm định đề nghị khen thưởng, {season.CLUSTER}")
    row_of(page, "Nam Định").get_by_role("link").first.click()
    _take(page, "mot-de-nghi")
    follow(page, "Trả lại để bổ sung")
    page.fill("main [name=reason]", awards.MISSING)
    _take(page, "tra-lai", height=640)
    press(page, "Trả lại để bổ sung")
    sign_in(page, "quangninh", password)
    _take(page, "bi-tra-lai", height=560)
    awards.it_is_mended_and_handed_in_again(page)
    sign_in(page, "thamdinh", password)
    awards.all_are_agreed_and_a_decision_is_recorded(page)
    _take(page, "khen-thuong", height=800)


def _season():
    return Season.objects.get(year=2020, cluster__name=season.CLUSTER)


def _member(name):
    return Member.objects.get(season=_season(), unit__name=name)


def _take(page, name, height=820, below="body"):
    """Keep a window of the page, from the place given downwards."""
    page.wait_for_load_state("networkidle")
    width = page.viewport_size["width"]
    page.set_viewport_size({"width": width, "height": height})
    script = "async (place) => { await document.fonts.ready; place.scrollIntoView({behavior: 'instant'}) }"
    page.locator(below).first.evaluate(script)
    page.screenshot(path=FOLDER / f"{name}.png")
    page.set_viewport_size({"width": width, "height": 900})
