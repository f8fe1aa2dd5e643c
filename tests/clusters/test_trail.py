"""Whatever is changed, the trail holds what stood before and what stands now, one field changed alone too."""

from decimal import Decimal

import pytest

from audit.models import Entry
from clusters.actions import members, plans, sheets, unit_years
from clusters.choices import PlanGiver
from tests.factories import clusters as make

pytestmark = pytest.mark.django_db


def last():
    return Entry.objects.latest("pk").details


@pytest.fixture
def by(actor_of, reviewer):
    return actor_of(reviewer)


@pytest.mark.parametrize(
    ("said", "before", "after"),
    [
        ({"title": "Năm 2020"}, {"title": "Năm hai mươi"}, {"title": "Năm 2020"}),
        ({"source": "Báo cáo số 6"}, {"source": "Báo cáo số 5"}, {"source": "Báo cáo số 6"}),
    ],
)
def test_of_an_own_year_the_old_title_and_the_old_source_are_kept(said, before, after, member_unit, by):
    told = {"title": "Năm hai mươi", "source": "Báo cáo số 5"}
    year = unit_years.open_year(member_unit, 2020, by=by, **told)
    opened = last()

    unit_years.describe(year, **told | said, by=by)

    assert opened["after"] == told
    assert (last()["before"], last()["after"]) == (before, after)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"source": "Quyết định số 2"}, {"source_before": "Quyết định số 1", "source_after": "Quyết định số 2"}),
        ({"illustrative": True}, {"illustrative_before": False, "illustrative_after": True}),
        ({"value": Decimal(120)}, {"before": "100", "after": "120"}),
    ],
)
def test_of_a_plan_the_old_source_and_the_mark_are_kept_beside_the_number(said, kept, season, by):
    indicator = make.IndicatorFactory()
    told = {"indicator": indicator, "giver": PlanGiver.CENTRE, "value": Decimal(100), "source": "Quyết định số 1"}
    plans.set_plan(season.cast.member, plans.PlanEntry(**told), by=by)
    first = last()

    plans.set_plan(season.cast.member, plans.PlanEntry(**told | said, reason="Gõ nhầm."), by=by)

    assert first["source_after"] == "Quyết định số 1"
    assert {name: last().get(name) for name in kept} == kept


def test_of_a_member_taken_off_the_list_since_when_and_by_what_it_was_one_is_kept(season, by):
    member = make.MemberFactory(season=season, decision="Quyết định số 7")

    members.remove(member, by=by, reason="Nhập nhầm.")

    assert last()["before"] == {"joined_on": f"{member.joined_on:%Y-%m-%d}", "decision": "Quyết định số 7"}


def test_of_a_dropped_draft_the_head_and_the_lines_are_kept(season, by):
    season.phase = "draft"
    season.save()
    sheet = make.SheetFactory(season=season, state="draft", title="Bảng năm 2020")
    line = make.CriterionFactory(sheet=sheet, label="I.1", name="Thu ngân sách")

    sheets.drop(sheet, by=by, reason="Nhập nhầm.")

    assert last()["before"]["title"] == "Bảng năm 2020"
    assert last()["lines"] == [str(line)]
