"""The provinces that the portal ships."""

import datetime as dt
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from audit.models import Entry
from organisations.actions import first_units
from organisations.choices import UnitKind
from organisations.models import LegalDocument, Succession, Unit
from organisations.queries import lineage

pytestmark = pytest.mark.django_db
NOW = dt.date(2026, 11, 22)


@pytest.fixture
def provinces():
    first_units.load(apps.get_model)
    return Unit.objects.provinces()


def names(units):
    return {unit.name for unit in units}


@pytest.mark.parametrize(
    ("day", "cities", "all_of_them"),
    [
        (dt.date(2020, 12, 31), 5, 63),
        (dt.date(2025, 1, 1), 6, 63),
        (dt.date(2025, 6, 30), 6, 63),
        (dt.date(2025, 7, 1), 6, 34),
        (NOW, 9, 34),
    ],
)
def test_on_each_day_there_are_as_many_provinces_and_cities_as_there_were(provinces, day, cities, all_of_them):
    assert provinces.on(day).count() == all_of_them
    assert provinces.on(day).filter(kind=UnitKind.CITY).count() == cities


def test_the_nine_cities_of_today_are_called_by_name(provinces):
    assert names(provinces.on(NOW).filter(kind=UnitKind.CITY)) == {
        *("Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ", "Đồng Nai", "Quảng Ninh", "Bắc Ninh")
    }


def test_seven_codes_mean_another_province_than_before(provinces):
    before = {unit.code: unit.name for unit in provinces.on(dt.date(2024, 1, 1))}
    after = {unit.code: unit.name for unit in provinces.on(dt.date(2025, 7, 1))}
    other = {code for code in after if before[code] != after[code] and code != "46"}

    assert other == {"15", "24", "44", "52", "80", "82", "91"}
    assert Unit.objects.get_by_natural_key("2004-24").name == "Bắc Giang"
    assert Unit.objects.get_by_natural_key("2025-24").name == "Bắc Ninh"


def test_fifty_two_provinces_went_into_twenty_three(provinces):
    mergers = Succession.objects.filter(kind="merger")

    assert mergers.values("predecessor").distinct().count() == 52
    assert mergers.values("successor").distinct().count() == 23
    assert not Succession.objects.filter(legal_document=None).exists()


def test_bac_ninh_of_today_has_all_its_predecessors(provinces):
    today = provinces.on(NOW).get(name="Bắc Ninh")

    line = Unit.objects.filter(pk__in=lineage.predecessors_of(today.pk))
    assert {unit.key for unit in line} == {"2025-24", "2004-24", "2004-27"}


def test_every_province_of_before_leads_to_one_of_today(provinces):
    today = set(provinces.on(NOW).values_list("pk", flat=True))
    lines = [lineage.unit_ids_with_predecessors(unit) for unit in today]

    assert set().union(*lines) == set(provinces.values_list("pk", flat=True))


def test_the_changes_of_2026_say_that_their_day_is_to_be_verified(provinces):
    assert all("cần xác minh" in unit.note for unit in provinces.filter(valid_from__year=2026))
    assert provinces.filter(valid_from__year=2026).count() == 3


def test_the_central_board_and_the_council_are_there(provinces):
    assert Unit.objects.central_board().get().name == "Ban Thi đua - Khen thưởng Trung ương"
    assert Unit.objects.filter(kind=UnitKind.COUNCIL).get().name == "Hội đồng Thi đua - Khen thưởng Trung ương"


def test_loading_again_adds_nothing_and_changes_nothing(provinces):
    Unit.objects.filter(code="TW").update(note="Đã sửa.")
    before = list(Unit.objects.values())

    call_command("load_units", stdout=StringIO())

    assert list(Unit.objects.values()) == before
    assert Entry.objects.count() == 0


def test_the_command_loads_an_empty_portal_and_says_so_in_the_trail():
    call_command("load_units", stdout=StringIO())

    entry = Entry.objects.get()
    rows = Unit.objects.count() + Succession.objects.count() + LegalDocument.objects.count()
    assert (entry.action, entry.details["count"]) == ("units.loaded", rows)
    told = {kind: len(entry.details[kind]) for kind in ("units", "successions", "documents")}
    assert list(told.values()) == [each.objects.count() for each in (Unit, Succession, LegalDocument)]
    assert any(name.startswith("Quảng Ninh (22, ") for name in entry.details["units"])
