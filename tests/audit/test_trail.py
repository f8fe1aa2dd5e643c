"""The trail: what it keeps, what the database refuses, what verification finds."""

import datetime as dt
import threading
from decimal import Decimal
from unicodedata import normalize

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction

from audit import trail
from audit.models import Entry
from organisations.models import Unit
from organisations.vietnamese import folded
from tests.factories.actors import actor
from tests.factories.organisations import UnitFactory

AWKWARD = 'tab\t, quote ", backslash \\, bell \x07, delete \x7f, line\nbreak, “Đồng chí”, 😀, </script>'


def write(count, **details):
    unit = UnitFactory()
    for number in range(count):
        with transaction.atomic():
            trail.record("unit.opened", unit, by=actor(), number=number, **details)
    return unit


def tamper(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER USER")
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_is_not_emptied")


def kinds(anchors=()):
    return [(fault.kind, fault.number) for fault in trail.verify(anchors)]


@pytest.mark.django_db
def test_an_entry_keeps_names_as_text_and_details_as_plain_values():
    unit = UnitFactory(name="Hà Nam")
    trail.record(
        "unit.renamed",
        unit,
        by=actor(role="administrator"),
        reason="Theo nghị quyết.",
        before=Decimal("10.50"),
        after=None,
        on=dt.date(2025, 7, 1),
        units={unit},
    )

    entry = Entry.objects.get()
    assert (entry.subject_kind, entry.subject_id, entry.subject_name) == ("organisations.unit", str(unit.pk), "Hà Nam")
    assert (entry.actor_id, entry.actor_name, entry.actor_role) == ("1", "Nguyễn Thị Thử", "administrator")
    assert entry.actor_unit == "Ban Thi đua - Khen thưởng Trung ương"
    assert entry.reason == "Theo nghị quyết."
    assert entry.details == {
        "before": "10.50",
        "after": None,
        "on": "2025-07-01",
        "units": [{"id": unit.pk, "name": "Hà Nam"}],
    }


@pytest.mark.django_db
def test_background_work_has_a_name_and_no_person():
    trail.record("unit.opened", None, by=actor(user_id=None, user_name="Bộ xếp hạng", role=None, unit_name=""))

    entry = Entry.objects.get()
    assert (entry.actor_id, entry.actor_name, entry.actor_role, entry.subject_name) == ("", "Bộ xếp hạng", "", "")


@pytest.mark.django_db
def test_history_is_of_the_subject_alone_with_the_newest_first():
    one, other = UnitFactory(), UnitFactory()
    trail.record("unit.opened", one, by=actor())
    trail.record("unit.opened", other, by=actor())
    trail.record("unit.closed", one, by=actor())

    assert [entry.action for entry in trail.history_of(one)] == ["unit.closed", "unit.opened"]
    assert trail.history_of(one, other).count() == 3


@pytest.mark.django_db(transaction=True)
def test_the_chain_is_closed_at_commit_and_found_intact():
    write(3, text=AWKWARD, amounts=[Decimal("1.10"), 2, -3.5], nothing=None)

    entries = list(Entry.objects.order_by("number"))
    assert [entry.number for entry in entries] == [1, 2, 3]
    assert entries[0].previous_hash == "0" * 64
    assert [entry.previous_hash for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]
    assert kinds() == []


@pytest.mark.django_db(transaction=True)
def test_an_act_that_is_rolled_back_leaves_no_entry_and_no_gap():
    write(1)
    with pytest.raises(RuntimeError), transaction.atomic():
        trail.record("unit.opened", UnitFactory(), by=actor())
        raise RuntimeError
    write(1)

    assert list(Entry.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert kinds() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor_name = 'x'",
        "UPDATE audit_entry SET hash = 'x'",
        "UPDATE audit_entry SET number = number + 1",
        "DELETE FROM audit_entry",
    ],
)
def test_the_database_refuses_to_change_and_to_delete(statement):
    write(2)

    with pytest.raises(DatabaseError, match="never changed"), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.count() == 2
    assert kinds() == []


