"""Rows of units: what the database refuses and what a search finds."""

import datetime as dt
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from organisations.choices import UnitKind
from organisations.models import Unit
from tests.factories.organisations import SuccessionFactory, UnitFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 7, 1)


def test_the_database_refuses_one_code_twice_on_one_day():
    UnitFactory(code="24", valid_to=DAY)

    with pytest.raises(IntegrityError, match="one_unit_per_code_at_a_time"):
        UnitFactory(code="24", valid_from=DAY - dt.timedelta(days=1))


def test_a_code_comes_back_on_the_day_on_which_it_was_given_up():
    UnitFactory(code="24", valid_to=DAY)
    UnitFactory(code="24", valid_from=DAY)

    assert Unit.objects.filter(code="24").count() == 2


def test_two_provinces_may_give_one_code_each():
    UnitFactory(code="SNV", parent=UnitFactory())
    UnitFactory(code="SNV", parent=UnitFactory())

    assert Unit.objects.filter(code="SNV").count() == 2


def test_validation_names_a_code_that_is_taken():
    UnitFactory(code="24")

    with pytest.raises(ValidationError) as refused:
        Unit(code="24", name="X", kind=UnitKind.PROVINCE, valid_from=DAY).full_clean()
    assert len(refused.value.messages) == 1


def test_the_database_refuses_a_unit_that_ends_before_it_begins():
    with pytest.raises(IntegrityError, match="unit_ends_after_it_starts"):
        UnitFactory(valid_to=dt.date(2004, 1, 1))


def test_the_database_refuses_a_unit_that_succeeds_itself():
    unit = UnitFactory()

    with pytest.raises(IntegrityError, match="no_unit_succeeds_itself"):
        SuccessionFactory(predecessor=unit, successor=unit)


def test_decomposed_text_is_composed_on_its_way_in_and_in_every_question():
    decomposed = unicodedata.normalize("NFD", "Thừa Thiên Huế")
    unit = UnitFactory(name=decomposed)

    assert Unit.objects.get(name=decomposed) == unit
    assert Unit.objects.values_list("name", flat=True).get() == "Thừa Thiên Huế"


def test_the_database_refuses_decomposed_text_by_whatever_way_it_comes():
    unit = UnitFactory()

    with pytest.raises(IntegrityError, match="unit_name_is_nfc"), connection.cursor() as cursor:
        decomposed = unicodedata.normalize("NFD", "Huế")
        cursor.execute("UPDATE organisations_unit SET name = %s WHERE id = %s", [decomposed, unit.pk])


@pytest.mark.parametrize("asked", ["dak lak", "Đắk Lắk", "ĐẮK", "lak", "66", unicodedata.normalize("NFD", "đắk lắk")])
def test_a_unit_is_found_with_and_without_marks_and_by_its_code(asked):
    unit = UnitFactory(name="Đắk Lắk", code="66")
    UnitFactory(name="Lâm Đồng", code="68")

    assert list(Unit.objects.search(asked)) == [unit]


def test_units_stand_in_the_order_of_the_alphabet():
    for name in ("Ứng", "Đà Nẵng", "An Giang", "Điện Biên", "Cà Mau", "Ăn", "Dak"):
        UnitFactory(name=name)

    assert list(Unit.objects.values_list("name", flat=True)) == [
        *("An Giang", "Ăn", "Cà Mau", "Dak", "Đà Nẵng", "Điện Biên", "Ứng")
    ]


def test_rows_made_in_bulk_have_their_keys_too():
    Unit.objects.bulk_create([Unit(code="1", name="Hà Nội", kind=UnitKind.CITY, valid_from=DAY)])

    assert Unit.objects.values_list("folded", flat=True).get() == "ha noi"


def test_era_and_code_name_one_unit():
    old = UnitFactory(code="24", valid_to=DAY)
    new = UnitFactory(code="24", valid_from=DAY)

    assert (old.key, new.key) == ("2004-24", "2025-24")
    assert [Unit.objects.get_by_natural_key(key) for key in ("2004-24", "2025-24")] == [old, new]


@pytest.mark.parametrize(
    ("kind", "name", "full"),
    [
        (UnitKind.PROVINCE, "Quảng Ninh", "tỉnh Quảng Ninh"),
        (UnitKind.CITY, "Huế", "thành phố Huế"),
        (UnitKind.AGENCY, "Sở Nội vụ", "Sở Nội vụ"),
    ],
)
def test_the_full_name_follows_the_kind(kind, name, full):
    assert Unit(name=name, kind=kind).full_name == full
    assert Unit(name=name, kind=kind, valid_to=DAY).dated_name == f"{full} (cũ)"
