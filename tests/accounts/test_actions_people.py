"""Accounts are made, corrected and closed, each act on the trail."""

import uuid

import pytest
from django.core.exceptions import ValidationError

from accounts.actions import people
from accounts.choices import Language
from accounts.errors import OwnAccess, StaleForm
from accounts.models import Assignment, User
from audit.models import Entry
from tests.factories.accounts import LONG_AGO, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(administrator, actor_of):
    return actor_of(administrator)


def acts():
    return list(Entry.objects.order_by("pk").values_list("action", flat=True))


def new_person(**values):
    return User(**{"username": "moi", "full_name": "Lê Thị Mới", "creation_key": uuid.uuid4()} | values)


def test_a_new_person_must_change_the_first_password(member_unit, by):
    assignment = Assignment(role="clerk", unit=member_unit, valid_from=LONG_AGO)

    person = people.create(new_person(), "một-mật-khẩu-dài-7", assignment, by=by)

    person.refresh_from_db()
    assert person.must_change_password is True
    assert person.check_password("một-mật-khẩu-dài-7")
    assert [str(each) for each in person.assignments.all()] == [str(assignment)]
    assert acts() == ["accounts.person_created", "accounts.assignment_given"]


def test_the_same_form_sent_twice_makes_one_person(by):
    key = uuid.uuid4()
    first = people.create(new_person(creation_key=key), "một-mật-khẩu-dài-7", by=by)
    second = people.create(new_person(creation_key=key), "một-mật-khẩu-dài-7", by=by)

    assert first.pk == second.pk
    assert acts() == ["accounts.person_created"]


def test_a_user_name_in_other_capitals_is_taken(by):
    UserFactory(username="moi")

    with pytest.raises(ValidationError, match=r"user name|đăng nhập"):
        people.create(new_person(username="MOI"), "một-mật-khẩu-dài-7", by=by)

    assert acts() == []


def test_names_are_stored_composed():
    decomposed = "Nguye\u0302\u0303n Va\u0306n A"

    person = UserFactory(full_name=decomposed)

    person.refresh_from_db()
    assert person.full_name == "Nguyễn Văn A"


def test_an_edit_keeps_what_was_before(by):
    person = UserFactory(full_name="Lê Mới", phone="")

    people.edit(person, {"full_name": "Lê Thị Mới", "phone": ""}, version=people.version_of(person), by=by)

    entry = Entry.objects.get()
    assert (list(entry.details["before"].values()), list(entry.details["after"].values())) == (
        ["Lê Mới"],
        ["Lê Thị Mới"],
    )


def test_a_stale_edit_overwrites_nothing(by):
    person = UserFactory(full_name="Lê Mới")
    shown = people.version_of(person)
    people.edit(person, {"full_name": "Lê Thị Mới"}, version=shown, by=by)

    with pytest.raises(StaleForm):
        people.edit(person, {"full_name": "Lê Văn Mới"}, version=shown, by=by)

    person.refresh_from_db()
    assert person.full_name == "Lê Thị Mới"


def test_an_edit_without_a_change_leaves_no_trace(by):
    person = UserFactory()

    people.edit(person, {"full_name": person.full_name}, version=people.version_of(person), by=by)

    assert acts() == []


def test_an_edited_name_is_found_and_sorted_anew(by):
    person = UserFactory(full_name="Lê An")

    people.edit(person, {"full_name": "Lê Đức"}, version=people.version_of(person), by=by)

    assert list(User.objects.search("duc")) == [person]


def test_nobody_closes_his_own_account(administrator, by):
    with pytest.raises(OwnAccess, match=r"\.$"):
        people.deactivate(administrator, "nghỉ hưu", by=by)

    administrator.refresh_from_db()
    assert administrator.is_active is True


def test_an_account_is_closed_once_and_opened_again(clerk, by):
    people.deactivate(clerk, "chuyển công tác", by=by)
    people.deactivate(clerk, "chuyển công tác", by=by)
    people.activate(clerk, by=by)
    people.activate(clerk, by=by)

    clerk.refresh_from_db()
    assert clerk.is_active is True
    assert acts() == ["accounts.person_deactivated", "accounts.person_activated"]


def test_the_language_that_stands_chosen_again_is_no_act(clerk, by):
    people.choose_language(clerk, clerk.language, by=by)
    assert acts() == []

    people.choose_language(clerk, Language.ENGLISH, by=by)
    assert acts() == ["accounts.language_chosen"]
