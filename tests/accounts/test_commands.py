"""The first account of an empty portal."""

import pytest
from django.core.management import call_command

from accounts.models import User
from accounts.queries import setup
from audit.models import Entry
from tests.factories.accounts import PASSWORD, AssignmentFactory

pytestmark = pytest.mark.django_db


def test_the_first_account_is_made_on_the_command_line_and_leads_on(monkeypatch, client_of):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)

    call_command(
        "createsuperuser",
        username="chu",
        full_name="Người Đầu Tiên",
        email="chu@example.vn",
        interactive=False,
        verbosity=0,
    )

    first = User.objects.get()
    assert first.check_password(PASSWORD)
    assert [entry.action for entry in Entry.objects.all()] == ["accounts.superuser_created"]
    assert client_of(first).get("/accounts/people/new/").status_code == 200


def test_an_empty_portal_lacks_everything():
    assert setup.done() == {"units": False, "people": False, "assignments": False}


def test_a_portal_with_an_assigned_person_lacks_nothing_of_the_accounts():
    AssignmentFactory()

    assert setup.done() == {"units": True, "people": True, "assignments": True}
