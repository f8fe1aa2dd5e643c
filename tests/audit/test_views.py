"""The activity log."""

import unicodedata

import pytest
from django.db import connection
from django.urls import reverse

from audit import trail
from audit.models import Entry
from tests.factories.actors import actor
from tests.factories.organisations import UnitFactory
from tests.plugins.cast import CAST

LOG = "/activity-log/"


def test_the_menu_finds_the_log():
    assert reverse("audit_log") == LOG


@pytest.mark.django_db
@pytest.mark.parametrize("who", CAST)
def test_only_the_central_administrator_reads_the_log(request, client_of, who):
    response = client_of(request.getfixturevalue(who)).get(LOG)

    assert response.status_code == (200 if who == "administrator" else 403)


@pytest.mark.django_db
def test_a_stranger_is_asked_to_sign_in(client_of):
    assert client_of(None).get(LOG).status_code == 302


@pytest.mark.django_db
def test_the_days_asked_for_have_an_example(client_of, administrator):
    page = client_of(administrator).get(reverse("audit_log")).content.decode()

    assert page.count("Ngày/tháng/năm, ví dụ 01/07/2025.") == 2


def test_the_log_is_searched_by_name_and_day(client_of, administrator):
    trail.record("unit.opened", UnitFactory(name="Hà Nam"), by=actor())
    trail.record("unit.opened", UnitFactory(name="Nam Định Cũ"), by=actor())
    client = client_of(administrator)

    def found(**asked):
        return [entry.subject_name for entry in client.get(LOG, asked).context["page"]]

    assert found() == ["Nam Định Cũ", "Hà Nam"]
    for typed in ("hà nam", "ha nam", "HA  NAM", unicodedata.normalize("NFD", "Hà Nam")):
        assert found(q=typed) == ["Hà Nam"]
    assert found(q="nam dinh") == found(q="ĐỊNH-CŨ") == ["Nam Định Cũ"]
    assert found(q="%") == found(q="không có") == []
    assert found(since="01/01/2100") == []
    assert found(until="01/01/2020") == []


@pytest.mark.django_db
@pytest.mark.parametrize("count", [5, 50, 250])
def test_the_log_asks_the_database_the_same_however_long_it_is(
    client_of, administrator, count, django_assert_num_queries
):
    unit = UnitFactory()
    for _entry in range(count):
        trail.record("unit.merged", unit, by=actor(), reason="Theo nghị quyết.", before=[unit, unit], after=unit)
    client = client_of(administrator)
    client.get(LOG)

    with django_assert_num_queries(5):
        response = client.get(LOG)

    assert len(response.context["page"]) == min(count, 50)


@pytest.mark.parametrize("typed", ["01/01/0001", "31/12/9999"])
def test_the_first_and_the_last_day_of_all_may_be_asked_for(typed, client_of, administrator):
    for name in ("since", "until"):
        assert client_of(administrator).get(LOG, {name: typed}).status_code == 200


@pytest.mark.django_db
def test_names_are_looked_for_through_an_index():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        asked = Entry.objects.search("Nam Định").order_by().explain()

    assert "entry_by_names" in asked
