"""Units under a superior that changes its name or kind or is merged stand under whoever stands for it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from organisations import policies, superiors
from organisations.actions import units
from organisations.choices import SuccessionKind, UnitKind
from organisations.errors import BusinessIsOpen, CodeIsTaken, DayDoesNotFit
from organisations.models import Unit
from organisations.queries import lineage
from tests.factories.actors import actor
from tests.factories.organisations import SuccessionFactory, UnitFactory

pytestmark = pytest.mark.django_db
BEFORE, DAY, SECOND, LATER = dt.date(2020, 1, 1), dt.date(2025, 7, 1), dt.date(2026, 3, 1), dt.date(2026, 8, 24)
DAY_BEFORE, THIRD, LAST = DAY - DAY.resolution, SECOND + DAY.resolution, LATER + DAY.resolution


def renamed(province):
    return units.rename(province, "Tên Mới", DAY, by=actor())


def turned(province):
    return units.change_kind(province, UnitKind.CITY, DAY, by=actor())


def merged(province, other=None):
    new = units.NewUnit(code="M", name="Gộp", kind=UnitKind.PROVINCE)
    return units.merge([province, other or UnitFactory()], new, DAY, by=actor())


def changed_twice(province):
    second = units.rename(merged(province), "Tên Sau", SECOND, by=actor())
    return units.change_kind(second, UnitKind.CITY, THIRD, by=actor())


CHANGES = pytest.mark.parametrize("change", [renamed, turned, merged, changed_twice])


def commune(parent, on=BEFORE, **values):
    return UnitFactory(parent=parent, kind=UnitKind.COMMUNE, valid_from=on, **values)


@CHANGES
def test_a_unit_goes_on_to_change_after_its_superior_did(change):
    old = commune(province := UnitFactory(), name="Xã Cũ")
    new = change(province)

    again = units.rename(units.rename(old, "Xã Mới", LATER, by=actor()), "Xã Nữa", LAST, by=actor())
    kept = units.change_kind(commune(province), UnitKind.AGENCY, LATER, by=actor())

    assert [unit.superior for unit in lineage.place([again, kept], LAST)] == [new, new]
    assert list(lineage.under(new, LAST).order_by("pk")) == sorted([again, kept], key=lambda unit: unit.pk)


@CHANGES
def test_units_opened_before_and_after_a_change_of_their_superior_are_merged(change):
    older = commune(province := UnitFactory())
    new = change(province)
    younger = units.establish(units.NewUnit("X2", "Xã Hai", UnitKind.COMMUNE, new), THIRD, by=actor())

    into = units.NewUnit("X2", "Xã Gộp", UnitKind.COMMUNE)
    whole = units.merge([older, younger], into, LATER, by=actor())

    assert (whole.superior, list(lineage.under(new, LATER))) == (new, [whole])


def test_units_of_two_provinces_are_merged_once_these_are_and_not_before():
    first, second = UnitFactory(), UnitFactory()
    here, there = commune(first, code="X"), commune(second, code="X")
    new = merged(first, second)
    into = units.NewUnit("X", "Xã Gộp", UnitKind.COMMUNE)

    with pytest.raises(DayDoesNotFit, match="cấp trên"):
        units.merge([here, there], into, DAY_BEFORE, by=actor())

    assert units.merge([here, there], into, DAY, by=actor()).superior == new


def test_units_under_two_superiors_are_not_merged_after_one_of_these_changed():
    here, there = commune(province := UnitFactory()), commune(UnitFactory())
    renamed(province)

    with pytest.raises(DayDoesNotFit):
        units.merge([here, there], units.NewUnit("X", "Xã Gộp", UnitKind.COMMUNE), LATER, by=actor())


@CHANGES
def test_who_took_a_superiors_place_is_not_closed_over_the_units_of_before(change):
    older = commune(province := UnitFactory())
    new = change(province)

    with pytest.raises(BusinessIsOpen):
        units.close(new, LATER, by=actor(), reason="Giải thể.")
    units.close(older, LATER, by=actor(), reason="Giải thể.")

    assert units.close(new, LATER, by=actor(), reason="Giải thể.").valid_to == LATER


def test_a_unit_is_not_closed_over_one_that_begins_later():
    commune(province := UnitFactory(), on=LATER)

    with pytest.raises(BusinessIsOpen):
        units.close(province, DAY, by=actor(), reason="Giải thể.")


def test_a_unit_that_was_closed_long_ago_does_not_hinder_the_closing():
    commune(province := UnitFactory(), valid_to=DAY_BEFORE)
    commune(province, valid_to=DAY)

    assert units.close(province, DAY, by=actor(), reason="Giải thể.").valid_to == DAY


@CHANGES
def test_a_code_is_not_given_again_after_a_change_of_the_superior(change):
    older = commune(province := UnitFactory(), code="X")
    new = change(province)
    wanted = units.NewUnit("X", "Xã Khác", UnitKind.COMMUNE, new)

    with pytest.raises(CodeIsTaken):
        units.establish(wanted, LATER, by=actor())
    units.close(older, LATER, by=actor(), reason="Giải thể.")

    assert units.establish(wanted, LATER, by=actor()).superior == new


@CHANGES
def test_the_database_itself_refuses_a_code_twice_under_one_superior(change):
    new = change(province := UnitFactory())
    commune(new, code="X", on=LATER)
    other = commune(province, code="Y")

    for clash in (lambda: commune(province, code="X"), lambda: Unit.objects.filter(pk=other.pk).update(code="X")):
        with pytest.raises(IntegrityError, match="the same superior"), transaction.atomic():
            clash()
    Unit.objects.filter(pk=other.pk).update(code="X", valid_to=LATER)


def test_units_brought_into_a_merger_keep_their_code_and_no_third_bears_it():
    first, second = UnitFactory(), UnitFactory()
    here, there = commune(first, code="X"), commune(second, code="X")
    new = merged(first, second)

    again = units.rename(here, "Xã Mới", LATER, by=actor())
    with pytest.raises(CodeIsTaken):
        units.establish(units.NewUnit("X", "Xã Ba", UnitKind.COMMUNE, new), LATER, by=actor())

    assert {unit.code for unit in lineage.under(new, LATER)} == {"X"}
    assert set(lineage.under(new, LATER)) == {again, there}


def test_a_code_that_came_to_be_borne_twice_may_end_and_not_grow():
    ended, there = UnitFactory(valid_to=DAY), UnitFactory(valid_from=DAY)
    twice = commune(ended, code="X", valid_to=LAST)
    commune(there, code="X", on=DAY)
    units.link(ended, there, SuccessionKind.MERGER, by=actor())

    Unit.objects.filter(pk=twice.pk).update(valid_to=LATER)

    with pytest.raises(IntegrityError, match="the same superior"), transaction.atomic():
        Unit.objects.filter(pk=twice.pk).update(valid_to=LAST)


@CHANGES
def test_a_unit_stands_under_whoever_stands_for_its_superior_on_the_day(change):
    office = UnitFactory(parent=commune(province := UnitFactory()), kind=UnitKind.AGENCY, valid_from=BEFORE)
    new = change(province)

    [then] = lineage.place([Unit.objects.get(pk=office.pk)], DAY_BEFORE)
    [now] = lineage.place([Unit.objects.get(pk=office.pk)], LATER)

    assert then.superiors == [office.parent, province]
    assert now.superiors == [office.parent, new]
    assert now.placed_name == f"{office.name}, {office.parent.name}, {new.full_name}"


@CHANGES
def test_a_unit_that_has_ended_is_shown_where_it_stood_at_its_end(change):
    ended = commune(province := UnitFactory(), valid_to=DAY)
    change(province)

    assert Unit.objects.get(pk=ended.pk).superior == province


def test_a_second_successor_recorded_afterwards_takes_no_unit_away():
    older = commune(province := UnitFactory())
    other = UnitFactory(valid_from=DAY)
    new = renamed(province)
    units.link(province, other, SuccessionKind.MERGER, by=actor())

    assert Unit.objects.get(pk=older.pk).superior == new
    assert (list(lineage.under(new, LATER)), list(lineage.under(other, LATER))) == ([older], [])
    commune(other, code=older.code, on=LATER)


def test_a_unit_whose_superior_nobody_stands_for_changes_no_more():
    left = commune(UnitFactory(name="Cũ", valid_to=DAY))

    with pytest.raises(DayDoesNotFit, match="tỉnh Cũ"):
        units.rename(left, "Xã Mới", LATER, by=actor())
    assert Unit.objects.get(pk=left.pk).superior == left.parent


def test_a_circle_of_superiors_in_the_data_ends():
    first, second = UnitFactory(valid_to=DAY), UnitFactory(valid_to=DAY)
    SuccessionFactory(predecessor=first, successor=second)
    SuccessionFactory(predecessor=second, successor=first)

    assert superiors.standing_for(first.pk, LATER) is None
    assert superiors.line_of(first.pk) == {first.pk, second.pk}


@CHANGES
def test_whoever_stands_for_a_province_keeps_the_units_of_before(change):
    older = commune(province := UnitFactory())
    new = change(province)
    kept = units.rename(older, "Xã Mới", LATER, by=actor())
    keeper, stranger = (
        actor(is_administrator=False, unit_id=own.pk, unit_ids=lineage.unit_ids_with_predecessors(own))
        for own in (new, UnitFactory())
    )

    assert policies.may_change_unit(keeper, kept)
    assert not policies.may_change_unit(stranger, kept)


@pytest.mark.parametrize("count", [1, 50])
def test_many_units_are_placed_in_one_question(count, django_assert_num_queries):
    for each in range(count):
        province = UnitFactory()
        commune(province)
        units.rename(province, f"Tỉnh {each}", DAY, by=actor())

    with django_assert_num_queries(2):
        placed = lineage.place(Unit.objects.filter(kind=UnitKind.COMMUNE), LATER)
        assert len({unit.placed_name for unit in placed}) == count
    with django_assert_num_queries(1):
        lineage.place(Unit.objects.filter(kind=UnitKind.PROVINCE), LATER)
