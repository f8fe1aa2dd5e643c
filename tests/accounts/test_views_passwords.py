"""A forgotten password: the link works once, for an hour, and tells nobody who has an account."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail

from accounts.actions import passwords
from audit.models import Entry
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
NEW = "một-mật-khẩu-mới-7"


def send(person, capture):
    with capture(execute=True):
        passwords.send_link(person.email, "http://portal.example/")
    return re.search(r"http://portal\.example(/\S+)", mail.outbox[-1].body).group(1)


def test_the_link_sets_a_new_password_once(clerk, client, django_capture_on_commit_callbacks):
    link = send(clerk, django_capture_on_commit_callbacks)

    answer = client.post(link, {"new_password1": NEW, "new_password2": NEW})

    clerk.refresh_from_db()
    assert (answer.status_code, clerk.check_password(NEW)) == (302, True)
    assert client.get(link).status_code == 404
    assert [entry.action for entry in Entry.objects.order_by("pk")] == [
        "accounts.reset_link_sent",
        "accounts.password_reset",
    ]


def test_the_link_is_spent_after_an_hour(clerk, client, django_capture_on_commit_callbacks):
    with time_machine.travel(dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC), tick=False) as clock:
        link = send(clerk, django_capture_on_commit_callbacks)
        clock.shift(dt.timedelta(minutes=61))
        assert client.get(link).status_code == 404


def test_one_person_gets_one_mail_in_five_minutes(clerk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        passwords.send_link(clerk.email, "http://portal.example/")
        passwords.send_link(clerk.email.upper(), "http://portal.example/")

    assert len(mail.outbox) == 1


def test_no_mail_goes_to_strangers_to_closed_accounts_or_to_no_address(django_capture_on_commit_callbacks):
    UserFactory(email="")
    closed = UserFactory(is_active=False)
    with django_capture_on_commit_callbacks(execute=True):
        for address in ("", closed.email, "nobody@example.vn"):
            passwords.send_link(address, "http://portal.example/")

    assert mail.outbox == []


def test_the_page_answers_alike_for_known_and_unknown_addresses(clerk, client, monkeypatch):
    asked = []
    monkeypatch.setattr("accounts.tasks.send_reset_link.delay", lambda email, origin, key: asked.append(email))

    answers = [client.post("/accounts/password/forgotten/", {"email": each}) for each in (clerk.email, "x@example.vn")]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, "/accounts/password/forgotten/sent/")] * 2
    assert asked == [clerk.email, "x@example.vn"]


def test_a_weak_password_is_refused_and_the_old_one_stays(clerk, client, django_capture_on_commit_callbacks):
    link = send(clerk, django_capture_on_commit_callbacks)

    assert client.post(link, {"new_password1": "12345", "new_password2": "12345"}).status_code == 200
    before = clerk.password
    clerk.refresh_from_db()
    assert clerk.password == before