@pytest.mark.django_db
def test_an_entry_cannot_be_changed_even_before_it_is_chained():
    trail.record("unit.opened", UnitFactory(), by=actor())

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Entry.objects.update(actor_name="x")


@pytest.mark.django_db(transaction=True)
def test_no_place_in_the_chain_is_given_by_hand_even_in_the_transaction_that_writes():
    place = "UPDATE audit_entry SET number = 7, previous_hash = repeat('a', 64), hash = repeat('b', 64)"
    for altered in (place, "UPDATE audit_entry SET previous_hash = ''"):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            trail.record("unit.opened", None, by=actor())
            with connection.cursor() as cursor:
                cursor.execute(altered)

    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_to_empty_the_trail():
    write(1)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_is_not_emptied")
        try:
            with pytest.raises(DatabaseError, match="never changed"):
                cursor.execute("TRUNCATE audit_entry")
        finally:
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_is_not_emptied")
    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_place_in_the_chain_cannot_be_brought_along():
    Entry.objects.create(action="unit.opened", actor_name="x", number=77, previous_hash="x", hash="x")

    assert list(Entry.objects.values_list("number", flat=True)) == [1]
    assert kinds() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE audit_entry SET reason = 'khác' WHERE number = 2", [("edited", 2)]),
        ("UPDATE audit_entry SET details = '{\"number\": 9}' WHERE number = 2", [("edited", 2)]),
        ("UPDATE audit_entry SET at = at + interval '1 microsecond' WHERE number = 4", [("edited", 4)]),
        ("DELETE FROM audit_entry WHERE number = 3", [("deleted", 3)]),
        ("DELETE FROM audit_entry WHERE number = 1", [("deleted", 1)]),
        ("UPDATE audit_entry SET number = NULL WHERE number = 4", [("unchained", None)]),
    ],
)
def test_each_way_of_tampering_is_found_where_it_happened(statement, found):
    write(4)
    assert kinds() == []

    tamper(statement)

    assert [(kind, number if kind != "unchained" else None) for kind, number in kinds()] == found


