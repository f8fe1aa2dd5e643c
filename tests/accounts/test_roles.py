"""Roles as the administrator reads them, and as the portal obeys them."""

import pytest

from accounts.roles import DESCRIPTIONS, Right, Role, grants
from clusters import entry_policies, policies
from clusters.choices import Phase
from clusters.models import Season
from clusters.queries.standing import ORGANISERS, STAFF, standing
from organisations import policies as units
from tests.factories.accounts import AssignmentFactory

ASKED_OF = ("clerk", "leader", "reviewer", "council_member", "administrator")


def having(right):
    return {role for role in Role if grants(role, right)}


def test_every_right_is_described_of_some_role_and_everybody_reads_his_own():
    assert {right for described in DESCRIPTIONS.values() for right in described.rights} == set(Right)
    assert having(Right.READ_OWN) == set(Role)


def test_who_runs_a_season_and_who_organises_is_read_from_the_description():
    assert set(STAFF) == having(Right.RUN_SEASON)
    # Whoever organises a cluster does all of this: its policies ask for no right of it by itself.
    organised = (Right.MANAGE_CLUSTERS, Right.APPRAISE, Right.REVIEW_NOMINATIONS)
    assert [having(right) for right in organised] == [set(ORGANISERS)] * 3


@pytest.mark.parametrize("role", ASKED_OF)
def test_a_role_does_at_its_unit_what_is_described_of_it(role, season, member_unit, actor_of):
    actor = actor_of(AssignmentFactory(unit=member_unit, role=role).user)
    stands, member = standing(actor, season), season.cast.member

    does = {
        Right.ENTER_FIGURES: policies.may_enter(stands, member) and entry_policies.may_open_own_year(actor),
        Right.MANAGE_CLUSTERS: policies.may_open_cluster(actor),
        Right.MANAGE_UNITS: units.may_add_unit(actor, member_unit),
    }

    assert does == {right: grants(role, right) for right in does}


@pytest.mark.parametrize("role", ASKED_OF)
def test_only_who_follows_the_clusters_reads_a_published_one_without_a_part_in_it(role, season, council, actor_of):
    Season.objects.filter(pk=season.pk).update(phase=Phase.PUBLISHED, published_at="2021-02-01T00:00Z")

    stands = standing(actor_of(AssignmentFactory(unit=council, role=role).user), season)

    assert stands.known == grants(role, Right.FOLLOW_CLUSTERS)
