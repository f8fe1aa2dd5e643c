import datetime as dt
import itertools
from dataclasses import replace

import pytest
from django.utils import timezone

from clusters import policies
from clusters.choices import Phase
from clusters.models import Season
from clusters.queries.clusters import listed
from clusters.queries.standing import found, organises, seasons_visible_to, standing
from organisations.actions import units
from organisations.choices import UnitKind
from tests.factories.accounts import AssignmentFactory
from tests.factories.clusters import ClusterFactory, MemberFactory, PostFactory, SeasonFactory
from tests.factories.organisations import UnitFactory

pytestmark = pytest.mark.django_db
PEOPLE = ["secretariat", "clerk", "outsider", "reviewer", "administrator", "council_member", "leader"]
PEOPLE += ["province_administrator", "nobody"]
RULES = (policies.may_set_up, policies.may_edit_sheet, policies.may_request_run, policies.may_record_conference)
RULES += (policies.may_see_ranking,)


@pytest.mark.parametrize(("person", "phase"), list(itertools.product(PEOPLE, [Phase.REPORTING, Phase.PUBLISHED])))
def test_a_season_is_found_by_exactly_those_who_may_know_of_it(person, phase, season, actor_of, request):
    actor = actor_of(request.getfixturevalue(person))
    published_at = timezone.now() if phase == Phase.PUBLISHED else None
    Season.objects.filter(pk=season.pk).update(phase=phase, published_at=published_at)

    shown, stands = found(actor, season.pk)

    assert (shown is not None) is seasons_visible_to(actor).filter(pk=season.pk).exists()
    assert stands == (standing(actor, season) if shown else None)


def test_a_found_season_is_the_one_that_the_orm_reads(season, actor_of, reviewer, django_assert_num_queries):
    read = Season.objects.select_related("cluster__organiser").get(pk=season.pk)
    actor = actor_of(reviewer)

    with django_assert_num_queries(1):
        shown, _stands = found(actor, season.pk)
        assert [_fields(thing) for thing in _chain(shown)] == [_fields(thing) for thing in _chain(read)]


def test_what_is_not_there_and_nobody_at_all_find_nothing(season, actor_of, reviewer):
    assert found(actor_of(reviewer), season.pk + 90) == (None, None)
    assert found(actor_of(reviewer), 2**63) == (None, None)
    assert found(None, season.pk) == (None, None)


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.REPORTING, Phase.APPRAISAL, Phase.APPRAISED])
def test_whoever_stands_for_a_province_organises_its_bloc_as_the_province_did(phase, actor_of):
    province = UnitFactory()
    agencies = [UnitFactory(parent=province, kind=UnitKind.AGENCY) for _each in range(2)]
    bloc = ClusterFactory(organiser=province)
    season = SeasonFactory(cluster=bloc, phase=phase, year=2026)
    PostFactory(member=MemberFactory(season=season, unit=agencies[0]))
    before = actor_of(AssignmentFactory(unit=province, role="reviewer").user)
    stood = standing(before, season)

    city = units.change_kind(province, UnitKind.CITY, dt.date(2026, 3, 1), by=before)
    after = actor_of(AssignmentFactory(unit=city, role="reviewer").user)
    stands = standing(after, season)

    assert stood.organises
    assert replace(stands, presides=True) == stood
    assert [rule(stands) for rule in RULES] == [rule(stood) for rule in RULES]
    assert [line.cluster for line in listed(after)] == [bloc]
    assert list(seasons_visible_to(after)) == [season]
    assert policies.may_change_cluster(organises(after, bloc), bloc)


def test_what_a_province_published_is_only_read_by_whoever_stands_for_it(actor_of):
    province = UnitFactory()
    season = SeasonFactory(
        cluster=ClusterFactory(organiser=province), phase=Phase.PUBLISHED, published_at=timezone.now()
    )
    by = actor_of(AssignmentFactory(unit=province, role="reviewer").user)
    city = units.change_kind(province, UnitKind.CITY, dt.date(2026, 3, 1), by=by)
    after = actor_of(AssignmentFactory(unit=city, role="reviewer").user)

    stands = standing(after, season)

    assert policies.may_see_ranking(stands)
    assert not policies.may_correct_conference(stands)


def _chain(season):
    return season, season.cluster, season.cluster.organiser


def _fields(thing):
    return {field.attname: getattr(thing, field.attname) for field in thing._meta.concrete_fields}


@pytest.mark.parametrize("person", PEOPLE)
def test_the_list_of_clusters_counts_the_seasons_that_its_reader_may_know_of(person, season, actor_of, request):
    SeasonFactory(cluster=season.cluster, year=season.year + 5, phase=Phase.DRAFT)
    actor = actor_of(request.getfixturevalue(person))
    known = seasons_visible_to(actor).filter(cluster=season.cluster)

    told = [(line.seasons, line.last_year) for line in listed(actor) if line.cluster == season.cluster]

    assert told in ([], [(known.count(), max((each.year for each in known), default=None))])
    assert told or not known
