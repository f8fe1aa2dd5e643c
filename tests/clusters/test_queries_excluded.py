"""What a ranking says of a unit that a condition of the sheet excluded, and of nobody else."""

import pytest
from django.urls import reverse
from django.utils import timezone

from clusters.choices import Phase
from clusters.models import CriteriaSheet, Finding, Member
from clusters.queries import excluded
from tests.clusters.ranking_world import Unguarded, computed

pytestmark = pytest.mark.django_db
TOLD = "Lãnh đạo bị kỷ luật: không xét."
GATES = [
    {"when": "finding", "code": "ky-luat", "label": "Lãnh đạo bị kỷ luật", "effect": "not_considered"},
    {"when": "finding", "code": "cham", "label": "Nộp chậm", "effect": "held"},
]


@pytest.fixture
def excluding(world):
    """The season of a ranking in which the first unit was found to have what excludes it."""
    with Unguarded():
        CriteriaSheet.objects.filter(season=world).update(gates=GATES)
    member = Member.objects.filter(season=world).order_by("position").first()
    Finding.objects.create(member=member, gate="ky-luat", basis="Quyết định kỷ luật.", recorded_at=timezone.now())
    return member


def test_the_condition_that_excluded_a_unit_is_told_of_it_alone(excluding):
    run = computed(excluding.season)

    assert excluded.conditions_met(run) == {excluding.pk: [TOLD]}


def test_a_sheet_without_conditions_asks_nothing(world, django_assert_num_queries):
    run = computed(world)

    with django_assert_num_queries(0):
        assert excluded.conditions_met(run) == {}


def test_the_ranking_says_why_a_unit_is_not_considered(excluding, reviewer, client_of):
    season = excluding.season
    season.phase = Phase.APPRAISED
    season.save()
    computed(season)

    page = client_of(reviewer).get(reverse("clusters:ranking", args=[season.pk])).content.decode()

    row = page.partition(f">{excluding.unit.name}<")[2].partition("</tr>")[0]
    assert "Không xét" in row
    assert TOLD in row
    assert page.count(TOLD) == 1
