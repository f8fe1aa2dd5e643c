"""A role is given only where it opens something."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Assignment
from accounts.roles import Role
from organisations.choices import UnitKind
from tests.factories.accounts import LONG_AGO, AssignmentFactory, UserFactory, make_unit

pytestmark = pytest.mark.django_db


def unit_of(kind, *, under=None):
    return make_unit(f"Đơn vị {kind}", code=f"K-{kind}", kind=kind, parent=under)


def given(role, unit):
    return Assignment(user=UserFactory(), role=role, unit=unit, valid_from=LONG_AGO)


@pytest.mark.parametrize("kind", [UnitKind.COUNCIL, UnitKind.AGENCY, UnitKind.COMMUNE, UnitKind.ENTERPRISE])
def test_a_reviewer_below_a_province_is_refused_with_the_place_where_he_belongs(kind, member_unit):
    unit = unit_of(kind, under=member_unit)

    with pytest.raises(ValidationError) as refusal:
        given(Role.REVIEWER, unit).full_clean()

    [sentence] = refusal.value.message_dict["unit"]
    assert unit.name in sentence
    assert "Hãy chọn Ban hoặc chọn chính tỉnh đó." in sentence


@pytest.mark.parametrize("kind", [UnitKind.CENTRAL_BOARD, UnitKind.PROVINCE, UnitKind.CITY])
def test_a_reviewer_is_given_where_clusters_are_organised(kind):
    given(Role.REVIEWER, unit_of(kind)).full_clean()


def test_only_the_central_council_has_members_who_follow_clusters(member_unit, council):
    given(Role.COUNCIL_MEMBER, council).full_clean()
    with pytest.raises(ValidationError, match="Chỉ thành viên Hội đồng Trung ương"):
        given(Role.COUNCIL_MEMBER, unit_of(UnitKind.COUNCIL, under=member_unit)).full_clean()


@pytest.mark.parametrize("role", [Role.CLERK, Role.LEADER, Role.ADMINISTRATOR])
def test_other_roles_fit_every_unit(role, member_unit):
    given(role, unit_of(UnitKind.AGENCY, under=member_unit)).full_clean()


def test_a_reviewer_misplaced_earlier_may_still_be_ended(member_unit):
    AssignmentFactory(role=Role.REVIEWER, unit=unit_of(UnitKind.COUNCIL, under=member_unit)).full_clean()
