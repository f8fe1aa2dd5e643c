import itertools

import pytest
from django.utils import timezone

from clusters.choices import Phase
from clusters.models import Season
from clusters.queries.clusters import listed
from clusters.queries.standing import found, seasons_visible_to, standing
from tests.factories.clusters import SeasonFactory

PEOPLE = ["secretariat", "clerk", "outsider", "reviewer", "administrator", "council_member", "leader"]
PEOPLE += ["province_administrator", "nobody"]


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
