"""Pages of the set-up ask the database the same number of questions however much there is."""

import datetime as dt

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path, reverse

from clusters.choices import CriterionKind
from clusters.models import Member, NotAssigned
from emulation_portal.urls import urlpatterns as portal
from tests.factories.clusters import (
    ClusterFactory,
    CriterionFactory,
    CriterionInputFactory,
    IndicatorFactory,
    MemberFactory,
    PostFactory,
    ScoreFactory,
    SeasonFactory,
    SheetFactory,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_of, reviewer):
    return client_of(reviewer)


def filled_season(count, season):
    """A season with every relation filled, `count` of each."""
    sheet = SheetFactory(season=season)
    group = CriterionFactory(sheet=sheet, kind=CriterionKind.GROUP)
    for position in range(count):
        member = MemberFactory(season=season, position=position + 10)
        PostFactory(member=member, kind="deputy", introduced_on=dt.date(2020, 1, 1))
        given = CriterionInputFactory(criterion__sheet=sheet, criterion__parent=group, criterion__position=position + 2)
        ScoreFactory(member=member, criterion=given.criterion)
        NotAssigned.objects.create(member=member, criterion=given.criterion, reason="Không giao.")
    return sheet


def asked(django_assert_max_num_queries, desk, address):
    desk.get(address)  # the first request of a session writes it
    with django_assert_max_num_queries(20) as found:
        assert desk.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize("name", ["season", "members", "not_assigned"])
def test_pages_of_a_season_ask_the_same_however_many_members(name, desk, season, django_assert_max_num_queries):
    address = reverse(f"clusters:{name}", args=[season.pk])
    filled_season(5, season)
    few = asked(django_assert_max_num_queries, desk, address)
    for position in range(245):
        MemberFactory(season=season, position=position + 300)

    assert asked(django_assert_max_num_queries, desk, address) == few


@pytest.mark.parametrize("draft", [True, False])
def test_the_sheet_asks_the_same_however_many_lines(draft, desk, season, django_assert_max_num_queries):
    counts = []
    for version, count in enumerate((5, 50, 250), start=1):
        sheet = SheetFactory(season=SeasonFactory(cluster=season.cluster, year=2000 + version))
        for position in range(count):
            CriterionInputFactory(criterion__sheet=sheet, criterion__position=position + 1)
        address = reverse("clusters:sheet", args=[(sheet if draft else published(sheet)).pk])
        counts.append(asked(django_assert_max_num_queries, desk, address))

    assert len(set(counts)) == 1


@pytest.mark.parametrize("name", ["seasons", "clusters", "indicators"])
def test_lists_ask_the_same_however_long(name, desk, season, django_assert_max_num_queries):
    counts, year = [], 1950
    for more in (5, 45, 200):
        for _each in range(more):
            year += 1
            of_season = SeasonFactory(
                cluster=ClusterFactory(organiser=season.cluster.organiser), year=year % 2000 + 100
            )
            PostFactory(member__season=of_season)
            IndicatorFactory()
        counts.append(asked(django_assert_max_num_queries, desk, reverse(f"clusters:{name}")))

    assert len(set(counts)) == 1


def asks_once_a_row(request):
    return HttpResponse(", ".join(str(member.unit) for member in Member.objects.all()))


urlpatterns = [*portal, path("planted/", asks_once_a_row)]


def test_a_page_that_asks_once_a_row_is_found_growing_and_found_to_ask_too_much(
    desk, season, django_assert_max_num_queries
):
    with override_settings(ROOT_URLCONF=__name__):
        few = asked(django_assert_max_num_queries, desk, "/planted/")
        MemberFactory(season=season)
        assert asked(django_assert_max_num_queries, desk, "/planted/") == few + 1

        for _each in range(20):
            MemberFactory(season=season)
        with pytest.raises(pytest.fail.Exception, match="Expected to perform 20 queries or less"):
            asked(django_assert_max_num_queries, desk, "/planted/")
