"""One indicator for all members, and which indicators there are: as far as the reader may see."""

from decimal import Decimal

import pytest
from django.urls import reverse

from clusters.choices import Period, Phase
from clusters.queries import aggregates, overview, yearbook
from tests.factories import clusters as make


def test_before_publication_a_member_reads_of_no_indicator_that_only_others_reported_or_a_draft_asks_for(
    season, client_of, clerk, secretariat
):
    members = (season.cast.member, season.cast.deputy)
    submission, others = (make.SubmissionFactory(member=member) for member in members)
    names = ("của mình", "của đơn vị khác", "trong bảng", "trong bản nháp")
    own, foreign, asked, drafted = (make.IndicatorFactory(name=f"Chỉ tiêu {name}") for name in names)
    make.FigureFactory(submission=submission, indicator=own)
    make.FigureFactory(submission=others, indicator=foreign)
    make.published(make.CriterionInputFactory(criterion__sheet__season=season, indicator=asked).criterion.sheet)
    make.CriterionInputFactory(criterion__sheet=make.SheetFactory(season=season, version=2), indicator=drafted)
    url = reverse("clusters:figures_overview", args=[season.pk])

    seen = {}
    for user in (clerk, secretariat):
        page = client_of(user).get(url).content.decode()
        seen[user.username] = [one.name in page for one in (own, foreign, asked, drafted)]

    assert seen == {"clerk": [True, False, True, False], "secretariat": [True] * 4}
    season.phase, season.published_at = Phase.PUBLISHED, "2021-01-01T00:00Z"
    season.save()
    assert foreign.name in client_of(clerk).get(url).content.decode()


@pytest.mark.parametrize("period", Period.values)
@pytest.mark.parametrize(
    ("named", "plan", "met"),
    [("centre", None, (0, 0)), ("council", Decimal(50), (1, 1)), ("", Decimal(50), (1, 1))],
    ids=["another's plan", "the plan of the giver named", "nobody named"],
)
def test_only_the_plan_of_the_giver_whom_the_sheet_names_counts_on_page_and_paper(season, period, named, plan, met):
    taken = make.CriterionInputFactory(
        criterion__sheet__season=season, indicator__aggregation="count_meeting_plan", plan_giver=named
    )
    make.published(taken.criterion.sheet)
    member, indicator = season.cast.member, taken.indicator
    make.PlanFactory(member=member, indicator=indicator, giver="council", value=Decimal(50))
    submission = make.SubmissionFactory(member=member, period=period)
    make.FigureFactory(submission=submission, indicator=indicator, value=Decimal(95))
    page = overview.across(season, indicator, [member], period, everybody=True).rows
    paper = next(line for line in yearbook.of_season(season, period).lines if line.indicator == indicator).told
    told = [each for each in paper if each.reported]

    assert [each.plan and each.plan.value for each in (*page, *told)] == [plan, plan]
    for rows in (page, told):
        whole = aggregates.whole(indicator, rows)
        assert (whole.count, whole.counted) == met
