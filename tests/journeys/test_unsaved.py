"""A number that was typed and not saved stays in its cell, says why, and nobody leaves it unknowing."""

from decimal import Decimal

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from clusters.choices import SubmissionState
from clusters.models import Figure, Submission
from tests.factories import clusters as make
from tests.factories.accounts import PASSWORD
from tests.journeys.hands import follow, press

pytestmark = pytest.mark.browser


@pytest.fixture
def submission(head_unit, member_unit):
    season = make.SeasonFactory()
    make.PostFactory(member=make.MemberFactory(season=season, unit=head_unit))
    return make.SubmissionFactory(member=make.MemberFactory(season=season, unit=member_unit))


@pytest.fixture
def figures(submission):
    return make.FigureFactory.create_batch(2, submission=submission, value=60)


@pytest.fixture
def grid(page_of, clerk, submission, figures):
    page = page_of(clerk)
    page.goto(reverse("clusters:figures", args=[submission.pk]))
    return page


def row_of(page, figure):
    return page.locator(f"#figure-{figure.indicator_id}")


def typed(page, figure, number):
    """Type a number into the cell of a figure and leave it."""
    cell = row_of(page, figure).locator("[name=value]")
    cell.fill(number)
    cell.press("Tab")
    return row_of(page, figure)


def handed_in(submission):
    Submission.objects.filter(pk=submission.pk).update(
        state=SubmissionState.SUBMITTED, submitted_at="2020-12-01T00:00Z"
    )


def test_what_a_stale_tab_may_not_save_stays_in_its_cell_with_the_reason(grid, submission, figures):
    handed_in(submission)

    row = typed(grid, figures[0], "90")

    expect(row.get_by_role("alert")).to_contain_text("Chưa lưu. Kết quả này đã nộp. Khi còn giai đoạn nhập")
    expect(row.locator("[name=value]")).to_have_value("90")
    expect(row).to_have_class("cell-error")


def test_a_lost_connection_is_told_at_the_cell_which_is_sent_again_once_it_is_back(grid, figures):
    grid.context.set_offline(True)
    row = typed(grid, figures[0], "90")

    expect(row.get_by_role("alert")).to_contain_text("Chưa lưu. Cổng không trả lời")
    expect(row.locator("[name=value]")).to_have_value("90")

    grid.context.set_offline(False)
    row.get_by_role("button", name="Lưu").click()
    expect(row).to_contain_text("Đã lưu")
    expect(row.get_by_role("alert")).to_have_count(0)
    assert Figure.objects.current().get(indicator=figures[0].indicator).value == 90


def test_a_number_that_is_not_saved_does_not_stand_beside_word_of_one_that_was(grid, figures):
    row = typed(grid, figures[0], "62")
    expect(row).to_contain_text("Đã lưu")

    row.locator("[name=value]").fill("63")
    expect(row.get_by_text("Đã lưu")).to_be_hidden()
    grid.context.set_offline(True)
    row.locator("[name=value]").press("Tab")
    expect(row.get_by_role("alert")).to_contain_text("Chưa lưu. Cổng không trả lời")
    expect(row.get_by_text("Đã lưu")).to_be_hidden()

    row.locator("[name=value]").fill("62")
    expect(row.get_by_text("Đã lưu")).to_be_visible()
    expect(row.get_by_role("alert")).to_have_count(0)


def test_what_was_said_of_another_number_does_not_stand_beside_one_that_is_not_saved(grid, figures):
    row = typed(grid, figures[0], "12,5,3")
    expect(row.get_by_role("alert")).to_contain_text("12,5,3")

    grid.context.set_offline(True)
    typed(grid, figures[0], "90")

    expect(row.get_by_text("Cổng không trả lời")).to_be_visible()
    expect(row.get_by_text("12,5,3")).to_be_hidden()


def test_a_whole_page_never_comes_into_a_row(grid, figures):
    grid.route("**/figures/*/*/", lambda route: route.fulfill(status=200, body="<!doctype html><h1>Bảo trì</h1>"))

    row = typed(grid, figures[0], "90")

    expect(row.get_by_role("alert")).to_contain_text("Chưa lưu. Cổng không trả lời")
    expect(row.locator("[name=value]")).to_have_value("90")
    expect(grid.locator("h1")).to_have_count(1)


