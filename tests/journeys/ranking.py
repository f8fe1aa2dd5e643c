"""The ranking of the season: asked for, watched while a worker computes it, read."""

import re

from playwright.sync_api import expect

from scoring import numbers
from tests.journeys.hands import press, says, tab
from tests.journeys.season import open_season


def a_run_is_queued_and_the_page_waits_for_it(page):
    """Before any worker is there, the run waits and the page says so."""
    open_season(page, 2020)
    tab(page, "ranking")
    says(page, "Chưa tính xếp hạng lần nào.")
    press(page, "Tính xếp hạng")
    expect(page.locator("#run-progress progress")).to_be_visible()
    expect(page.locator("main").get_by_role("button", name="Tính xếp hạng")).to_have_count(0)


def the_page_shows_the_ranking_by_itself(page):
    """Nobody presses anything: the page that waited is the page that shows the places."""
    expect(page.locator(".ranking-table")).to_be_visible(timeout=60_000)
    expect(page.locator("#run-progress")).to_have_count(0)
    assert re.fullmatch(r"[0-9a-f]{16}", page.locator("dl.details .code").first.inner_text())


def places_ties_and_gaps_can_be_read(page):
    """Quảng Ninh leads with its gap, two share the fourth place, and a step of the rule parts two with equal totals."""
    rows = {row.locator("th").inner_text(): row for row in page.locator(".ranking-table tbody tr").all()}
    places = {name: row.locator("td").first.inner_text() for name, row in rows.items()}
    assert places == {
        "Quảng Ninh": "1",
        "Nam Định": "2",
        "Hà Nam": "3",
        "Hưng Yên": "4 (đồng hạng)",
        "Ninh Bình": "4 (đồng hạng)",
        "Thái Bình": "6",
        "Hải Dương": "7",
        "Bắc Ninh": "8",
        "Vĩnh Phúc": "9",
    }
    totals = [_number(rows[name].locator("td.total").first) for name in ("Quảng Ninh", "Nam Định")]
    assert _number(rows["Quảng Ninh"].locator("td.num").last) == totals[0] - totals[1]
    expect(rows["Thái Bình"]).to_contain_text("Bằng điểm; xếp trên Hải Dương nhờ điểm của “II Xây dựng Đảng")


def _number(cell):
    return numbers.read(re.search(r"[\d.,]+", cell.inner_text())[0])
