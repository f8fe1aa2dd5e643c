"""Assignments are given and ended by days, and never overlap with themselves."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.actions import assignments
from accounts.errors import AlreadyEnded, DayOutOfRange, OwnAccess
from accounts.models import Assignment
from accounts.roles import Role
from audit.models import Entry
from tests.factories.accounts import AssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db
JANUARY, JUNE, DECEMBER = dt.date(2026, 1, 1), dt.date(2026, 6, 1), dt.date(2026, 12, 1)


@pytest.fixture
def by(administrator, actor_of):
    return actor_of(administrator)


def unsaved(user, unit, **values):
    return Assignment(**{"user": user, "unit": unit, "role": Role.CLERK, "valid_from": JANUARY} | values)


def test_the_same_assignment_given_twice_is_one(member_unit, by):
    user = UserFactory()

    first = assignments.give(unsaved(user, member_unit), by=by)
    second = assignments.give(unsaved(user, member_unit), by=by)

    assert first.pk == second.pk
    assert list(Entry.objects.values_list("action", flat=True)) == ["accounts.assignment_given"]


def test_an_overlapping_assignment_is_refused_with_a_sentence(member_unit, by):
    user = UserFactory()
    assignments.give(unsaved(user, member_unit), by=by)

    with pytest.raises(ValidationError) as refusal:
        assignments.give(unsaved(user, member_unit, valid_from=JUNE), by=by)

    assert [message[-1] for message in refusal.value.messages] == ["."]
    assert user.assignments.count() == 1


def test_the_database_itself_refuses_an_overlap(member_unit):
    given = AssignmentFactory(unit=member_unit, valid_from=JANUARY, valid_to=JUNE)

    with pytest.raises(IntegrityError, match="same_assignment_never_overlaps"), transaction.atomic():
        AssignmentFactory(user=given.user, unit=member_unit, valid_from=dt.date(2026, 5, 31))


def test_an_assignment_may_follow_itself_on_the_day_it_ends(member_unit):
    given = AssignmentFactory(unit=member_unit, valid_from=JANUARY, valid_to=JUNE)

    AssignmentFactory(user=given.user, unit=member_unit, valid_from=JUNE)

    assert given.user.assignments.count() == 2


def test_an_ended_assignment_keeps_its_days(by):
    given = AssignmentFactory(valid_from=JANUARY)

    assignments.end(given, JUNE, "chuyển công tác", by=by)

    given.refresh_from_db()
    assert (given.valid_from, given.valid_to) == (JANUARY, JUNE)
    assert Entry.objects.get().reason == "chuyển công tác"


@pytest.mark.parametrize(
    ("valid_to", "on", "error"),
    [(JUNE, DECEMBER, AlreadyEnded), (None, JANUARY, DayOutOfRange)],
    ids=["ends earlier already", "would never have been"],
)
def test_an_end_that_makes_no_sense_changes_nothing(valid_to, on, error, by):
    given = AssignmentFactory(valid_from=JANUARY, valid_to=valid_to)

    with pytest.raises(error, match=r"\.$"):
        assignments.end(given, on, "nhầm", by=by)

    given.refresh_from_db()
    assert given.valid_to == valid_to
    assert not Entry.objects.exists()


def test_an_assignment_ended_twice_on_one_day_is_ended_once(by):
    given = AssignmentFactory(valid_from=JANUARY)
    assignments.end(given, JUNE, "chuyển công tác", by=by)
    given.user.refresh_from_db()
    sessions = given.user.session_version

    assignments.end(given, JUNE, "chuyển công tác", by=by)

    given.user.refresh_from_db()
    assert (given.user.session_version, Entry.objects.count()) == (sessions, 1)


def test_an_administrator_does_not_lock_himself_out(administrator, by):
    with pytest.raises(OwnAccess, match=r"\.$"):
        assignments.end(administrator.assignments.get(), JUNE, "nhầm", by=by)
