"""The cast: Nam Định is a member, Quảng Ninh heads the cluster, Lào Cai belongs to another one."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.queries import acting
from accounts.roles import Role
from organisations.choices import UnitKind
from tests.factories.accounts import AssignmentFactory, UserFactory, make_unit

# Everybody who may be asked for by name; the matrix walks through all of them.
CAST = (
    "clerk",
    "leader",
    "secretariat",
    "reviewer",
    "administrator",
    "province_administrator",
    "council_member",
    "outsider",
    "nobody",
)


@pytest.fixture
def member_unit(db):
    return make_unit("Nam Định", code="36")


@pytest.fixture
def head_unit(db):
    return make_unit("Quảng Ninh", code="22")


@pytest.fixture
def outside_unit(db):
    return make_unit("Lào Cai", code="10")


@pytest.fixture
def central_board(db):
    return make_unit("Ban Thi đua - Khen thưởng Trung ương", code="TW", kind=UnitKind.CENTRAL_BOARD)


@pytest.fixture
def council(db):
    return make_unit("Hội đồng Thi đua - Khen thưởng Trung ương", code="HĐ", kind=UnitKind.COUNCIL)


def _person(username, full_name, role, unit):
    user = UserFactory(username=username, full_name=full_name)
    AssignmentFactory(user=user, role=role, unit=unit)
    return user


@pytest.fixture
def clerk(member_unit):
    """Enters the figures of a member unit."""
    return _person("clerk", "Trần Thị Cán Bộ", Role.CLERK, member_unit)


@pytest.fixture
def leader(member_unit):
    """Answers for the same member unit."""
    return _person("leader", "Phạm Văn Lãnh Đạo", Role.LEADER, member_unit)


@pytest.fixture
def secretariat(head_unit):
    """A clerk like any other, of the unit that heads the season."""
    return _person("secretariat", "Vũ Thị Thường Trực", Role.CLERK, head_unit)


@pytest.fixture
def reviewer(central_board):
    return _person("reviewer", "Hoàng Văn Thẩm Định", Role.REVIEWER, central_board)


@pytest.fixture
def administrator(central_board):
    return _person("administrator", "Đặng Thị Quản Trị", Role.ADMINISTRATOR, central_board)


@pytest.fixture
def province_administrator(member_unit):
    """Keeps the people of the member unit, and nobody else's."""
    return _person("province_administrator", "Bùi Văn Quản Lý", Role.ADMINISTRATOR, member_unit)


@pytest.fixture
def council_member(council):
    return _person("council_member", "Lý Thị Hội Đồng", Role.COUNCIL_MEMBER, council)


@pytest.fixture
def outsider(outside_unit):
    """A clerk of another cluster, who must see nothing of this one."""
    return _person("outsider", "Giàng A Ngoài", Role.CLERK, outside_unit)


@pytest.fixture
def nobody(db):
    """Has an account and may sign in, but holds no assignment."""
    return UserFactory(username="nobody", full_name="Đỗ Không Phận Sự")


@pytest.fixture
def actor_of():
    """Turn a user into the actor that he is today."""

    def make(user):
        return acting.actor_of(user, timezone.localdate())

    return make


@pytest.fixture
def client_of():
    """Turn a user into a browser in which he has signed in; None is a stranger."""

    def make(user):
        client = Client()
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make
