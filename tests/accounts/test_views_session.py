"""Signing in and out, and how long it lasts."""

import datetime as dt
import logging
from unittest.mock import ANY

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from accounts import throttle
from accounts.actions import assignments, passwords, people
from accounts.queries import acting
from accounts.roles import Role
from audit.models import Entry
from tests.factories.accounts import PASSWORD, AssignmentFactory
from tests.plugins.language import assert_vietnamese

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/sign-in/"


@pytest.fixture(autouse=True)
def quiet(caplog):
    """Refused tries are logged as warnings on purpose."""
    caplog.set_level(logging.CRITICAL, logger="axes")


def sign_in(client, username, password=PASSWORD, **data):
    return client.post(SIGN_IN, {"username": username, "password": password} | data)


def is_in(client):
    return client.get(reverse("accounts:roles")).status_code == 200


def test_signing_in_leads_to_the_first_page_and_onto_the_trail(clerk, client):
    answer = sign_in(client, "clerk")

    assert (answer.status_code, answer.url) == (302, "/")
    assert list(Entry.objects.values_list("action", "actor_unit")) == [("accounts.signed_in", "tỉnh Nam Định")]


def test_capitals_and_spaces_do_not_matter_in_a_user_name(clerk, client):
    assert sign_in(client, " Clerk ").status_code == 302


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_signing_in_never_leads_out_of_the_portal(target, clerk, client):
    assert sign_in(client, "clerk", next=target).url == "/"


def test_signing_in_leads_back_to_the_page_that_was_asked_for(clerk, client):
    assert sign_in(client, "clerk", next="/accounts/roles/").url == "/accounts/roles/"


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(clerk):
    answers = [sign_in(Client(), name, "sai").content.decode().replace(name, "") for name in ("clerk", "nosuchperson")]
    tokenless = [answer.split("<h1>")[1].split('name="next"')[1] for answer in answers]

    assert tokenless[0] == tokenless[1]


def test_a_closed_account_is_answered_like_a_wrong_password(clerk, client):
    type(clerk).objects.update(is_active=False)

    assert sign_in(client, "clerk").status_code == 200


def test_the_eleventh_try_is_not_even_looked_at(clerk):
    client = Client()
    tries = [sign_in(client, "clerk", "sai").status_code for _number in range(10)]

    assert tries == [200] * 9 + [429]
    assert sign_in(client, "clerk").status_code == 429


def test_capitals_open_no_second_account_of_tries(clerk):
    for number in range(10):
        sign_in(Client(), "CLERK" if number % 2 else "clerk", "sai")

    assert sign_in(Client(), "clerk").status_code == 429


@pytest.mark.parametrize("given", [{"username": " CLERK "}, None], ids=["by the form", "as posted"])
def test_tries_are_counted_under_one_name_however_it_is_typed(given, rf):
    assert throttle.counted_name(rf.post(SIGN_IN, {"username": "Clerk "}), given) == "clerk"


def test_a_lock_shuts_out_nobody_else(clerk, leader):
    for _number in range(10):
        sign_in(Client(), "clerk", "sai")

    assert sign_in(Client(), "leader").status_code == 302
    assert sign_in(Client(REMOTE_ADDR="10.1.2.3"), "clerk").status_code == 302


def test_a_lock_ends_after_a_quarter_of_an_hour_whatever_is_tried_meanwhile(clerk):
    with time_machine.travel(dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC), tick=False) as clock:
        for _number in range(10):
            sign_in(Client(), "clerk", "sai")
        clock.shift(dt.timedelta(minutes=14))
        assert sign_in(Client(), "clerk").status_code == 429
        clock.shift(dt.timedelta(minutes=2))
        assert sign_in(Client(), "clerk").status_code == 302


def test_guessing_at_many_accounts_from_one_address_ends(clerk, settings):
    settings.TRIES_FROM_AN_ADDRESS = 12
    guesser = Client(REMOTE_ADDR="10.1.2.3")
    tries = [sign_in(guesser, f"u{number}", "thidua-2026") for number in range(12)]

    assert [answer.status_code for answer in tries] == [200] * 11 + [429]
    assert "Mạng này tạm không đăng nhập được trong 15 phút" in tries[-1].content.decode()
    assert sign_in(guesser, "clerk").status_code == 429
    assert sign_in(Client(), "clerk").status_code == 302


