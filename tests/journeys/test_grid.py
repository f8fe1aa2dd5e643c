"""Results under a person's hands: a number that could be two is asked about, and what a form lacks is said at once."""

from decimal import Decimal
from time import sleep

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from clusters.choices import SubmissionState
from clusters.models import Figure
from tests.clusters.setting_up import published_sheet
from tests.factories import clusters as make
from tests.journeys.hands import press

pytestmark = pytest.mark.browser


@pytest.fixture
def submission(head_unit, member_unit):
    season = make.SeasonFactory()
    make.PostFactory(member=make.MemberFactory(season=season, unit=head_unit))
    return make.SubmissionFactory(member=make.MemberFactory(season=season, unit=member_unit))


@pytest.fixture
def cell(page_of, clerk, submission):
    """The row of an indicator in which "7.250" was typed and left, with the question that it led to."""
    indicator = make.IndicatorFactory()
    page = page_of(clerk)
    page.goto(reverse("clusters:figures", args=[submission.pk]) + "?all=1")
    row = page.locator(f"#figure-{indicator.pk}")
    row.locator("[name=value]").fill("7.250")
    page.keyboard.press("Tab")
    expect(row.get_by_role("radio")).to_have_count(2)
    return row


@pytest.mark.parametrize(("reading", "number"), [(0, Decimal(7250)), (1, Decimal("7.25"))])
def test_the_reading_that_is_chosen_is_saved_at_once(cell, reading, number):
    cell.get_by_role("radio").nth(reading).check()

    expect(cell).to_contain_text("Đã lưu")
    assert Figure.objects.get().value == number
    expect(cell.get_by_role("radio")).to_have_count(0)
    expect(cell.locator("[name=value]")).to_be_focused()


def test_another_number_takes_the_question_away_and_is_asked_about_itself(cell):
    value = cell.locator("[name=value]")
    value.fill("8.100")
    expect(cell.get_by_role("group")).to_be_hidden()
    value.press("Tab")
    expect(cell.get_by_role("group")).to_contain_text("8.100 (dấu chấm ngăn hàng nghìn)")

    value.fill("8,1")
    value.press("Tab")

    expect(cell).to_contain_text("Đã lưu")
    assert Figure.objects.get().value == Decimal("8.1")


@pytest.mark.parametrize("width", [1440, 390])
def test_a_correction_says_at_once_all_that_it_still_needs(page_of, secretariat, submission, width):
    figure = make.FigureFactory(submission=submission, value=1)
    submission.state, submission.submitted_at = SubmissionState.SUBMITTED, "2020-12-01T00:00Z"
    submission.save()
    page = page_of(secretariat)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(reverse("clusters:figure", args=[submission.pk, figure.indicator.pk]))

    expect(page.locator("label[for=id_reason]")).to_have_text("Lý do*")
    page.fill("[name=value]", "12,5,3")
    press(page, "Lưu")

    wrong = page.locator(".invalid-feedback")
    expect(wrong).to_contain_text(["Hãy nhập như 1.234,56.", "Kết quả này đã nộp. Hãy ghi lý do sửa số liệu."])
    # The sign stands on the line of its message, not above it.
    for message in wrong.all():
        outer, words = message.bounding_box(), message.locator("strong").bounding_box()
        assert outer["height"] < words["height"] + 8
    assert Figure.objects.get().value == 1


WHERE = """(row) => {
  const head = row.closest("table").querySelector("thead th").getBoundingClientRect();
  const { top, bottom } = row.getBoundingClientRect();
  const covers = head.bottom > 0 && head.width > 1 ? head.bottom : 0;
  return { covered: top < covers, seen: top >= 0 && top < innerHeight / 2 };
}"""


@pytest.mark.parametrize("width", [1440, 1024, 700, 390])
@pytest.mark.parametrize("place", [3, 10])
def test_the_row_that_was_saved_stands_whole_under_the_head_of_its_table(page_of, clerk, submission, width, place):
    figures = make.FigureFactory.create_batch(16, submission=submission, value=1)
    page = page_of(clerk)
    page.set_viewport_size({"width": width, "height": 900})

    # The table is fitted to the window after the browser has gone to the row.
    page.route("**/portal*.js", lambda route: sleep(0.3) or route.continue_())

    saved = figures[place].indicator.pk
    page.goto(reverse("clusters:figures", args=[submission.pk]) + f"?saved={saved}#figure-{saved}")
    page.wait_for_function("document.querySelector('.table-frame .table-scroll')")
    page.wait_for_timeout(300)

    assert page.locator(f"#figure-{saved}").evaluate(WHERE) == {"covered": False, "seen": True}


