"""Who may keep units and documents."""

import pytest

from organisations import policies
from tests.factories.actors import actor
from tests.factories.organisations import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return UnitFactory()


@pytest.fixture
def agency(province):
    return UnitFactory(parent=province)


def local(province, **attributes):
    return actor(is_administrator=False, unit_id=province.pk, unit_ids=frozenset([province.pk]), **attributes)


def test_the_centre_keeps_everything(province, agency):
    assert policies.may_add_unit(actor(), None)
    assert policies.may_change_unit(actor(), province)
    assert policies.may_change_unit(actor(), agency)
    assert policies.may_keep_documents(actor())


def test_a_province_keeps_what_is_under_it_at_any_depth_and_not_itself(province, agency):
    keeper = local(province)

    assert policies.may_change_unit(keeper, agency)
    assert policies.may_add_unit(keeper, province)
    assert policies.may_change_unit(keeper, UnitFactory(parent=agency))
    assert not policies.may_change_unit(keeper, province)
    assert not policies.may_add_unit(keeper, None)
    assert not policies.may_keep_documents(keeper)


def test_a_province_does_not_keep_what_is_under_another(agency):
    assert not policies.may_change_unit(local(UnitFactory()), agency)


def test_a_successor_keeps_what_was_under_its_predecessors(province, agency):
    successor = UnitFactory()

    assert policies.may_change_unit(
        actor(is_administrator=False, unit_ids=frozenset([successor.pk, province.pk])), agency
    )


@pytest.mark.parametrize("role", ["clerk", "leader", "reviewer", "council_member", None])
def test_no_other_role_keeps_units(province, agency, role):
    assert not policies.may_change_unit(local(province, role=role), agency)


def test_a_stranger_keeps_nothing(agency):
    assert not policies.may_change_unit(None, agency)
    assert not policies.may_keep_documents(None)
