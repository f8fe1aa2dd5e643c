"""A season whose results are being entered: put back to it by the secretariat, filled in by a member."""

from playwright.sync_api import expect

from tests.journeys.hands import fill, follow, press, row_of, says, tab
from tests.journeys.season import BUDGET, open_season

MEMBER = "Nam Định"


def the_secretariat_puts_the_season_back_to_entry(page):
    for phase in ("Thẩm định", "Nhập kết quả"):
        open_season(page, 2020)
        follow(page, f"Trở lại “{phase}”")
        fill(page, reason="Để đơn vị thử nhập lại (minh họa).")
        press(page, f"Trở lại “{phase}”")
        says(page, f"đã chuyển sang giai đoạn “{phase}”")


def a_member_takes_its_results_back(page):
    open_season(page, 2020)
    tab(page, "figures")
    row_of(page, MEMBER).get_by_role("link", name="Mở").click()
    follow(page, "Rút lại kết quả đã nộp")
    fill(page, reason="Bổ sung số liệu (minh họa).")
    press(page, "Rút lại kết quả đã nộp")
    says(page, "Đã rút lại kết quả")


def a_number_in_a_cell_is_refused_with_an_example(page):
    _type(page, "12,5,3")
    expect(row_of(page, BUDGET)).to_contain_text("Hãy nhập như 1.234,56.")


def a_number_that_may_be_two_is_asked_about_in_its_cell(page):
    _type(page, "5.250")
    expect(row_of(page, BUDGET).get_by_role("radio")).to_have_count(2)


def a_number_is_saved_when_its_cell_is_left(page):
    _type(page, "5.250,5")
    expect(row_of(page, BUDGET)).to_contain_text("Đã lưu")


def _type(page, text):
    row_of(page, BUDGET).locator("[name=value]").fill(text)
    page.keyboard.press("Tab")


def the_member_reads_what_it_hands_in_and_hands_it_in(page):
    follow(page, "Kiểm tra và nộp")
    says(page, "5.250,5")
    press(page, "Nộp")
    says(page, "Đã nộp kết quả")
