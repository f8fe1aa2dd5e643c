"""The season of the demo, read and filled in: what its pages show, what a cell takes, what a point rests on."""

import re

from django.urls import reverse
from playwright.sync_api import expect

from clusters.models import Season
from tests.journeys.hands import menu, press, row_of, says, tab

CLUSTER = "Cụm thi đua các tỉnh Đồng bằng sông Hồng"
MEMBERS = [
    "Hải Dương",
    "Bắc Ninh",
    "Vĩnh Phúc",
    "Hưng Yên",
    "Thái Bình",
    "Nam Định",
    "Hà Nam",
    "Ninh Bình",
    "Quảng Ninh",
]
BUDGET = "Thu ngân sách nhà nước trên địa bàn"


def open_season(page, year):
    menu(page, "Năm thi đua")
    page.locator("main tr").filter(has_text=CLUSTER).filter(has_text=str(year)).get_by_role("link").first.click()
    expect(page.locator("h1")).to_have_text(f"{CLUSTER} {year}")


def fact(page, term):
    """What the list of facts says under a term."""
    return page.locator(f"main dt:text-is('{term}') + dd").first


def the_season_of_2020_has_nine_members_a_head_and_no_deputy_named(page):
    open_season(page, 2020)
    expect(fact(page, "Cụm trưởng")).to_contain_text("Quảng Ninh")
    expect(fact(page, "Cụm phó")).to_have_text("—")
    heads = page.locator("main tbody th[scope=row]").all_inner_texts()
    assert [text.removeprefix("tỉnh ") for text in heads][:9] == MEMBERS
    for phase in ("Đang chuẩn bị", "Nhập kết quả", "Thẩm định", "Đã thẩm định, thống nhất điểm", "Đã công bố"):
        says(page, phase)


def the_season_of_2021_is_a_draft_with_its_head_and_two_deputies(page):
    open_season(page, 2021)
    expect(fact(page, "Cụm trưởng")).to_contain_text("Hưng Yên")
    expect(fact(page, "Cụm phó")).to_contain_text("Bắc Ninh")
    expect(fact(page, "Cụm phó")).to_contain_text("Vĩnh Phúc")
    expect(fact(page, "Giai đoạn")).to_have_text("Đang chuẩn bị")


def a_figure_is_refused_asked_about_and_then_saved_as_typed(page):
    _open_correction(page, "Vĩnh Phúc", BUDGET)
    value = page.locator("main [name=value]")
    value.fill("12,5,3")
    press(page, "Lưu")
    expect(value).to_have_value("12,5,3")
    expect(page.locator(".invalid-feedback").first).to_contain_text("Hãy nhập như 1.234,56.")
    value.fill("32.345")
    press(page, "Lưu")
    question = page.locator("#div_id_value + #div_id_value_reading")
    expect(question.get_by_role("radio")).to_have_count(2)
    value.fill("32.345,67")
    press(page, "Lưu")
    expect(page.locator(".invalid-feedback")).to_have_text(re.compile("Hãy ghi lý do sửa số liệu"))
    expect(value).to_have_value("32.345,67")
    page.fill("main [name=reason]", "Theo số quyết toán (minh họa).")
    press(page, "Lưu")
    expect(row_of(page, BUDGET)).to_contain_text("32.345,67")


def the_old_figure_stays_in_the_history(page):
    row_of(page, BUDGET).get_by_role("link", name="Chi tiết").click()
    panel = page.locator("#figure-panel")
    expect(panel).to_contain_text("32.320")
    expect(panel).to_contain_text("Theo số quyết toán (minh họa).")


def _open_correction(page, member, indicator):
    open_season(page, 2020)
    tab(page, "figures")
    row_of(page, member).get_by_role("link", name="Mở").click()
    row_of(page, indicator).get_by_role("link", name="Sửa").click()


def the_points_of_a_line_are_explained_in_words(page):
    open_season(page, 2020)
    tab(page, "scores")
    row_of(page, "Vĩnh Phúc").get_by_role("link", name="Mở").click()
    line = row_of(page, "Thu ngân sách nhà nước so với dự toán")
    shown = line.locator(".rule-cell strong").inner_text()
    line.get_by_role("link", name="Vì sao được điểm này?").click()
    expect(page.locator("h1")).to_have_text("Vì sao được điểm này?")
    says(page, "32.345,67", "32.000", f"→ {shown}/15")
    assert re.fullmatch(r"\d+(,\d+)?", shown)


def nobody_of_another_cluster_finds_it(page):
    """Neither the lists nor the addresses of the pages that others saw give anything away."""
    menu(page, "Năm thi đua")
    expect(page.locator("main")).not_to_contain_text("Đồng bằng sông Hồng")
    hidden = Season.objects.get(year=2020, cluster__name=CLUSTER)
    pages = ("season", "members", "figures_overview", "scores_overview", "ranking", "conferences", "statements")
    found = {name: page.goto(reverse(f"clusters:{name}", args=[hidden.pk])).status for name in pages}
    found["awards"] = page.goto(reverse("awards:season", args=[hidden.pk])).status
    found["papers"] = page.goto(reverse("reports:season", args=[hidden.pk])).status
    assert set(found.values()) == {404}, found
