"""Units come, change and end."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from organisations.actions import units
from organisations.choices import SuccessionKind, UnitKind
from organisations.errors import (
    BusinessIsOpen,
    CodeIsTaken,
    DayDoesNotFit,
    LineageGoesInACircle,
    MergedWithItself,
    NothingChanges,
    UnitHasEnded,
)
from organisations.models import Succession, Unit
from tests.factories.actors import actor
from tests.factories.organisations import LegalDocumentFactory, UnitFactory

pytestmark = pytest.mark.django_db
BEGIN, DAY, LATER = dt.date(2004, 1, 1), dt.date(2025, 7, 1), dt.date(2026, 8, 24)


def new(**values):
    return units.NewUnit(**{"code": "24", "name": "Bắc Ninh", "kind": UnitKind.PROVINCE} | values)


def pair():
    return UnitFactory(name="Bắc Ninh", code="27"), UnitFactory(name="Bắc Giang", code="24")


def test_a_merger_ends_the_old_rows_and_begins_one_under_a_code_that_was_borne_before():
    document = LegalDocumentFactory()
    old_bac_ninh, bac_giang = pair()

    merged = units.merge([old_bac_ninh, bac_giang], new(), DAY, by=actor(), document=document)

    assert list(Unit.objects.on(DAY)) == [merged]
    assert set(Unit.objects.on(DAY - dt.timedelta(days=1))) == {old_bac_ninh, bac_giang}
    assert (merged.valid_from, merged.valid_to, merged.legal_document) == (DAY, None, document)
    assert set(Succession.objects.values_list("predecessor", "successor", "on", "kind", "legal_document")) == {
        (old_bac_ninh.pk, merged.pk, DAY, "merger", document.pk),
        (bac_giang.pk, merged.pk, DAY, "merger", document.pk),
    }
    [entry] = Entry.objects.all()
    assert (entry.action, entry.subject_id) == ("unit.merged", str(merged.pk))
    assert [unit["name"] for unit in entry.details["before"]] == ["Bắc Ninh", "Bắc Giang"]


def test_the_same_merger_sent_twice_makes_one_unit():
    old = pair()

    first = units.merge(old, new(), DAY, by=actor())
    second = units.merge(old, new(), DAY, by=actor())

    assert first == second
    assert Unit.objects.count() == 3
    assert Entry.objects.count() == 1


def test_a_unit_cannot_be_merged_with_itself():
    unit, _other = pair()

    with pytest.raises(MergedWithItself):
        units.merge([unit, unit], new(), DAY, by=actor())
    unit.refresh_from_db()
    assert unit.valid_to is None
    assert not Entry.objects.exists()


def test_units_of_different_superiors_are_not_merged():
    province = UnitFactory()

    with pytest.raises(DayDoesNotFit):
        units.merge([UnitFactory(), UnitFactory(parent=province)], new(), DAY, by=actor())


def test_a_merger_before_the_beginning_of_a_unit_changes_nothing():
    early, late = UnitFactory(), UnitFactory(valid_from=DAY)

    with pytest.raises(DayDoesNotFit, match=r"01/07/2025"):
        units.merge([early, late], new(), DAY, by=actor())
    early.refresh_from_db()
    assert early.valid_to is None


def test_what_has_ended_cannot_end_again():
    unit = UnitFactory(valid_to=DAY)

    for change in (
        lambda: units.close(unit, LATER, by=actor(), reason="Giải thể."),
        lambda: units.rename(unit, "Khác", LATER, by=actor()),
        lambda: units.change_kind(unit, UnitKind.CITY, LATER, by=actor()),
        lambda: units.merge([unit, UnitFactory()], new(), LATER, by=actor()),
    ):
        with pytest.raises(UnitHasEnded, match=r"01/07/2025"):
            change()
    assert not Entry.objects.exists()


def test_open_business_of_another_app_holds_a_unit(monkeypatch):
    unit = UnitFactory(name="Hà Nam")
    monkeypatch.setattr(units, "OPEN_BUSINESS", [lambda unit, on: [f"Mùa {on.year} đang mở."]])

    with pytest.raises(BusinessIsOpen, match=r"Mùa 2025 đang mở\."):
        units.close(unit, DAY, by=actor(), reason="Giải thể.")
    unit.refresh_from_db()
    assert unit.valid_to is None


def test_a_unit_with_units_under_it_cannot_be_closed():
    province = UnitFactory()
    UnitFactory(parent=province, kind=UnitKind.AGENCY)

    with pytest.raises(BusinessIsOpen):
        units.close(province, DAY, by=actor(), reason="Giải thể.")


def test_a_closed_unit_is_there_until_the_day_before():
    unit = units.close(UnitFactory(), DAY, by=actor(), reason="Giải thể.")

    assert unit.exists_on(DAY - dt.timedelta(days=1))
    assert not unit.exists_on(DAY)
    assert Entry.objects.get().reason == "Giải thể."


def test_a_change_of_name_leaves_the_old_name_in_the_old_time():
    unit = UnitFactory(name="Cũ", code="46")

    renamed = units.rename(unit, "Mới", DAY, by=actor())

    assert Unit.objects.on(BEGIN).get().name == "Cũ"
    assert Unit.objects.on(DAY).get() == renamed
    assert (renamed.name, renamed.code, renamed.kind) == ("Mới", "46", unit.kind)
    assert Succession.objects.get().kind == SuccessionKind.RENAMING
    assert Entry.objects.get().details["before"] == "tỉnh Cũ"


def test_a_change_of_kind_changes_the_full_name():
    changed = units.change_kind(UnitFactory(name="Quảng Ninh"), "city", LATER, by=actor())

    assert changed.full_name == "thành phố Quảng Ninh"
    assert Succession.objects.get().kind == SuccessionKind.KIND_CHANGE


def test_a_change_that_changes_nothing_is_refused():
    unit = UnitFactory(name="Hà Nam")

    with pytest.raises(NothingChanges):
        units.rename(unit, "Hà Nam", DAY, by=actor())
    with pytest.raises(NothingChanges):
        units.change_kind(unit, UnitKind.PROVINCE, DAY, by=actor())


def test_a_code_is_borne_once_at_a_time_under_one_superior():
    taken = UnitFactory(code="24")
    units.establish(new(parent=taken, kind=UnitKind.AGENCY), DAY, by=actor())

    with pytest.raises(CodeIsTaken, match="24"):
        units.establish(new(), DAY, by=actor())
    assert Unit.objects.count() == 2


def test_the_same_unit_sent_twice_is_one():
    assert units.establish(new(), DAY, by=actor()) == units.establish(new(), DAY, by=actor())
    assert Entry.objects.count() == 1


def test_a_unit_begins_only_under_one_that_exists():
    ended = UnitFactory(valid_to=DAY)

    with pytest.raises(DayDoesNotFit):
        units.establish(new(parent=ended, kind=UnitKind.AGENCY), LATER, by=actor())


def test_a_unit_without_a_name_is_refused():
    with pytest.raises(ValidationError):
        units.establish(new(name=""), DAY, by=actor())


def test_a_succession_is_recorded_afterwards_where_the_days_meet():
    ended, there = UnitFactory(valid_to=DAY), UnitFactory()

    units.link(ended, there, SuccessionKind.MERGER, by=actor())
    units.link(ended, there, SuccessionKind.MERGER, by=actor())

    assert Succession.objects.values_list("predecessor", "successor", "on").get() == (ended.pk, there.pk, DAY)
    assert Entry.objects.count() == 1


def test_no_unit_takes_its_own_place_nor_that_of_one_that_came_after_it():
    unit = UnitFactory(valid_to=DAY)
    renamed = units.establish(new(), DAY, by=actor())
    units.link(unit, renamed, SuccessionKind.RENAMING, by=actor())

    with pytest.raises(MergedWithItself):
        units.link(unit, unit, SuccessionKind.MERGER, by=actor())
    with pytest.raises(LineageGoesInACircle):
        units.link(renamed, unit, SuccessionKind.MERGER, by=actor())


def test_a_succession_whose_days_do_not_meet_is_refused():
    with pytest.raises(DayDoesNotFit):
        units.link(UnitFactory(valid_to=DAY), UnitFactory(valid_from=LATER), SuccessionKind.MERGER, by=actor())
    with pytest.raises(DayDoesNotFit):
        units.link(UnitFactory(), UnitFactory(), SuccessionKind.MERGER, by=actor())
