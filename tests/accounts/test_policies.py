"""Who is who, and who keeps whose account."""

import pytest
from django.utils import timezone

from accounts import policies
from accounts.actors import Actor
from accounts.forms.people import units_kept_by
from accounts.models import Assignment, User
from accounts.roles import DESCRIPTIONS, Right, Role, grants
from organisations.choices import UnitKind
from organisations.policies import may_change_unit
from tests.factories.accounts import AssignmentFactory, UserFactory
from tests.factories.organisations import UnitFactory

pytestmark = pytest.mark.django_db


def test_a_person_holds_his_role_at_his_unit_and_nowhere_else(clerk, member_unit, outside_unit, actor_of):
    actor = actor_of(clerk)

    assert policies.holds(actor, Role.CLERK, member_unit) is True
    assert policies.holds(actor, Role.CLERK, outside_unit) is False
    assert policies.holds(actor, Role.LEADER, member_unit) is False


def test_nonsense_holds_nothing(clerk, actor_of):
    assert policies.holds(None, Role.CLERK, None) is False
    assert policies.holds(actor_of(clerk), Role.CLERK, None) is False


def test_the_system_passes_no_policy(member_unit, clerk):
    system = Actor.system("beat")

    assert policies.is_administrator(system) is False
    assert policies.administers(system, member_unit) is False
    assert not policies.may_manage_people(system)
    assert policies.may_change_person(system, clerk) is False
    assert not User.objects.visible_to(system).exists()
    assert not Assignment.objects.visible_to(system).exists()


def test_a_province_administrator_keeps_his_unit_and_those_below(province_administrator, member_unit, actor_of):
    actor = actor_of(province_administrator)
    agency = UnitFactory(parent=member_unit, kind=UnitKind.AGENCY)
    office = UnitFactory(parent=agency, kind=UnitKind.AGENCY)
    group, elsewhere = UnitFactory(parent=office, kind=UnitKind.AGENCY), UnitFactory()
    units = (member_unit, agency, office, group, elsewhere)
    given = [AssignmentFactory(unit=unit) for unit in units]

    assert [policies.administers(actor, unit) for unit in units] == [True, True, True, True, False]
    assert [each in Assignment.objects.visible_to(actor) for each in given] == [True, True, True, True, False]
    assert [each in units_kept_by(actor, timezone.localdate()) for each in units] == [True, True, True, True, False]
    assert [may_change_unit(actor, UnitFactory(parent=each, kind=UnitKind.AGENCY)) for each in units[2:]] == [
        True,
        True,
        False,
    ]


def test_a_province_administrator_does_not_take_over_who_also_works_elsewhere(
    province_administrator, clerk, central_board, actor_of
):
    actor = actor_of(province_administrator)
    assert policies.may_change_person(actor, clerk) is True

    AssignmentFactory(user=clerk, unit=central_board)

    assert policies.may_change_person(actor, clerk) is False


def test_a_province_administrator_does_not_see_a_superuser(province_administrator, member_unit, actor_of):
    superuser = AssignmentFactory(user=UserFactory(is_superuser=True), unit=member_unit).user
    actor = actor_of(province_administrator)

    assert superuser not in User.objects.visible_to(actor)
    assert policies.may_change_person(actor, superuser) is False


def test_a_clerk_keeps_nobody(clerk, actor_of):
    assert not policies.may_manage_people(actor_of(clerk))
    assert not User.objects.visible_to(actor_of(clerk)).exists()


def test_every_role_is_described():
    assert set(DESCRIPTIONS) == set(Role)
    assert all(str(description.summary).endswith(".") for description in DESCRIPTIONS.values())
    assert all(str(right.label).endswith(".") for right in Right)


def test_an_unknown_role_grants_nothing():
    assert not any(grants(role, right) for role in (None, "", "emperor") for right in Right)