WRITTEN = ("action", "subject_kind", "subject_id", "subject_name", "actor_id", "actor_name", "actor_role", "actor_unit")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("column", [*WRITTEN, "reason", "within", "hash"])
def test_no_column_of_an_entry_is_altered_unseen(column):
    write(3)

    tamper(f"UPDATE audit_entry SET {column} = 'khác' WHERE number = 3")  # noqa: S608 -- our own column

    assert kinds() == [("edited", 3)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("altered", ["", "clusters.season:7"])
def test_within_what_an_act_stayed_is_chained_with_it(altered):
    unit = UnitFactory()
    with transaction.atomic():
        trail.record("unit.opened", unit, by=actor(), within=unit)
    before = kinds()

    tamper(f"UPDATE audit_entry SET within = '{altered}' WHERE number = 1")  # noqa: S608 -- our own words

    assert (before, kinds()) == ([], [("edited", 1)])


@pytest.mark.django_db(transaction=True)
def test_an_entry_altered_together_with_its_hash_breaks_the_chain_behind_it():
    write(4)

    tamper(
        "UPDATE audit_entry SET reason = 'khác' WHERE number = 2;"
        "UPDATE audit_entry SET hash = audit_entry_digest(audit_entry) WHERE number = 2"
    )

    assert kinds() == [("reordered", 3)]


@pytest.mark.django_db(transaction=True)
def test_an_entry_put_in_between_is_found():
    write(3)

    tamper(
        "UPDATE audit_entry SET number = number + 1 WHERE number = 3;"
        "INSERT INTO audit_entry (at, action, subject_kind, subject_id, subject_name, actor_id, actor_name, actor_role,"
        " actor_unit, reason, details, number, previous_hash, hash) SELECT at, action, subject_kind, subject_id,"
        " subject_name, actor_id, actor_name, actor_role, actor_unit, reason, details, 3, hash, hash"
        " FROM audit_entry WHERE number = 2"
    )

    assert kinds() == [("edited", 3), ("edited", 4)]


@pytest.mark.django_db(transaction=True)
def test_two_entries_that_changed_places_are_found():
    write(4)

    tamper(
        "UPDATE audit_entry SET number = CASE number WHEN 2 THEN -3 WHEN 3 THEN -2 END WHERE number IN (2, 3);"
        "UPDATE audit_entry SET number = -number WHERE number < 0"
    )

    assert {kind for kind, _number in kinds()} == {"reordered", "edited"}


@pytest.mark.django_db(transaction=True)
def test_a_cut_tail_is_found_only_by_the_head_noted_outside():
    write(4)
    anchor = trail.head()

    tamper("DELETE FROM audit_entry WHERE number > 2")

    assert kinds() == []
    assert kinds([anchor]) == [("truncated", 4)]


@pytest.mark.django_db(transaction=True)
def test_a_chain_written_anew_is_found_only_by_the_head_noted_outside():
    write(2)
    anchor = trail.head()

    tamper("TRUNCATE audit_entry")
    write(2)

    assert kinds() == []
    assert kinds([anchor]) == [("edited", 2)]


@pytest.mark.django_db(transaction=True)
def test_parallel_transactions_do_not_wait_on_each_other_before_they_commit():
    """The first has written its entry and goes on working; the second writes and commits meanwhile."""
    first_may_end = threading.Event()
    unit = UnitFactory()

    def first():
        with transaction.atomic():
            trail.record("unit.opened", unit, by=actor())
            first_may_end.wait(20)
        connections.close_all()

    thread = threading.Thread(target=first)
    thread.start()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '5s'")
        trail.record("unit.closed", unit, by=actor())
    first_may_end.set()
    thread.join()

    assert list(Entry.objects.order_by("number").values_list("action", flat=True)) == ["unit.closed", "unit.opened"]
    assert kinds() == []


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_make_one_chain():
    unit = UnitFactory()

    def writer():
        for _turn in range(10):
            with transaction.atomic():
                trail.record("unit.opened", unit, by=actor())
        connections.close_all()

    threads = [threading.Thread(target=writer) for _writer in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(Entry.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 61))
    assert kinds() == []


@pytest.mark.django_db(transaction=True)
def test_who_holds_the_chain_waits_for_no_row():
    """The entry comes before a row whose foreign key is checked at commit, against a row that another has locked."""
    province, held = UnitFactory(), UnitFactory()
    locked, may_commit = threading.Event(), threading.Event()
    broken = []

    def other():
        try:
            with transaction.atomic():
                type(held).objects.select_for_update().get(pk=held.pk)
                trail.record("unit.closed", held, by=actor())
                locked.set()
                may_commit.wait(20)
        except DatabaseError as error:
            broken.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=other)
    thread.start()
    locked.wait(20)
    release = threading.Timer(0.5, may_commit.set)
    with transaction.atomic():
        trail.record("unit.opened", province, by=actor())
        UnitFactory(parent=held)
        release.start()
    thread.join()

    assert broken == []
    assert Entry.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_log_folds_names_as_every_other_search_does(form):
    call_command("load_units")
    names = [*Unit.objects.values_list("name", flat=True).distinct(), "Ban TĐ-KT_tỉnh (số 2)", "  Lê Thị  Ngọc Ánh "]
    told = [normalize(form, name) for name in names]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(audit_folded(name) ORDER BY at) FROM unnest(%s) WITH ORDINALITY t(name, at)", [told]
        )
        (found,) = cursor.fetchone()

    assert len(names) > 60
    assert found == [folded(name) for name in told]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["Москва", "—", "_", " "])
def test_what_folding_leaves_nothing_of_is_found_nowhere(text):
    write(1)

    assert list(Entry.objects.search(text)) == []
    assert Entry.objects.search("thu nghiem").exists()
