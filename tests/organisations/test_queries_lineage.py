"""Who came before whom."""

import datetime as dt

import pytest

from organisations.queries import lineage
from tests.factories.organisations import SuccessionFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    """Two become one, which becomes a city."""
    first, second, third = (UnitFactory(valid_to=dt.date(2025, 7, 1)) for _unit in range(3))
    merged = UnitFactory(valid_from=dt.date(2025, 7, 1), valid_to=dt.date(2026, 8, 24))
    city = UnitFactory(valid_from=dt.date(2026, 8, 24))
    SuccessionFactory(predecessor=first, successor=merged)
    SuccessionFactory(predecessor=second, successor=merged)
    SuccessionFactory(predecessor=merged, successor=city, on=dt.date(2026, 8, 24), kind="kind_change")
    return first, second, third, merged, city


def test_all_generations_of_predecessors_are_found_in_one_query(line, django_assert_num_queries):
    first, second, stranger, merged, city = line

    with django_assert_num_queries(1):
        found = lineage.predecessors_of(city.pk)
    assert sorted(found) == sorted([first.pk, second.pk, merged.pk])
    assert lineage.unit_ids_with_predecessors(stranger) == {stranger.pk}
    assert lineage.unit_ids_with_predecessors(city) == {first.pk, second.pk, merged.pk, city.pk}
    assert lineage.unit_ids_with_predecessors(first.pk) == {first.pk}


def test_all_generations_of_successors_are_found(line):
    first, _second, stranger, merged, city = line

    assert sorted(lineage.successors_of(first.pk)) == sorted([merged.pk, city.pk])
    assert lineage.successors_of(stranger.pk) == []


def test_a_circle_in_the_data_ends(line):
    first, _second, _stranger, _merged, city = line
    SuccessionFactory(predecessor=city, successor=first)

    assert city.pk in lineage.predecessors_of(city.pk)


def test_the_family_is_the_whole_line_with_the_oldest_first(line):
    first, second, _stranger, merged, city = line

    assert lineage.chronicle(first).family == (first, merged, city)
    assert set(lineage.chronicle(city).family) == {first, second, merged, city}


def test_the_steps_to_a_unit_and_from_it_are_listed(line):
    first, second, _stranger, merged, city = line

    steps = [(step.predecessor, step.successor) for step in lineage.chronicle(city).precessions]
    assert steps[0] == (merged, city)
    assert set(steps[1:]) == {(first, merged), (second, merged)}
    assert [(s.predecessor, s.successor) for s in lineage.chronicle(first).successions] == [
        (first, merged),
        (merged, city),
    ]
