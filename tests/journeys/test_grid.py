"""The grid of results under a person's hands: a number that could be two is asked about, and the answer saves it."""

from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from clusters.models import Figure
from tests.factories import clusters as make

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
    expect(cell.get_by_role("group")).to_contain_text("8100")

    value.fill("8,1")
    value.press("Tab")

    expect(cell).to_contain_text("Đã lưu")
    assert Figure.objects.get().value == Decimal("8.1")
