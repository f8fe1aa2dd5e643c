"""A forgotten password: the link works once, for an hour, and tells nobody who has an account."""

import datetime as dt
import logging
import re
from uuid import uuid4

import pytest
import time_machine
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from kombu.exceptions import OperationalError

from accounts import tasks
from accounts.actions import passwords
from accounts.models import User
from audit.models import Entry
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
FORGOTTEN, CHANGE = "/accounts/password/forgotten/", "/accounts/password/"
NEW = "một-mật-khẩu-mới-7"


@pytest.fixture
def asked(monkeypatch):
    """The addresses for which a link was asked for."""
    asked = []
    monkeypatch.setattr("accounts.tasks.send_reset_link.delay", lambda email, origin, key: asked.append(email))
    return asked


def from_a_desk():
    """A browser at an address that was never heard of: what was asked from it is remembered beyond the test."""
    return Client(REMOTE_ADDR=f"2001:db8::{uuid4().hex[:4]}:{uuid4().hex[:4]}")


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


def test_mail_and_page_name_whose_password_is_chosen(
    clerk, administrator, client_of, django_capture_on_commit_callbacks
):
    browsers = [client_of(person) for person in (clerk, administrator)]
    link = send(clerk, django_capture_on_commit_callbacks)

    pages = [browser.get(link).content.decode() for browser in browsers]

    assert f"Tên đăng nhập của bạn là: {clerk.username}" in mail.outbox[-1].body
    assert [f'<strong translate="no">{clerk.username}</strong>' in page for page in pages] == [True, True]
    assert ["nhưng mật khẩu đặt tại đây là của người khác" in page for page in pages] == [False, True]


@pytest.mark.parametrize("way", ["link", "own"])
def test_a_weak_password_is_refused_under_the_field_where_it_was_chosen(
    way, clerk, client_of, django_capture_on_commit_callbacks
):
    browser = client_of(clerk)
    address = CHANGE if way == "own" else send(clerk, django_capture_on_commit_callbacks)
    typed = {"old_password": PASSWORD, "new_password1": "12345", "new_password2": "12345"}

    assert set(browser.post(address, typed).context["form"].errors) == {"new_password1"}


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


def test_the_page_answers_alike_for_known_and_unknown_addresses(clerk, client, asked):
    answers = [client.post(FORGOTTEN, {"email": each}) for each in (clerk.email, "x@example.vn")]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, "/accounts/password/forgotten/sent/")] * 2
    assert asked == [clerk.email, "x@example.vn"]


def test_a_flood_of_requests_from_one_network_ends_and_is_answered_like_any_other(clerk, asked, settings):
    settings.TRIES_FROM_AN_ADDRESS = 3
    flooder, colleague = from_a_desk(), from_a_desk()
    wished = [*(f"u{number}@example.vn" for number in range(4)), clerk.email]

    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False):
        answers = [flooder.post(FORGOTTEN, {"email": each}) for each in wished]
        answers.append(colleague.post(FORGOTTEN, {"email": clerk.email}))

    assert {(answer.status_code, answer.url) for answer in answers} == {(302, f"{FORGOTTEN}sent/")}
    assert asked == [*wished[:3], clerk.email]


def test_after_a_quarter_of_an_hour_a_network_may_ask_for_links_again(asked, settings):
    settings.TRIES_FROM_AN_ADDRESS = 1
    desk = from_a_desk()

    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False) as clock:
        for minutes in (0, 0, 15):
            clock.shift(dt.timedelta(minutes=minutes))
            desk.post(FORGOTTEN, {"email": f"after-{minutes}@example.vn"})

    assert asked == ["after-0@example.vn", "after-15@example.vn"]


def test_a_weak_password_is_refused_and_the_old_one_stays(clerk, client, django_capture_on_commit_callbacks):
    link = send(clerk, django_capture_on_commit_callbacks)

    assert client.post(link, {"new_password1": "12345", "new_password2": "12345"}).status_code == 200
    before = clerk.password
    clerk.refresh_from_db()
    assert clerk.password == before


@pytest.mark.parametrize("email", ["clerk's", "nobody@example.vn"])
def test_without_a_broker_everybody_is_asked_to_wait_and_keeps_what_was_typed(
    email, clerk, client, settings, monkeypatch
):
    def away(*_message):
        raise OperationalError

    monkeypatch.setattr("accounts.tasks.send_reset_link.delay", away)
    # The cache is kept by the same server.
    settings.CACHES = settings.CACHES | {
        "default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:55529/0"}
    }
    email = clerk.email if email == "clerk's" else email

    answer = client.post(FORGOTTEN, {"email": email})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Hiện chưa gửi được thư. Hãy đợi vài phút rồi bấm lại nút này." in page
    assert f'value="{email}"' in page


def wrong(browser, old="sai"):
    return browser.post(CHANGE, {"old_password": old, "new_password1": NEW, "new_password2": NEW})


def test_the_old_password_is_guessed_ten_times_and_no_more(clerk, client_of, caplog):
    caplog.set_level(logging.CRITICAL, logger="axes")
    browser = client_of(clerk)

    tries = [wrong(browser) for _number in range(10)]

    assert [answer.status_code for answer in tries] == [200] * 9 + [429]
    assert "vì mật khẩu cũ đã sai mười lần." in tries[-1].content.decode()
    assert wrong(browser, PASSWORD).status_code == 429
    clerk.refresh_from_db()
    assert clerk.check_password(PASSWORD)


def test_after_a_quarter_of_an_hour_the_right_old_password_is_taken_again(clerk, client_of, caplog):
    caplog.set_level(logging.CRITICAL, logger="axes")
    with time_machine.travel(dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC), tick=False) as clock:
        browser = client_of(clerk)
        for _number in range(10):
            wrong(browser)
        clock.shift(dt.timedelta(minutes=16))
        assert wrong(browser, PASSWORD).status_code == 302


def test_a_weak_new_password_is_no_wrong_try(clerk, client_of):
    browser = client_of(clerk)
    for _number in range(12):
        browser.post(CHANGE, {"old_password": PASSWORD, "new_password1": "1", "new_password2": "1"})

    assert wrong(browser, PASSWORD).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_could_not_be_sent_is_sent_when_it_is_asked_for_again(monkeypatch):
    person = UserFactory(email="quen@example.vn")

    def away(*args):
        raise OSError("away")

    with monkeypatch.context() as patch:
        patch.setattr(passwords, "send_mail", away)
        with pytest.raises(OSError, match="away"):
            tasks.send_reset_link(person.email, "http://portal.example/", uuid4().hex)
    tasks.send_reset_link(person.email, "http://portal.example/", uuid4().hex)
    tasks.send_reset_link(person.email, "http://portal.example/", uuid4().hex)

    assert [message.to for message in mail.outbox] == [["quen@example.vn"]]
    told = Entry.objects.order_by("pk").values_list("action", flat=True)
    assert list(told) == ["accounts.reset_link_sent", "accounts.reset_link_not_sent", "accounts.reset_link_sent"]


@pytest.mark.parametrize("password", ["canbo-canbo", "canbocanbo1"])
def test_a_password_that_is_the_name_written_twice_is_refused(password):
    with pytest.raises(ValidationError, match="tên đăng nhập"):
        validate_password(password, User(username="canbo", full_name="Nguyễn Văn A"))
