"""The last look before results are handed in: what is missing, what goes out, and who may change it afterwards."""

import pytest
from django.urls import reverse

from clusters.choices import Period, SubmissionState
from tests.clusters.setting_up import published_sheet
from tests.factories import clusters as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def season(head_unit):
    season = make.SeasonFactory()
    make.PostFactory(member=make.MemberFactory(season=season, unit=head_unit))
    return season


@pytest.fixture
def submission(season, member_unit):
    return make.SubmissionFactory(member=make.MemberFactory(season=season, unit=member_unit))


def test_gaps_stop_handing_in_and_each_is_a_link(season, submission, client_of, clerk):
    missing, _other = published_sheet(season, lines=2)
    make.FigureFactory(submission=submission, indicator=_other.indicator, value=0)
    url = reverse("clusters:submission_check", args=[submission.pk])

    page = client_of(clerk).post(url, {"token": "0"}).content.decode()

    submission.refresh_from_db()
    assert submission.state == SubmissionState.DRAFT
    assert reverse("clusters:figure", args=[submission.pk, missing.indicator.pk]) in page


def test_a_half_year_that_the_sheet_asks_nothing_for_is_not_called_a_year_without_a_sheet(
    season, submission, client_of, clerk
):
    half = make.SubmissionFactory(member=submission.member, period=Period.HALF_YEAR)
    check = reverse("clusters:submission_check", args=[half.pk])

    without_sheet = client_of(clerk).get(check).content.decode()
    published_sheet(season)
    asked_nothing = client_of(clerk).get(check).content.decode()

    said = ("không yêu cầu đơn vị bạn nhập số liệu nào", "chưa ban hành bảng tiêu chí")
    assert [sentence in asked_nothing for sentence in said] == [True, False]
    assert [sentence in without_sheet for sentence in said] == [False, True]


def test_zero_everywhere_can_be_handed_in(season, submission, client_of, clerk):
    for taken in published_sheet(season, lines=2):
        make.FigureFactory(submission=submission, indicator=taken.indicator, value=0)

    client_of(clerk).post(reverse("clusters:submission_check", args=[submission.pk]), {"token": "0"})

    submission.refresh_from_db()
    assert submission.state == SubmissionState.SUBMITTED


def test_the_check_lists_the_plans_that_a_line_needs_each_a_link(season, submission, client_of, clerk):
    known, wanting, away = published_sheet(season, lines=3, plan_giver="centre")
    make.PlanFactory(member=submission.member, indicator=known.indicator, giver="centre")
    make.NotAssignedFactory(member=submission.member, criterion=away.criterion)

    answer = client_of(clerk).get(reverse("clusters:submission_check", args=[submission.pk]))

    assert answer.context["plans"] == [(wanting.indicator, "centre", "Trung ương giao")]
    page = answer.content.decode()
    assert page.count("/plans/") == 1
    assert reverse("clusters:plan", args=[submission.pk, wanting.indicator.pk, "centre"]) in page
