"""Slips of the hand in a real browser: several cells pasted into one, Enter in a form with two buttons."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from clusters.models import Criterion, Figure
from tests.factories import clusters as make

pytestmark = pytest.mark.browser
TOLD = "Chưa dán: bạn đã sao chép nhiều ô, còn ô này chỉ nhận một số. Hãy sao chép từng ô một."
# As a browser tells of a paste; whether the page took it for itself.
PASTED = """(field, text) => {
  const clipboard = new DataTransfer();
  clipboard.setData("text", text);
  const paste = new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true });
  return !field.dispatchEvent(paste);
}"""


@pytest.fixture
def cell(page_of, clerk, head_unit, member_unit):
    season = make.SeasonFactory()
    make.PostFactory(member=make.MemberFactory(season=season, unit=head_unit))
    submission = make.SubmissionFactory(member=make.MemberFactory(season=season, unit=member_unit))
    figure = make.FigureFactory(submission=submission, value=60)
    page = page_of(clerk)
    page.goto(reverse("clusters:figures", args=[submission.pk]))
    return page.locator(f"#figure-{figure.indicator_id}").locator("[name=value]")


@pytest.mark.parametrize("text", ["12\r\n345", "12\n345\n", "12\t345"])
def test_several_cells_of_a_spreadsheet_are_not_put_together_into_one_number(cell, text):
    assert cell.evaluate(PASTED, text) is True

    expect(cell.page.get_by_role("alert").filter(has_text=TOLD)).to_be_visible()
    assert cell.input_value() == "60"
    assert list(Figure.objects.values_list("value", flat=True)) == [60]


@pytest.mark.parametrize("text", ["345", "345\r\n", "1.234,5"])
def test_one_cell_is_pasted_as_the_browser_does(cell, text):
    assert cell.evaluate(PASTED, text) is False

    expect(cell.page.get_by_text(TOLD)).to_have_count(0)


def test_enter_in_the_form_of_a_line_saves_it(page_of, reviewer):
    sheet = make.SheetFactory(state="draft", season__phase="draft")
    line = make.CriterionFactory(sheet=sheet, label="1")
    page = page_of(reviewer)
    page.goto(reverse("clusters:edit_criterion", args=[line.pk]))

    page.locator("[name=label]").fill("I.1")
    page.locator("[name=label]").press("Enter")

    expect(page.get_by_text("I.1").first).to_be_visible()
    assert Criterion.objects.get(pk=line.pk).label == "I.1"