def test_behind_a_proxy_without_certificates_one_desk_shuts_out_no_other(clerk, settings):
    settings.BEHIND_PROXY, settings.TRIES_FROM_AN_ADDRESS = True, 12
    guesser, colleague = (Client(headers={"x-forwarded-for": f"10.0.0.{desk}"}) for desk in (66, 7))
    tries = [sign_in(guesser, f"u{number}", "sai") for number in range(12)]

    assert tries[-1].status_code == 429
    assert sign_in(colleague, "clerk").status_code == 302


def test_an_account_of_ones_own_does_not_clear_the_way_to_guess_at_others(clerk, settings):
    settings.TRIES_FROM_AN_ADDRESS = 4
    for number in range(3):
        sign_in(Client(), f"u{number}", "sai")

    assert sign_in(Client(), "clerk").status_code == 302
    assert sign_in(Client(), "u9", "sai").status_code == 429


def test_guessing_at_one_account_from_many_addresses_ends(clerk, leader, administrator, client_of, settings):
    settings.TRIES_FOR_AN_ACCOUNT = 12
    tries = [sign_in(Client(REMOTE_ADDR=f"10.1.2.{number}"), "clerk", "sai") for number in range(1, 13)]

    assert [answer.status_code for answer in tries] == [200] * 11 + [429]
    assert "mật khẩu đã bị nhập sai từ nhiều nơi" in tries[-1].content.decode()
    assert sign_in(Client(), "clerk").status_code == 429
    assert sign_in(Client(), "leader").status_code == 302

    address = reverse("accounts:unlock_person", args=[clerk.pk])
    admin = client_of(administrator)
    assert address in admin.get(f"/accounts/people/{clerk.pk}/").content.decode()
    admin.post(address)
    assert sign_in(Client(), "clerk").status_code == 302


def test_no_account_of_people_in_one_office_is_closed_by_a_few_mistakes(clerk, settings):
    for number in range(60):
        sign_in(Client(), f"u{number}", "sai")

    assert sign_in(Client(), "clerk").status_code == 302


def test_the_administrator_sees_the_lock_and_opens_it(clerk, administrator, client_of):
    for _number in range(10):
        sign_in(Client(), "clerk", "sai")
    admin = client_of(administrator)

    assert (
        reverse("accounts:unlock_person", args=[clerk.pk])
        in admin.get(f"/accounts/people/{clerk.pk}/").content.decode()
    )
    admin.post(reverse("accounts:unlock_person", args=[clerk.pk]))

    assert sign_in(Client(), "clerk").status_code == 302


def test_a_session_gets_a_new_key_at_sign_in(clerk, client):
    client.get(SIGN_IN)
    client.session["before"] = 1
    session = client.session
    session.save()
    before = session.session_key
    sign_in(client, "clerk")

    assert client.session.session_key != before


def test_signing_out_ends_the_session_for_good(clerk, client):
    sign_in(client, "clerk")
    old = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/accounts/sign-out/")

    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = old
    assert (is_in(client), is_in(thief)) == (False, False)


def test_signing_out_needs_a_post(clerk, client):
    sign_in(client, "clerk")

    assert client.get("/accounts/sign-out/").status_code == 405
    assert is_in(client)


@pytest.mark.parametrize("member", ["clerk", "leader", "reviewer", "administrator", "council_member"])
def test_open_sessions_die_with_what_they_rested_on(member, request, client_of, actor_of, member_unit):
    person = request.getfixturevalue(member)
    keeper = actor_of(AssignmentFactory(role=Role.ADMINISTRATOR, unit=request.getfixturevalue("central_board")).user)
    acts = {
        "password set": lambda: passwords.set_for(person, "một-mật-khẩu-khác-8", by=keeper),
        "password changed": lambda: passwords.change(person, "một-mật-khẩu-khác-9", by=keeper),
        "role given": lambda: assignments.give(
            AssignmentFactory.build(
                user=person, unit=member_unit, valid_from=dt.date(2018, 1, 1), valid_to=dt.date(2018, 2, 1)
            ),
            by=keeper,
        ),
        "account closed": lambda: people.deactivate(person, "nghỉ hưu", by=keeper),
    }
    alive = {}
    for name, act in acts.items():
        person.refresh_from_db()
        type(person).objects.filter(pk=person.pk).update(must_change_password=False)
        browser = client_of(person)
        assert is_in(browser)
        act()
        alive[name] = is_in(browser)

    assert alive == dict.fromkeys(acts, False)


