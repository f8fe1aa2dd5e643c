"""The frame around every page at the widths and text sizes that people use: nothing stands alone, nothing is lost."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from clusters.models import RankingRun
from tests.factories.clusters import FigureFactory, SeasonFactory
from tests.factories.organisations import UnitFactory
from tests.factories.rankings import make_members, ranked

pytestmark = pytest.mark.browser

SIZES = [(width, large) for width in (1440, 1024, 390) for large in (False, True)]
# How many things stand on each line of a list of things, from the top.
LINES = """(things) => {
  const tops = things.filter((thing) => thing.checkVisibility()).map((thing) => thing.getBoundingClientRect())
    .map((box) => Math.round(box.top + box.height / 2));
  const lines = [];
  for (const top of tops) {
    const line = lines.find((one) => Math.abs(one.top - top) < 8);
    if (line) line.count += 1; else lines.push({ top, count: 1 });
  }
  return lines.map((line) => line.count);
}"""


@pytest.fixture
def seen(page_of, live_server):
    """Open a page as somebody at a width and a size of text."""

    def open_page(person, address, width, large):
        page = page_of(person)
        page.set_viewport_size({"width": width, "height": 900})
        page.context.add_cookies([{"name": "large_text", "value": str(int(large)), "url": live_server.url}])
        page.goto(address)
        return page

    return open_page


@pytest.mark.parametrize(("width", "large"), SIZES)
def test_no_button_of_the_header_and_no_part_of_the_menu_stands_alone(seen, administrator, width, large):
    page = seen(administrator, reverse("home"), width, large)

    assert len(page.eval_on_selector_all(".portal-header .header-button", LINES)) == 1
    for parts in (".portal-nav-link", ".portal-header .header-button"):
        lines = page.eval_on_selector_all(parts, LINES)
        assert 1 not in lines[1:], (parts, lines)
    edges = page.eval_on_selector_all(".header-button", "(all) => all.map((one) => one.getBoundingClientRect().right)")
    assert max(edges) <= width - 16
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize(("width", "large"), SIZES)
def test_who_has_no_part_in_the_portal_yet_has_every_button_within_the_screen(seen, nobody, width, large):
    page = seen(nobody, reverse("home"), width, large)

    lines = page.eval_on_selector_all(".portal-header .header-button", LINES)
    assert (sum(lines), min(lines) > 1) == (4, True)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize(("width", "large"), SIZES)
def test_the_own_password_is_changed_from_the_header_of_any_page(seen, clerk, width, large):
    page = seen(clerk, reverse("home"), width, large)

    links = page.locator(f".portal-header a[href='{reverse('accounts:password_change')}']:visible")
    assert links.count() == 1
    links.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{reverse('accounts:password_change')}")


def test_a_menu_that_goes_on_beyond_the_screen_says_so_at_that_end(seen, administrator):
    page = seen(administrator, reverse("clusters:seasons"), 390, large=False)
    menu, ends = page.locator(".portal-nav"), {"data-before": False, "data-more": True}
    page.locator(".portal-nav-link").first.focus()

    for _way in range(2):
        page.wait_for_function(
            "(ends) => Object.entries(ends).every(([name, there]) => "
            "document.querySelector('.portal-nav').hasAttribute(name) === there)",
            arg=ends,
        )
        page.locator(".portal-nav-link").last.focus()
        ends = {"data-before": True, "data-more": False}
    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_function("() => !document.querySelector('.portal-nav').hasAttribute('data-before')")
    assert menu.get_attribute("data-more") is None


@pytest.mark.parametrize("width", [1440, 390])
def test_the_mark_of_a_sortable_column_stays_with_the_last_word_of_its_label(seen, administrator, width):
    page = seen(administrator, reverse("organisations:units"), width, large=True)

    narrow = "(heads) => heads.forEach((head) => { head.style.maxWidth = '4rem'; head.style.whiteSpace = 'normal'; })"
    page.eval_on_selector_all(".table-portal thead th", narrow)
    together = page.eval_on_selector_all(
        ".sort-link",
        """(links) => links.map((link) => {
          const range = document.createRange(), text = link.firstChild;
          const words = text.data.trimEnd();
          range.setStart(text, words.length - 1); range.setEnd(text, words.length);
          const mark = link.querySelector(".sort-mark").getBoundingClientRect(), last = range.getBoundingClientRect();
          return Math.abs(mark.bottom - last.bottom) < 4 && mark.left - last.right < 16;
        })""",
    )
    assert together == [True] * len(together) != []


def test_a_table_that_fits_scrolls_with_the_page_under_its_head_and_any_other_says_that_it_goes_on(seen, administrator):
    UnitFactory.create_batch(20)
    page = seen(administrator, reverse("organisations:units"), 1440, large=False)
    # As the tables of papers are: they stand as they are printed on a phone too.
    page.evaluate("document.querySelector('.table-portal').classList.remove('cards')")
    box, frame = page.locator(".table-scroll"), page.locator(".table-frame")

    expect(box).to_have_class("table-scroll whole")
    assert frame.get_attribute("data-more") is None
    page.evaluate("document.querySelector('.table-portal tbody tr:nth-child(15)').scrollIntoView()")
    head, row = (page.locator(f".table-portal {part}").bounding_box() for part in ("thead", "tbody tr:nth-child(15)"))
    assert page.locator(".table-portal thead th").first.bounding_box()["y"] == 0
    assert row["y"] >= head["height"]

    page.set_viewport_size({"width": 390, "height": 900})
    expect(box).to_have_class("table-scroll")
    expect(frame).to_have_attribute("data-more", "")
    box.evaluate("(box) => box.scrollTo(box.scrollWidth, 0)")
    expect(frame).not_to_have_attribute("data-more", "")


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("route", ["scores", "scores_overview", "figures_overview", "ranking", "sheet"])
def test_on_a_phone_a_page_of_rows_scrolls_down_as_a_whole_and_nothing_lies_to_the_right(
    seen, season, administrator, route, large
):
    make_members(season, 12)
    run = ranked(season, groups=12)
    of = {"scores": season.members.first(), "sheet": run.sheet}.get(route, season)
    page = seen(administrator, reverse(f"clusters:{route}", args=[of.pk]), 390, large)

    expect(page.locator(".table-scroll").first).to_have_class("table-scroll whole")
    boxes = page.eval_on_selector_all(
        ".table-scroll",
        "(all) => all.map((box) => [box.scrollHeight > box.clientHeight + 1, box.scrollWidth > box.clientWidth + 1])",
    )
    assert boxes == [[False, False]] * len(boxes) != []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


LISTS = ["organisations:units", "clusters:clusters", "clusters:seasons", "clusters:indicators", "accounts:people"]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("route", LISTS)
def test_on_a_phone_a_list_of_things_stands_as_cards_with_the_name_of_every_cell(
    seen, season, administrator, route, large
):
    FigureFactory(submission__member=season.cast.member)
    page = seen(administrator, reverse(route), 390, large)

    assert page.locator(".table-portal tbody tr").count() > 0
    assert page.locator(".table-portal tbody td:not([data-label])").count() == 0
    wider = page.eval_on_selector_all(
        ".table-scroll", "(all) => all.map((box) => box.scrollWidth > box.clientWidth + 1)"
    )
    assert wider == [False]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_on_a_phone_a_unit_is_told_with_its_place_and_total_first(seen, season, administrator):
    make_members(season, 3)
    ranked(season)
    page = seen(administrator, reverse("clusters:ranking", args=[season.pk]), 390, large=False)

    row = page.locator(".ranking-table tbody tr").first
    tops = [(cell.bounding_box()["y"], cell.get_attribute("data-label")) for cell in row.locator("> *").all()[:-1]]
    assert [label for _top, label in sorted(tops)][:3] == [None, "Thứ hạng", "Tổng điểm"]


def test_the_ranking_is_printed_on_its_side(seen, administrator):
    season = SeasonFactory()
    page = seen(administrator, reverse("clusters:ranking", args=[season.pk]), 1440, large=False)

    paper = page.pdf(prefer_css_page_size=True)

    assert set(re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", paper)) == {(b"841", b"594")}


def test_a_page_that_asks_by_itself_stops_once_the_sign_in_has_ended(seen, secretariat, season):
    RankingRun.objects.create(season=season, requested_at=timezone.now())
    page = seen(secretariat, reverse("clusters:ranking", args=[season.pk]), 1440, large=False)
    asked = []
    page.on("response", lambda answer: asked.append(answer.status))
    Session.objects.all().delete()

    expect(page.locator("#run-progress").get_by_role("alert")).to_contain_text("Phiên đăng nhập của bạn đã kết thúc")
    page.wait_for_timeout(2500)

    assert asked.count(401) == 1
