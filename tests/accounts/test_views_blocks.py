"""An address from which too many wrong passwords came is closed where the administrator sees it, and he opens it."""

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse

from audit.models import Entry
from tests.accounts.test_views_session import sign_in

OFFICE = "10.1.2.3"
BLOCKS = "/accounts/blocks/"


@pytest.fixture
def closed(clerk, settings):
    """An office closed after wrong passwords, two of them against the clerk."""
    settings.TRIES_FROM_AN_ADDRESS = 12
    for name in ["clerk"] * 2 + [f"u{number}" for number in range(10)]:
        sign_in(Client(REMOTE_ADDR=OFFICE), name, "sai")
    return OFFICE


def acts():
    return list(Entry.objects.filter(action__startswith="accounts.address").values_list("action", flat=True))


def test_the_closing_of_an_address_is_told_once_however_often_it_is_tried_on(closed):
    for number in range(3):
        sign_in(Client(REMOTE_ADDR=closed), f"v{number}", "sai")

    entry = Entry.objects.get(action="accounts.address_closed")
    assert (entry.details["address"], entry.details["tries"]) == (closed, 12)


def test_a_lock_of_one_account_closes_no_address(clerk):
    for _number in range(10):
        sign_in(Client(), "clerk", "sai")

    assert acts() == []


def test_the_administrator_sees_the_closed_address_with_its_tries(closed, administrator, client_of):
    page = client_of(administrator).get(BLOCKS)

    [block] = page.context["blocks"]
    assert (block.address, block.tries, block.names) == (closed, 12, 11)
    assert closed in page.content.decode()
    assert BLOCKS in client_of(administrator).get("/accounts/people/").content.decode()


def test_an_address_below_the_limit_is_not_listed(clerk, administrator, client_of):
    sign_in(Client(REMOTE_ADDR=OFFICE), "clerk", "sai")

    assert client_of(administrator).get(BLOCKS).context["blocks"] == []


def test_the_administrator_opens_the_address_and_the_trail_says_so(closed, clerk, administrator, client_of):
    answer = client_of(administrator).post(reverse("accounts:lift_block"), {"address": closed}, follow=True)

    assert f"Đã mở lại việc đăng nhập từ địa chỉ {closed}." in answer.content.decode()
    assert sign_in(Client(REMOTE_ADDR=closed), "clerk").status_code == 302
    assert sorted(acts()) == ["accounts.address_closed", "accounts.address_opened"]


def test_an_address_opened_twice_is_told_once(closed, administrator, client_of):
    for _time in range(2):
        client_of(administrator).post(reverse("accounts:lift_block"), {"address": closed})

    assert acts().count("accounts.address_opened") == 1


def test_what_is_no_address_opens_none(closed, administrator, client_of):
    client_of(administrator).post(reverse("accounts:lift_block"), {"address": "văn phòng"})

    assert acts() == ["accounts.address_closed"]


def test_unlocking_an_account_leaves_the_address_closed_and_says_so(closed, clerk, administrator, client_of):
    admin = client_of(administrator)
    page = f"/accounts/people/{clerk.pk}/"
    assert closed in admin.get(page).content.decode()

    answer = admin.post(reverse("accounts:unlock_person", args=[clerk.pk]), follow=True).content.decode()

    assert "Một số địa chỉ mạng vẫn đang tạm đóng đăng nhập" in answer
    assert closed in admin.get(page).content.decode()
    assert sign_in(Client(REMOTE_ADDR=closed), "clerk").status_code == 429
    assert sign_in(Client(), "clerk").status_code == 302


def test_unlocking_speaks_of_no_address_where_none_is_closed(clerk, administrator, client_of):
    for _number in range(configured.AXES_FAILURE_LIMIT):
        sign_in(Client(), "clerk", "sai")

    unlock = reverse("accounts:unlock_person", args=[clerk.pk])
    answer = client_of(administrator).post(unlock, follow=True).content.decode()

    assert "Một số địa chỉ mạng" not in answer


def test_only_the_central_board_opens_an_address(closed, province_administrator, client_of):
    client = client_of(province_administrator)
    answers = [client.get(BLOCKS), client.post(reverse("accounts:lift_block"), {"address": closed})]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert sign_in(Client(REMOTE_ADDR=closed), "clerk").status_code == 429