def test_details_that_do_not_come_say_so_where_they_would_stand(grid, figures):
    Session.objects.all().delete()

    row_of(grid, figures[0]).get_by_role("link", name="Chi tiết").click()

    told = grid.locator("#figure-panel").get_by_role("alert")
    expect(told).to_contain_text("Phiên đăng nhập của bạn đã kết thúc")
    expect(told).not_to_contain_text("Chưa lưu")


def test_who_was_signed_out_signs_in_again_and_finds_every_number_that_he_typed(grid, clerk, figures):
    Session.objects.all().delete()
    first, second = typed(grid, figures[0], "57,5"), typed(grid, figures[1], "58,5")
    expect(second.get_by_role("alert")).to_contain_text("Chưa lưu. Phiên đăng nhập của bạn đã kết thúc")
    expect(second.get_by_role("alert")).to_contain_text("Những gì bạn đã nhập được giữ lại.")
    expect(first.locator("[name=value]")).to_have_value("57,5")

    second.get_by_role("link", name="Đăng nhập lại").click()
    grid.fill("[name=username]", clerk.username)
    grid.fill("[name=password]", PASSWORD)
    press(grid, "Đăng nhập")

    for row, number in ((first, "57,5"), (second, "58,5")):
        expect(row.locator("[name=value]")).to_have_value(number)
        expect(row).to_contain_text("Số này chưa lưu. Bấm “Lưu” để lưu.")
        row.get_by_role("button", name="Lưu").click()
        expect(row).to_contain_text("Đã lưu")
    assert {one.value for one in Figure.objects.current()} == {Decimal("57.5"), Decimal("58.5")}


def test_who_goes_on_to_hand_in_is_told_which_number_is_not_saved(grid, figures):
    row = typed(grid, figures[0], "12,5,3")
    expect(row).to_contain_text("Chưa lưu")

    follow(grid, "Kiểm tra và nộp")

    told = grid.get_by_role("alert").filter(has_text="Còn số chưa lưu")
    expect(told).to_contain_text(str(figures[0].indicator))
    assert str(figures[1].indicator) not in told.text_content()
    told.get_by_role("button", name="Ở lại").click()
    expect(row.locator("[name=value]")).to_be_focused()
    expect(told).to_have_count(0)

    follow(grid, "Kiểm tra và nộp")
    told.get_by_role("link", name="Đi tiếp").click()
    expect(grid.locator("h1")).to_contain_text("Kiểm tra và nộp")


def test_who_goes_on_from_the_cell_itself_goes_once_it_is_saved(grid, figures):
    row_of(grid, figures[0]).locator("[name=value]").fill("90")

    follow(grid, "Kiểm tra và nộp")

    expect(grid.locator("h1")).to_contain_text("Kiểm tra và nộp")
    assert Figure.objects.current().get(indicator=figures[0].indicator).value == 90


def test_a_cell_that_a_hand_has_pulled_larger_is_saved_without_a_complaint(grid, figures):
    said = []
    grid.on("console", lambda line: said.append(line.text))
    grid.on("pageerror", lambda error: said.append(str(error)))
    row = row_of(grid, figures[0])
    row.locator("[name=value]").evaluate("(cell) => { cell.style.height = '60px'; }")

    typed(grid, figures[0], "90")
    expect(row).to_contain_text("Đã lưu")

    assert said == []


def test_a_form_that_keeps_nothing_beyond_its_page_does_not_promise_to(page_of, reviewer):
    sheet = make.SheetFactory()
    page = page_of(reviewer)
    page.goto(reverse("clusters:add_criterion", args=[sheet.pk, "item"]))
    page.wait_for_load_state()
    Session.objects.all().delete()

    page.select_option("main [name=method]", "plan_step")

    told = page.locator("main").get_by_role("alert")
    expect(told).to_contain_text("Phiên đăng nhập của bạn đã kết thúc")
    expect(told).not_to_contain_text("Những gì bạn đã nhập được giữ lại.")
