"""Under which assignment somebody acts today."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.queries import acting
from accounts.roles import Role
from organisations.choices import SuccessionKind
from organisations.models import Succession
from organisations.queries.lineage import unit_ids_with_predecessors
from tests.factories.accounts import AssignmentFactory, UserFactory, make_unit

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 1)


def test_an_assignment_to_a_unit_covers_all_its_predecessors():
    oldest, old, new = (make_unit(name, code=name) for name in ("A", "B", "C"))
    Succession.objects.create(predecessor=oldest, successor=old, on=TODAY, kind=SuccessionKind.RENAMING)
    Succession.objects.create(predecessor=old, successor=new, on=TODAY, kind=SuccessionKind.MERGER)
    assignment = AssignmentFactory(unit=new)

    actor = acting.actor_of(assignment.user, TODAY)

    assert actor.unit_ids == {oldest.pk, old.pk, new.pk}
    assert actor.current_unit_ids == {new.pk}


def test_an_assignment_to_a_unit_does_not_cover_its_successors():
    old, new = make_unit("A", code="A"), make_unit("B", code="B")
    Succession.objects.create(predecessor=old, successor=new, on=TODAY, kind=SuccessionKind.MERGER)

    assert acting.actor_of(AssignmentFactory(unit=old).user, TODAY).unit_ids == {old.pk}


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "may_act"),
    [
        (TODAY, None, True),
        (TODAY + dt.timedelta(1), None, False),
        (TODAY - dt.timedelta(9), TODAY, False),
        (TODAY - dt.timedelta(9), TODAY + dt.timedelta(1), True),
    ],
    ids=["begins today", "begins tomorrow", "the end is the first day without it", "ends tomorrow"],
)
def test_an_assignment_counts_on_its_days_only(valid_from, valid_to, may_act):
    user = AssignmentFactory(valid_from=valid_from, valid_to=valid_to).user

    assert (acting.actor_of(user, TODAY) is not None) is may_act


def test_a_closed_account_acts_under_nothing():
    assert acting.actor_of(AssignmentFactory(user__is_active=False).user, TODAY) is None


def test_a_person_without_assignment_is_no_actor():
    assert acting.actor_of(UserFactory(), TODAY) is None


def test_a_superuser_without_assignment_leads_the_empty_portal():
    actor = acting.actor_of(UserFactory(is_superuser=True), TODAY)

    assert (actor.is_administrator, actor.role, actor.unit_ids) == (True, None, frozenset())


def test_only_the_central_board_makes_an_administrator_of_everything(administrator, province_administrator, actor_of):
    assert actor_of(administrator).is_administrator is True
    assert actor_of(province_administrator).is_administrator is False
    assert actor_of(province_administrator).role == Role.ADMINISTRATOR


def test_the_preferred_assignment_is_chosen_while_it_is_valid():
    user = UserFactory()
    first = AssignmentFactory(user=user, role=Role.CLERK)
    second = AssignmentFactory(user=user, role=Role.LEADER)
    ended = AssignmentFactory(user=user, role=Role.REVIEWER, valid_to=TODAY)

    assert acting.actor_of(user, TODAY, preferred=second.pk).role == Role.LEADER
    assert acting.actor_of(user, TODAY, preferred=ended.pk).assignment_id == first.pk


def test_the_actor_of_a_person_costs_one_query(clerk, django_assert_num_queries):
    with django_assert_num_queries(1):
        acting.actor_of(clerk, timezone.localdate())


def test_the_lineage_of_an_actor_is_the_lineage_of_his_unit():
    units = [make_unit(name, code=name) for name in "ABCD"]
    for predecessor, successor in ((0, 2), (1, 2), (2, 3)):
        Succession.objects.create(
            predecessor=units[predecessor], successor=units[successor], on=TODAY, kind=SuccessionKind.MERGER
        )

    for unit in units:
        actor = acting.actor_of(AssignmentFactory(unit=unit).user, TODAY)
        assert actor.unit_ids == unit_ids_with_predecessors(unit)