@pytest.mark.parametrize(("days", "status"), [(0, 403), (1, 200)], ids=["today", "tomorrow"])
def test_an_assignment_that_ends_takes_the_work_on_its_day_and_never_the_sign_in(days, status, clerk, administrator):
    browser = Client()
    sign_in(browser, "clerk")
    browser.get("/")
    day = timezone.localdate() + dt.timedelta(days=days)
    by = acting.actor_of(administrator, timezone.localdate())
    assignments.end(clerk.assignments.get(), day, "hết nhiệm kỳ", by=by)

    answers = [browser.get("/"), browser.get("/", headers=FRAGMENT)]

    ended = "Phân công của bạn đã hết hiệu lực: Cán bộ phụ trách của đơn vị, Nam Định."
    assert [answer.status_code for answer in answers] == [status] * 2
    assert [ended in answer.content.decode() for answer in answers] == [days == 0] * 2
    assert is_in(browser)


def test_who_holds_no_assignment_reads_so_on_his_own_page_too(nobody, clerk, client_of):
    told = "Hôm nay bạn chưa được phân công. Hãy đề nghị quản trị của đơn vị phân công cho bạn."

    assert [told in client_of(person).get("/accounts/me/").content.decode() for person in (nobody, clerk)] == [
        True,
        False,
    ]


def test_whose_sign_in_ended_reads_so_above_the_form_and_a_stranger_does_not(clerk, client_of, client):
    browser = client_of(clerk)
    passwords.set_for(clerk, "một-mật-khẩu-khác-8", by=acting.bare_actor(clerk))

    pages = [one.get("/accounts/me/", follow=True).content.decode() for one in (browser, client)]

    assert ["Phiên đăng nhập của bạn đã kết thúc." in page for page in pages] == [True, False]


def test_setting_a_password_takes_the_lock_of_the_person_once(clerk):
    with CaptureQueriesContext(connection) as asked:
        passwords.set_for(clerk, "một-mật-khẩu-khác-8", by=acting.bare_actor(clerk))

    assert [query["sql"] for query in asked if "FOR UPDATE" in query["sql"]] == [ANY]


def test_changing_the_password_keeps_this_browser_and_ends_the_others(clerk, client_of):
    here, elsewhere = client_of(clerk), client_of(clerk)
    new = "một-mật-khẩu-mới-7"
    here.post("/accounts/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})

    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_an_idle_session_ends_and_a_busy_one_ends_with_the_working_day(clerk):
    with time_machine.travel(dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC), tick=False) as clock:
        busy, idle = Client(), Client()
        sign_in(busy, "clerk")
        sign_in(idle, "clerk")
        for _hour in range(11):
            clock.shift(dt.timedelta(hours=1))
            assert is_in(busy)
        assert not is_in(idle)
        clock.shift(dt.timedelta(hours=1, minutes=1))
        assert not is_in(busy)


TYPED = {
    "text": "Nhất trí đề nghị <Cờ thi đua>.",
    "share": "12,5",
    "value": "7218",
    "source": "7.218",
    "conclusion": "4711",
    "old_password": "mật khẩu cũ của tôi",
    "key": "0f3a9b1c",
    "state": "final",
}
SHOWN = ["&lt;Cờ thi đua&gt;.", ">12,5<", ">7218<", ">7.218<"]
OURS = {"Origin": "http://testserver"}


def shown_again(answer):
    page = answer.content.decode()
    asked = ("&lt;Cờ thi đua&gt;.", ">12,5<", ">7218<", ">7.218<", "4711", "mật khẩu cũ", "0f3a9b1c", ">final<")
    return [text for text in asked if text in page]


@pytest.mark.parametrize("how", ["gone", "idle"])
def test_what_was_typed_before_the_session_ended_is_shown_once_more(how, clerk):
    with time_machine.travel(dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC), tick=False) as clock:
        client = Client()
        client.get(SIGN_IN)
        sign_in(client, "clerk")
        if how == "gone":
            del client.cookies[settings.SESSION_COOKIE_NAME]
        else:
            clock.shift(dt.timedelta(hours=3))
        answer = client.post("/accounts/password/?all=1", TYPED, headers=OURS)

    assert (answer.status_code, shown_again(answer)) == (403, SHOWN)
    assert 'href="/accounts/sign-in/?next=/accounts/password/%3Fall%3D1"' in answer.content.decode()
    assert_vietnamese(answer.content.decode())