def test_the_figures_of_a_period_stand_under_each_other_as_numbers_do(page_of, secretariat, clerk, submission):
    figures = [make.FigureFactory(submission=submission, value=value) for value in (1, 1234567)]
    edges = """(rows) => rows.map((row) => [row.querySelector("input:not([type=hidden]), .cell-value"), row.cells[3]]
        .map((one) => getComputedStyle(one).textAlign)).flat()"""
    for person in (clerk, secretariat):
        page = page_of(person)
        page.goto(reverse("clusters:figures", args=[submission.pk]))
        heads = page.locator(".figures-grid thead th.num").all_inner_texts()
        assert heads == ["Kế hoạch năm", "Năm trước", "Kỳ này"]
        assert set(page.eval_on_selector_all("tbody tr[id^=figure-]", edges)) == {"right"}
    assert len(figures) == 2


def test_a_number_far_from_its_plan_is_asked_about_and_saved_by_one_more_press(page_of, clerk, submission):
    indicator = make.PlanFactory(member=submission.member, value=100).indicator
    page = page_of(clerk)
    page.goto(reverse("clusters:figures", args=[submission.pk]))
    row = page.locator(f"#figure-{indicator.pk}")
    row.locator("[name=value]").fill("1234,5")
    page.keyboard.press("Tab")

    expect(row).to_contain_text("Số này gấp 12 lần kế hoạch năm (100).")
    expect(row.locator("[name=value]")).to_have_value("1234,5")
    row.locator("[name=value]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(row).to_contain_text("Đã lưu")
    assert Figure.objects.get().value == Decimal("1234.5")


def test_a_refused_cell_has_the_focus_on_what_it_asks_and_lets_one_go_on(cell, page_of):
    first = cell.get_by_role("radio").first
    expect(first).to_be_focused()

    cell.page.keyboard.press("Tab")
    cell.page.wait_for_timeout(500)

    expect(cell.get_by_text("Chi tiết")).to_be_focused()


def test_a_number_typed_into_an_emptied_cell_is_saved_by_leaving_it(page_of, clerk, submission):
    figure = make.FigureFactory(submission=submission, value=1)
    page = page_of(clerk)
    page.goto(reverse("clusters:figures", args=[submission.pk]))
    row = page.locator(f"#figure-{figure.indicator_id}")
    value, reason = row.locator("[name=value]"), row.get_by_label("Lý do")
    value.fill("")
    value.press("Tab")
    expect(reason).to_be_focused()

    value.fill("2")
    expect(reason).to_be_hidden()
    value.press("Tab")

    expect(row).to_contain_text("Đã lưu")
    assert Figure.objects.current().get().value == 2


def test_the_head_of_a_group_counts_what_was_saved_just_now(page_of, clerk, submission):
    first, second = published_sheet(submission.member.season, lines=2)
    page = page_of(clerk)
    page.goto(reverse("clusters:figures", args=[submission.pk]))
    head = page.locator("h2", has_text=str(first.criterion.parent))
    expect(head).to_contain_text("đã trả lời 0/2 ô")

    page.locator(f"#figure-{first.indicator.pk} [name=value]").fill("96")
    page.locator(f"#figure-{second.indicator.pk} [name=value]").focus()

    expect(head).to_contain_text("đã trả lời 1/2 ô")
    expect(page.locator("[id^=cover-]")).to_have_count(1)
    expect(page.locator(f"#figure-{second.indicator.pk} [name=value]")).to_be_focused()


def test_a_number_typed_instead_of_one_that_was_asked_about_is_saved_by_leaving(page_of, clerk, submission):
    figure, _below = (make.FigureFactory(submission=submission, value=60) for _row in range(2))
    page = page_of(clerk)
    page.goto(reverse("clusters:figures", args=[submission.pk]))
    row, value = page.locator(f"#figure-{figure.indicator_id}"), f"#figure-{figure.indicator_id} [name=value]"
    page.locator(value).fill("-5")
    page.locator(value).press("Tab")
    question = row.get_by_text("Số này nhỏ hơn 0")
    expect(question).to_be_visible()
    expect(row.get_by_role("button", name="Lưu")).to_have_js_property("tabIndex", 0)

    page.locator(value).fill("65")
    expect(question).to_be_hidden()
    page.locator(value).press("Tab")

    expect(row).to_contain_text("Đã lưu")
    assert Figure.objects.current().get(indicator=figure.indicator).value == 65
