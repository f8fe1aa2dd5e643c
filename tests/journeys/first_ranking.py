"""From the first figure to the first ranking: results handed in, points of all kinds, phases moved, places read."""

import re

from playwright.sync_api import expect

from tests.journeys.first_season import INDICATOR, open_season, submit
from tests.journeys.hands import fill, follow, menu, press, row_of, says, tab

BY_HAND = "Phong trào thi đua"
AGREED = "Họp thống nhất điểm ngày 20/12/2026."


def the_clerk_types_a_plan_and_his_own_points_and_hands_in(page):
    row_of(page, INDICATOR).get_by_role("link", name="Thêm thông tin").click()
    follow(page, "HĐND tỉnh giao")
    fill(page, value="1.200,00")
    submit(page)
    menu(page, "Việc của tôi")
    follow(page, "Nhập và nộp")
    follow(page, f"I.1 {BY_HAND}")
    fill(page, points="38")
    submit(page)
    expect(row_of(page, INDICATOR).locator(".rule-cell strong")).to_have_text("52,88")
    menu(page, "Việc của tôi")
    follow(page, "Nhập và nộp")
    press(page, "Nộp")
    says(page, "Đã nộp")


def the_secretariat_appraises_the_others_and_records_what_was_agreed(page):
    _move_to(page, "Thẩm định")
    tab(page, "scores")
    _open_points(page, "Hưng Yên")
    _give(page, BY_HAND, "thẩm định", "36")
    _give(page, BY_HAND, "thống nhất", "35,5", AGREED)
    _give(page, INDICATOR, "thống nhất", "54", AGREED)
    _back_to_all(page)
    _open_points(page, "Ninh Bình")
    _give(page, BY_HAND, "thẩm định", "37,5")
    _give(page, INDICATOR, "thẩm định", "52", AGREED)


def nobody_but_the_organiser_appraises_the_head(page):
    _back_to_all(page)
    _open_points(page, "Quảng Ninh")
    expect(page.locator("main").get_by_role("link", name=re.compile("^(Nhập|Sửa) điểm"))).to_have_count(0)


def the_administrator_appraises_the_head_as_proposed(page):
    open_season(page)
    tab(page, "scores")
    _open_points(page, "Quảng Ninh")
    follow(page, "Cho điểm theo đề xuất")
    submit(page)
    expect(row_of(page, BY_HAND)).to_contain_text("38,00")


def the_ranking_is_asked_for_and_read(page):
    _move_to(page, "Đã thẩm định, thống nhất điểm")
    tab(page, "ranking")
    press(page, "Tính xếp hạng")
    expect(page.locator(".ranking-table")).to_be_visible(timeout=30_000)
    rows = page.locator(".ranking-table tbody tr").all()
    read = [(row.locator("th").inner_text(), *map(_first_line, row.locator("td").all())) for row in rows]
    assert [(unit, place, total, gap) for unit, place, _group, total, gap, _note in read] == [
        ("Quảng Ninh", "1", "90,88", "1,38"),
        ("Hưng Yên", "2 (đồng hạng)", "89,50", "0,00"),
        ("Ninh Bình", "2 (đồng hạng)", "89,50", ""),
    ]
    expect(page.locator("main")).not_to_contain_text("Tạm tính")


def _first_line(cell):
    return cell.inner_text().partition("\n")[0]


def _move_to(page, phase):
    open_season(page)
    follow(page, f"Chuyển sang “{phase}”")
    submit(page)


def _back_to_all(page):
    page.get_by_role("link", name=re.compile("^Điểm ")).first.click()


def _open_points(page, unit):
    row_of(page, unit).get_by_role("link", name="Mở").click()


def _give(page, line, stage, points, reason=""):
    row_of(page, line).get_by_role("link", name=re.compile(f"^Nhập điểm Điểm {stage}")).click()
    fill(page, points=points, reason=reason)
    submit(page)
