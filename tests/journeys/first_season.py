"""From an empty portal to a first season: what the administrator types, and the clerk's first figure and points."""

import re

from playwright.sync_api import expect

from tests.journeys.hands import choose, fill, follow, menu, press, row_of, says, tab

CLUSTER = "Cụm thi đua các tỉnh ven biển"
TITLE = "Bảng tiêu chí chấm điểm năm 2026"
UNITS = ("Quảng Ninh", "Hưng Yên", "Ninh Bình")
INDICATOR = "Thu ngân sách nhà nước trên địa bàn"
FIRST_PASSWORD, OWN_PASSWORD = "mat-khau-dau-tien-2026", "song-hong-mua-nuoc-noi"


def the_first_page_lists_the_steps(page):
    steps = page.locator("ol.steps li")
    expect(steps).to_have_count(17)
    expect(steps.filter(has_text="Xong")).to_have_count(1)  # the provinces ship with the portal


def a_clerk_of_quang_ninh_gets_an_account(page):
    step(page, 2)
    follow(page, "Thêm người")
    fill(page, username="canbo", full_name="Cán bộ Quảng Ninh", password=FIRST_PASSWORD)
    choose(page, role="Cán bộ phụ trách", unit="Quảng Ninh")
    fill(page, valid_from="01/01/2026")
    page.locator("main form button.btn-primary").click()
    says(page, "Cán bộ Quảng Ninh")


def a_cluster_is_set_up(page):
    step(page, 4)
    follow(page, "Lập cụm")
    fill(page, name=CLUSTER, established_on="01/01/2026")
    choose(page, organiser="Ban Thi đua - Khen thưởng Trung ương")
    submit(page)
    expect(page.locator("h1")).to_contain_text(CLUSTER)


def a_season_is_opened_with_members_and_a_head(page):
    follow(page, "Mở năm thi đua")
    fill(page, year="2026")
    submit(page)
    for unit in UNITS:
        tab(page, "members")
        follow(page, "Thêm thành viên")
        choose(page, unit=unit)
        fill(page, joined_on="01/01/2026")
        submit(page)
    follow(page, "Giới thiệu Cụm trưởng")
    choose(page, member="Quảng Ninh", kind="Cụm trưởng")
    fill(page, valid_from="01/01/2026")
    submit(page)
    expect(row_of(page, "Quảng Ninh")).to_be_visible()


def an_indicator_is_defined(page):
    step(page, 8)
    follow(page, "Lập chỉ tiêu")
    fill(page, name=INDICATOR, measure="tỷ đồng", places="2")
    submit(page)
    says(page, INDICATOR)


def a_sheet_is_written_line_by_line_and_published(page):
    open_season(page)
    tab(page, "sheets")
    page.locator("main a[href$='/sheets/new/']").first.click()
    fill(page, title=TITLE, declared_max="100")
    submit(page)
    _line(page, "group", label="I", name="Kinh tế - xã hội", max_points="100")
    _line(page, "item", "manual", label="I.1", name="Phong trào thi đua", max_points="40", p_granularity="0,5")
    page.locator("main a[href$='/lines/new/item/']").first.click()
    page.wait_for_load_state()  # the fields of a method are asked for by a script
    page.select_option("main [name=method]", "plan_step")
    expect(page.locator("main [name=p_over_step]")).to_be_visible()
    choose(page, parent="Kinh tế", indicator=INDICATOR)
    page.select_option("main [name=derive]", "ratio")
    page.select_option("main [name=plan_giver]", "council")
    fill(page, label="I.2", name=INDICATOR, max_points="60", p_base="50")
    fill(page, p_over_step="1", p_over_pts="1", p_over_cap="10", p_under_step="1", p_under_pts="2")
    submit(page)
    page.locator("main a[href$='/publish/']").first.click()
    submit(page)
    says(page, "Đã ban hành")


def _line(page, kind, method="", **told):
    page.locator(f"main a[href$='/lines/new/{kind}/']").first.click()
    if method:
        expect(page.locator("main [name=method]")).to_have_value(method)
        choose(page, parent="Kinh tế")
    fill(page, **told)
    submit(page)


def the_season_is_opened_for_entry(page):
    open_season(page)
    follow(page, "Chuyển sang “Nhập kết quả”")
    submit(page)
    expect(page.locator("main .status, main dl").first).to_contain_text("Nhập kết quả")


def the_clerk_chooses_a_password_of_his_own(page):
    expect(page.locator("main [name=new_password1]")).to_be_visible()
    fill(page, old_password=FIRST_PASSWORD, new_password1=OWN_PASSWORD, new_password2=OWN_PASSWORD)
    submit(page)


def the_clerk_types_a_figure_a_plan_and_points(page):
    menu(page, "Việc của tôi")
    follow(page, "Nhập và nộp")
    press(page, "Bắt đầu nhập")
    cell = row_of(page, INDICATOR).locator("[name=value]")
    expect(cell).to_be_visible()
    page.wait_for_load_state()  # the cell saves itself once the page's scripts are there
    for refused in ("1.234,5,6", "NaN"):
        cell.fill(refused)
        cell.press("Tab")
        expect(row_of(page, INDICATOR).get_by_role("alert")).to_contain_text(refused)
    cell.fill("1.234,56")
    cell.press("Tab")
    expect(row_of(page, INDICATOR)).to_contain_text(re.compile("Đã lưu"))
    page.reload()
    expect(row_of(page, INDICATOR).locator("[name=value]")).to_have_value("1.234,56")


def step(page, number):
    menu(page, "Việc của tôi")
    page.locator("ol.steps li").nth(number - 1).get_by_role("link").click()


def submit(page):
    """Press the main button of the only form."""
    page.locator("main form button.btn-primary").last.click()
    expect(page.locator("main form .invalid-feedback")).to_have_count(0)


def open_season(page):
    menu(page, "Năm thi đua")
    row_of(page, CLUSTER).get_by_role("link").first.click()
