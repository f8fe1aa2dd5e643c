"""From the conference's conclusion to a recorded decision, between the secretariat and the reviewer."""

import re

from playwright.sync_api import expect

from tests.journeys.hands import choose, fill, follow, menu, press, row_of, says, tab
from tests.journeys.season import CLUSTER, open_season

FLAG, MERIT = "Cờ thi đua của Chính phủ", "Bằng khen của Thủ tướng Chính phủ"
PROPOSED = (("Quảng Ninh", FLAG), ("Nam Định", MERIT), ("Hà Nam", MERIT))
CONCLUSION = (
    "Hội nghị thống nhất đề nghị tặng Cờ thi đua của Chính phủ cho tỉnh Quảng Ninh; Bằng khen của Thủ tướng Chính phủ "
    "cho tỉnh Nam Định và Hà Nam."
)
MISSING = "Bổ sung số liệu quyết toán thu ngân sách."


def the_conclusion_of_the_conference_is_recorded(page):
    open_season(page, 2020)
    tab(page, "conferences")
    follow(page, "Ghi kết luận hoặc đề xuất")
    fill(page, text=CONCLUSION, on="18/01/2021")
    press(page, "Ghi")
    says(page, CONCLUSION)


def three_units_are_proposed_and_handed_in(page):
    for unit, award in PROPOSED:
        _propose(page, unit, award)
        follow(page, "Nộp")
        press(page, "Nộp")
        expect(page.locator("main .status").first).to_have_text(re.compile("Đã nộp"))


def one_more_is_refused_with_the_names_of_those_proposed(page):
    _fill_in(page, "Thái Bình", MERIT)
    says(page, "Đã hết số lượng đề nghị 2 Bằng khen của Thủ tướng Chính phủ: ")
    refusal = page.locator("main").get_by_text("Đã hết số lượng đề nghị").first.inner_text()
    assert "Nam Định" in refusal
    assert "Hà Nam" in refusal
    expect(page.locator("main [name=departure]")).to_have_value("Thử đề nghị thêm.")


def _propose(page, unit, award):
    _fill_in(page, unit, award, departure="")
    expect(page.locator("main .status").first).to_have_text(re.compile("Đang chuẩn bị"))


def _fill_in(page, unit, award, departure="Thử đề nghị thêm."):
    open_season(page, 2020)
    tab(page, "awards/seasons")
    follow(page, "Đề nghị một đơn vị")
    choose(page, member=unit, category=award, conclusion="Cờ thi đua")
    fill(page, achievement="Thành tích theo báo cáo tổng kết của đơn vị.", departure=departure)
    press(page, "Đề nghị")


def one_is_returned_with_a_reason(page):
    """The first page leads the reviewer to what waits for him."""
    follow(page, f"Thẩm định đề nghị khen thưởng, {CLUSTER}")
    row_of(page, "Nam Định").get_by_role("link").first.click()
    follow(page, "Trả lại để bổ sung")
    fill(page, reason=MISSING)
    press(page, "Trả lại để bổ sung")
    expect(page.locator("main .status").first).to_have_text(re.compile("Đã trả lại"))


def it_is_mended_and_handed_in_again(page):
    """The first page tells the secretariat what came back, and the nomination says why."""
    follow(page, "Bổ sung đề nghị khen thưởng bị trả lại")
    row_of(page, "Nam Định").get_by_role("link").first.click()
    says(page, MISSING)
    follow(page, "Bổ sung đề nghị")
    fill(page, achievement="Thành tích theo báo cáo tổng kết; đã bổ sung số liệu quyết toán thu ngân sách.")
    press(page, "Lưu")
    follow(page, "Nộp")
    press(page, "Nộp")
    expect(page.locator("main .status").first).to_have_text(re.compile("Đã nộp"))


def all_are_agreed_and_a_decision_is_recorded(page):
    for unit, _award in PROPOSED:
        _open_awards(page)
        row_of(page, unit).get_by_role("link").first.click()
        follow(page, "Đồng ý")
        press(page, "Đồng ý")
        expect(page.locator("main .status").first).to_have_text(re.compile("Đã đồng ý, chờ quyết định"))
    _open_awards(page)
    follow(page, "Ghi quyết định")
    page.locator("main").get_by_role("checkbox", name=re.compile("Quảng Ninh")).check()
    page.locator("main [name=illustrative]").check()
    fill(page, number="01/QĐ-MH", deciding_body="Thủ tướng Chính phủ", signed_on="01/03/2021")
    fill(page, signer_name="Người ký minh họa", signer_title="Thủ tướng Chính phủ")
    press(page, "Ghi quyết định")
    _open_awards(page)
    expect(row_of(page, "Quảng Ninh")).to_contain_text("01/QĐ-MH")
    expect(row_of(page, "Quảng Ninh")).to_contain_text("Đã có quyết định")
    expect(row_of(page, "Hà Nam")).to_contain_text("Đã đồng ý, chờ quyết định")


def _open_awards(page):
    menu(page, "Khen thưởng")
    page.locator("main tr").filter(has_text="Đồng bằng sông Hồng").filter(has_text="2020").get_by_role(
        "link"
    ).first.click()
