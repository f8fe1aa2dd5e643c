"""The objects in the addresses of the matrix: each maker takes the world and gives the arguments of the address.

The world holds every member of the cast by name, and the units ``member_unit``, ``head_unit``, ``outside_unit``,
``central_board`` and ``council``. Register a maker with ``@maker``; its name is what a row says.
"""

from types import SimpleNamespace

from emulation_portal.health import worker_was_seen
from organisations.choices import UnitKind
from tests.factories.accounts import AssignmentFactory, UserFactory
from tests.factories.organisations import LegalDocumentFactory, UnitFactory
from tests.plugins.cast import CAST

UNITS = ("member_unit", "head_unit", "outside_unit", "central_board", "council")
MAKERS = {}


def maker(function):
    MAKERS[function.__name__] = function
    return function


def build_world(fixture):
    """Everybody and every unit; ``fixture`` looks a fixture up by its name."""
    return SimpleNamespace(**{name: fixture(name) for name in (*CAST, *UNITS)})


def arguments(row, world):
    """The arguments of the row's address."""
    return MAKERS[row.about](world) if row.about else ()


@maker
def person_at_member_unit(world):
    return (AssignmentFactory(unit=world.member_unit).user.pk,)


@maker
def person_at_outside_unit(world):
    return (AssignmentFactory(unit=world.outside_unit).user.pk,)


@maker
def person_at_two_units(world):
    """Works at the member unit, but elsewhere too: the member unit's administrator may not take his account over."""
    user = UserFactory()
    for unit in (world.member_unit, world.central_board):
        AssignmentFactory(user=user, unit=unit)
    return (user.pk,)


@maker
def assignment_to_member_unit(world):
    return (AssignmentFactory(unit=world.member_unit).pk,)


@maker
def assignment_to_outside_unit(world):
    return (AssignmentFactory(unit=world.outside_unit).pk,)


@maker
def member_unit(world):
    return (world.member_unit.pk,)


@maker
def outside_unit(world):
    return (world.outside_unit.pk,)


@maker
def spent_reset_link(world):
    return ("MQ", "abc-0123456789")


@maker
def worker_that_answers(world):
    worker_was_seen()
    return ()


@maker
def agency_of_member_unit(world):
    return (UnitFactory(parent=world.member_unit, kind=UnitKind.AGENCY).pk,)


@maker
def agency_of_outside_unit(world):
    return (UnitFactory(parent=world.outside_unit, kind=UnitKind.AGENCY).pk,)


@maker
def legal_document(world):
    return (LegalDocumentFactory().pk,)
