"""The papers of the season, printed by the worker and read back beside the screen."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.hands import tab
from tests.journeys.season import open_season
from tests.reports import readers

READERS = {
    "pdf": lambda content: "\n".join(readers.pdf_pages(content)),
    "docx": readers.docx_text,
    "xlsx": readers.xlsx_text,
}


def the_table_of_points_holds_the_figures_of_the_ranking(page):
    open_season(page, 2020)
    tab(page, "ranking")
    # All but the last column: how far a unit leads is for the screen alone.
    cells = page.locator(".ranking-table tbody td.num:not(:last-of-type):not(:nth-last-child(2))").all_inner_texts()
    ranking = set().union(*(readers.numbers(text) for text in cells))
    assert {"97,80", "90,65", "88,85", "81,25", "78,20"} < ranking
    for form in ("pdf", "xlsx"):
        missing = ranking - readers.numbers(printed(page, "score-table", form))
        assert missing == set(), (form, missing)


def the_report_holds_the_figures_of_the_screen_and_what_was_proposed(page):
    open_season(page, 2020)
    tab(page, "reports")
    page.locator("main a[href*='/summary/']").first.click()
    # Screen and paper are each made at their own minute.
    screen = readers.numbers(re.sub(r"[0-9]{2}:[0-9]{2}", "", page.locator(".papers").inner_text()))
    assert {"10,05", "7,02", "6,97"} <= screen
    for form in ("pdf", "docx"):
        text = printed(page, "summary", form)
        missing = screen - readers.numbers(text)
        assert missing == set(), (form, missing)
        for words in ("Cờ thi đua của Chính phủ", "Nam Định", "Hà Nam"):
            assert words in " ".join(text.split())


def printed(page, kind, form):
    """Ask for the paper, wait while the worker writes it, and return the text of the file that comes down."""
    open_season(page, 2020)
    tab(page, "reports")
    page.locator(f"main form[action*='/{kind}/'][action$='/{form}/'] button").click()
    link = page.locator("main a[href$='/file/']")
    expect(link).to_be_visible(timeout=60_000)
    with page.expect_download() as coming:
        link.click()
    content = Path(coming.value.path()).read_bytes()
    assert coming.value.suggested_filename.endswith(f".{form}")
    return READERS[form](content)