def test_what_another_sites_page_sent_is_not_shown(clerk):
    client = Client()
    client.get(SIGN_IN)
    answers = [
        client.post("/accounts/password/", TYPED, headers=origin) for origin in ({"Origin": "http://xau.vn"}, {})
    ]

    assert [answer.status_code for answer in answers] == [302, 302]


def test_what_was_typed_into_a_page_that_was_open_too_long_is_shown_once_more(clerk):
    client = Client(enforce_csrf_checks=True)

    answer = client.post(SIGN_IN, TYPED, headers=OURS)

    assert (answer.status_code, shown_again(answer)) == (403, SHOWN)
    assert_vietnamese(answer.content.decode())


FRAGMENT = {"HX-Request": "true", "HX-Current-URL": "http://testserver/accounts/password/?all=1"}


def told_in_place(answer):
    """The sentence of an answer to htmx, which is no page."""
    assert answer.content.decode().lstrip().startswith("<div")
    return " ".join(strip_tags(answer.content.decode()).split())


@pytest.mark.parametrize(("method", "said"), [("get", ""), ("post", "Chưa lưu. ")])
def test_a_fragment_asked_for_after_the_session_ended_says_so_and_leads_back(client, method, said):
    answer = getattr(client, method)("/accounts/password/", headers=FRAGMENT)

    assert answer.status_code == 401
    assert told_in_place(answer).startswith(f"{said}Phiên đăng nhập của bạn đã kết thúc.")
    assert 'href="/accounts/sign-in/?next=/accounts/password/%3Fall%3D1"' in answer.content.decode()


def test_a_fragment_asked_for_after_a_long_idleness_is_told_the_same(clerk, client):
    with time_machine.travel(dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC), tick=False) as clock:
        sign_in(client, "clerk")
        clock.shift(dt.timedelta(hours=3))
        answer = client.get("/accounts/password/", headers=FRAGMENT)

    assert answer.status_code == 401
    assert told_in_place(answer).startswith("Phiên đăng nhập của bạn đã kết thúc.")


def test_a_fragment_for_somebody_who_may_not_act_now_says_why(clerk, nobody, client_of):
    type(clerk).objects.filter(pk=clerk.pk).update(must_change_password=True)
    clerk.refresh_from_db()

    told = {}
    for person in (clerk, nobody):
        answer = client_of(person).get("/", headers=FRAGMENT)
        told[person.username] = (answer.status_code, told_in_place(answer))

    assert told == {
        clerk.username: (403, "Trước hết hãy đổi mật khẩu được cấp. Đổi mật khẩu"),
        nobody.username: (
            403,
            "Hôm nay bạn chưa được phân công. Hãy đề nghị quản trị của đơn vị phân công cho bạn. Tải lại trang",
        ),
    }


def test_a_given_password_must_be_changed_before_anything_else(clerk, client_of):
    type(clerk).objects.update(must_change_password=True)
    clerk.refresh_from_db()

    answer = client_of(clerk).get("/")

    assert (answer.status_code, answer.url) == (302, "/accounts/password/")


@pytest.mark.parametrize(
    ("asked", "second_role", "reached"),
    [("/", False, "/"), ("/", True, "/accounts/acting/"), ("/accounts/roles/", True, "/accounts/roles/")],
)
def test_signing_in_asks_who_holds_several_roles_which_one(asked, second_role, reached, clerk, client, member_unit):
    if second_role:
        AssignmentFactory(user=clerk, role=Role.LEADER, unit=member_unit)

    assert sign_in(client, "clerk", next=asked).url == reached


def test_a_person_chooses_between_his_assignments_and_no_others(clerk, outsider, client_of, member_unit):
    second = AssignmentFactory(user=clerk, role=Role.LEADER, unit=member_unit)
    browser = client_of(clerk)

    browser.post("/accounts/acting/", {"assignment": second.pk})
    assert browser.get("/accounts/me/").wsgi_request.actor.role == Role.LEADER

    browser.post("/accounts/acting/", {"assignment": outsider.assignments.get().pk})
    assert browser.get("/accounts/me/").wsgi_request.actor.role == Role.LEADER


def test_who_acts_costs_two_queries_beside_the_session(clerk, client_of, django_assert_num_queries):
    browser = client_of(clerk)
    browser.get("/accounts/roles/")

    with django_assert_num_queries(3):
        browser.get("/accounts/roles/")
