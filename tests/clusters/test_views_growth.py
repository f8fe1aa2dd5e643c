"""The season's first page draws how its members grew, for those who may see them all."""

from decimal import Decimal

import pytest
from django.urls import reverse

from clusters.choices import Aggregation, IndicatorKind, Period
from clusters.models import NotAssigned, Statement
from clusters.queries import growth
from tests.factories.clusters import CriterionInputFactory, FigureFactory, IndicatorFactory, SheetFactory, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def rate():
    return IndicatorFactory(
        name="Tốc độ tăng trưởng", kind=IndicatorKind.PERCENTAGE, aggregation=Aggregation.MEAN, measure="%", places=2
    )


def grew(member, indicator, value, **told):
    return FigureFactory(submission__member=member, indicator=indicator, value=Decimal(value), **told)


def page(client, season):
    return client.get(reverse("clusters:season", args=[season.pk]))


def test_the_first_page_draws_growth_with_its_mean_and_leads_to_the_indicator(season, rate, reviewer, client_of):
    grew(season.cast.head, rate, "10.5")
    grew(season.cast.member, rate, "1.5")
    shown = page(client_of(reviewer), season)
    found = shown.context["growth"]()
    told = shown.content.decode()

    assert (found.whole.value, found.whole.counted, found.whole.of) == (Decimal("6.00"), 2, len(found.rows))
    assert [row.value for row in found.rows if row.figure] == [Decimal("10.5"), Decimal("1.5")]
    assert "<svg" in told and "10,5%" in told and ": 6,00%</text>" in told and '<td class="num">6,00%</td>' in told
    assert f"{reverse('clusters:figures_indicator', args=[season.pk, rate.pk])}?period=FY" in told


def test_the_mean_that_a_source_states_stands_before_one_of_the_few_that_are_known(season, rate, reviewer, client_of):
    grew(season.cast.head, rate, "10.5")
    told = {"season": season, "indicator": rate, "aggregate": "mean", "source": "Bài viết"}
    of_one = Statement.objects.create(**told, value=Decimal("9.9"))
    of_one.units.set([season.cast.head.unit])
    Statement.objects.create(**told, value=Decimal("8.8"), period=Period.HALF_YEAR)
    stated = Statement.objects.create(**told, value=Decimal("7.7"))
    client = client_of(reviewer)

    shown = page(client, season)
    alone = client.get(reverse("clusters:figures_indicator", args=[season.pk, rate.pk]) + "?period=FY")

    assert (shown.context["growth"]().stated, alone.context["stated"]) == (stated, stated)
    for text in (shown.content.decode(), alone.content.decode()):
        assert "Bình quân theo nguồn: 7,7%" in text
        assert '<tr><th scope="row">Bình quân theo nguồn</th>' in text
        assert "Bình quân các đơn vị báo cáo: " not in text


def test_before_publication_a_member_sees_no_growth_of_others(season, rate, clerk, client_of):
    grew(season.cast.head, rate, "10.5")

    assert page(client_of(clerk), season).context["growth"]() is None


def test_where_nobody_reported_a_percentage_nothing_is_drawn(season, reviewer, client_of):
    shown = page(client_of(reviewer), season)

    assert (shown.context["growth"](), shown.context["chart"]()) == (None, "")


def test_the_three_states_stay_apart_in_the_table_of_growth(season, rate, reviewer, client_of):
    sheet = SheetFactory(season=season)
    asked = CriterionInputFactory(criterion__sheet=sheet, indicator=rate)
    NotAssigned.objects.create(member=season.cast.deputy, criterion=asked.criterion, reason="Không giao.")
    published(sheet)
    grew(season.cast.head, rate, "0")
    members = [season.cast.head, season.cast.deputy, season.cast.member]
    found = growth.of_season(season, members)

    assert [(row.value, row.applies) for row in found.rows] == [(Decimal(0), True), (None, False), (None, True)]


def test_the_half_year_is_drawn_where_there_is_no_full_year_yet(season, rate):
    grew(season.cast.head, rate, "5", submission__period=Period.HALF_YEAR)

    assert growth.of_season(season, [season.cast.head]).period == Period.HALF_YEAR


def test_of_many_members_there_is_no_picture(season, rate):
    grew(season.cast.head, rate, "5")

    assert growth.of_season(season, [season.cast.head] * (growth.MOST_BARS + 1)) is None
