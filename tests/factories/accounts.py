"""People and their assignments, as tests want them."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from accounts.models import Assignment, User
from accounts.roles import Role
from organisations.choices import UnitKind
from organisations.models import Succession, Unit

PASSWORD = "một-mật-khẩu-dài-7"
LONG_AGO = dt.date(2019, 1, 1)
MERGED_ON = dt.date(2025, 7, 1)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"nguoi{n}")
    full_name = factory.Sequence(lambda n: f"Nguyễn Văn {n}")
    email = factory.LazyAttribute(lambda person: f"{person.username}@example.vn")
    password = factory.django.Password(PASSWORD)


def make_unit(name, *, code, kind=UnitKind.PROVINCE, parent=None, valid_from=LONG_AGO):
    """A unit made here because every person needs one, whatever the other factories do."""
    unit, _made = Unit.objects.get_or_create(
        code=code, parent=parent, valid_from=valid_from, defaults={"name": name, "kind": kind}
    )
    return unit


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = Assignment

    user = factory.SubFactory(UserFactory)
    role = Role.CLERK
    unit = factory.LazyFunction(lambda: make_unit("Nam Định", code="36"))
    valid_from = LONG_AGO


def merged(*units):
    """A clerk of the unit that took the place of these."""
    heir = make_unit("Hợp Nhất", code=f"HN{units[0].pk}", valid_from=MERGED_ON)
    for unit in units:
        Unit.objects.filter(pk=unit.pk).update(valid_to=MERGED_ON)
        Succession.objects.create(predecessor=unit, successor=heir, on=MERGED_ON, kind="merger")
    return AssignmentFactory(unit=heir, valid_from=MERGED_ON).user
