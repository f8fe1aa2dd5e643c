"""From the button to the file: one file, whole or not at all, and a sentence when there is none."""

import dataclasses
import datetime as dt
import hashlib
import threading
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone, translation

from audit.models import Entry
from clusters.models import Season
from reports import sentences, tasks
from reports.actions import prints
from reports.choices import Format, PrintState
from reports.documents import KINDS
from reports.errors import NotPrintable
from reports.models import PrintedReport
from tests.factories.reports import PrintedReportFactory


@pytest.fixture
def rung(monkeypatch):
    """The ids whose task was sent."""
    sent = []
    monkeypatch.setattr(tasks.produce_print, "delay", sent.append)
    return sent


@pytest.fixture
def actor(secretariat, actor_of):
    return actor_of(secretariat)


def build_with(monkeypatch, kind, build):
    monkeypatch.setitem(KINDS, "sample", dataclasses.replace(kind, build=build))


def test_asking_queues_one_print_and_rings_once_it_is_committed(
    season, sample_kind, actor, rung, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        printed = prints.request_print("sample", season, Format.PDF, by=actor)
        assert rung == []

    assert rung == [printed.pk]
    assert (printed.state, printed.subject_id, printed.requested_by_id) == ("queued", season.pk, actor.user_id)
    assert [entry.action for entry in Entry.objects.all()] == ["report.requested"]


def test_asking_twice_while_it_is_being_written_gives_the_same_print(
    season, sample_kind, actor, rung, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        first = prints.request_print("sample", season, Format.PDF, by=actor)
        second = prints.request_print("sample", season, Format.PDF, by=actor)
        other = prints.request_print("sample", season, Format.DOCX, by=actor)

    assert first.pk == second.pk != other.pk
    assert rung == [first.pk, other.pk]


def test_a_format_that_the_paper_does_not_have_is_refused(season, sample_kind, actor, monkeypatch):
    monkeypatch.setitem(KINDS, "sample", dataclasses.replace(sample_kind, formats=(Format.PDF,)))

    with pytest.raises(NotPrintable, match="XLSX"):
        prints.request_print("sample", season, Format.XLSX, by=actor)
    assert not PrintedReport.objects.exists()


@pytest.mark.parametrize("form", list(Format))
def test_producing_writes_the_file_and_says_what_it_rests_on(season, sample_kind, files, form):
    printed = PrintedReportFactory(subject_id=season.pk, format=form)

    done = prints.produce(printed.pk)

    content = (files / done.path).read_bytes()
    assert (done.state, done.rests_on, done.draft, done.illustrative) == ("done", "7f3a9c2e11d0b4a5", True, True)
    assert (done.size, done.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert [path.name for path in (files / "prints").iterdir()] == [f"{printed.pk}.{form}"]
    assert Entry.objects.get().action == "report.printed"


def test_a_task_delivered_five_times_writes_one_file_once(season, sample_kind, files):
    printed = PrintedReportFactory(subject_id=season.pk)
    first = prints.produce(printed.pk)

    for _ in range(4):
        tasks.produce_print(printed.pk)

    printed.refresh_from_db()
    assert (printed.finished_at, printed.attempts) == (first.finished_at, 1)
    assert Entry.objects.count() == 1


def test_a_paper_that_cannot_be_made_fails_with_its_own_sentence(season, sample_kind, monkeypatch):
    def refuse(subject, now):
        raise NotPrintable("Năm thi đua chưa có thành viên nào.")

    build_with(monkeypatch, sample_kind, refuse)
    failed = prints.produce(PrintedReportFactory(subject_id=season.pk).pk)

    assert (failed.state, sentences.problem(failed)) == ("failed", "Năm thi đua chưa có thành viên nào.")


def test_a_subject_that_is_gone_fails_with_a_sentence(season, sample_kind):
    failed = prints.produce(PrintedReportFactory(subject_id=season.pk + 999).pk)

    with translation.override("en"):
        assert sentences.problem(failed) == "What the paper is about is no longer there."


def test_a_crash_leaves_a_sentence_and_no_file(season, sample_kind, monkeypatch, files):
    build_with(monkeypatch, sample_kind, lambda subject, now: 1 / 0)
    printed = PrintedReportFactory(subject_id=season.pk)

    with pytest.raises(ZeroDivisionError):
        tasks.produce_print(printed.pk)

    printed.refresh_from_db()
    assert (printed.state, printed.problem, files.exists()) == ("failed", {"code": "crashed"}, False)


def test_a_lost_connection_leaves_the_print_open_and_the_next_delivery_writes_it(season, sample_kind, monkeypatch):
    printed = PrintedReportFactory(subject_id=season.pk)
    with monkeypatch.context() as patch:
        patch.setattr(prints, "_finish", lambda *args: (_ for _ in ()).throw(DatabaseError("cut")))
        with pytest.raises(DatabaseError):
            tasks.produce_print(printed.pk)
    printed.refresh_from_db()
    assert printed.state == PrintState.RUNNING

    tasks.produce_print(printed.pk)

    printed.refresh_from_db()
    assert (printed.state, printed.attempts) == ("done", 2)


def test_a_write_that_breaks_off_leaves_no_half_file(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "replace", lambda self, target: (_ for _ in ()).throw(OSError("disk full")))

    with pytest.raises(OSError, match="disk full"):
        prints._keep(tmp_path / "prints" / "1.pdf", b"half")
    assert list((tmp_path / "prints").iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_while_one_worker_writes_a_second_one_leaves_the_print_alone(sample_kind):
    printed = PrintedReportFactory()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [prints.LOCK_KIND, printed.pk])
        assert prints.produce(printed.pk).state == PrintState.QUEUED
    other.close()


@pytest.mark.django_db(transaction=True)
def test_a_print_that_another_worker_has_taken_up_is_his_to_end(season, sample_kind, monkeypatch):
    build_with(monkeypatch, sample_kind, lambda subject, now: 1 / 0)
    printed, produce, other = PrintedReportFactory(subject_id=season.pk), prints.produce, connection.copy()

    def overtaken(print_id):
        try:
            produce(print_id)
        finally:
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s, %s)", [prints.LOCK_KIND, print_id])

    monkeypatch.setattr(prints, "produce", overtaken)
    with pytest.raises(ZeroDivisionError):
        tasks.produce_print(printed.pk)
    after_the_crash = PrintedReport.objects.get(pk=printed.pk).state
    long_ago = timezone.now() - dt.timedelta(minutes=5)
    PrintedReport.objects.update(heartbeat_at=long_ago, sent_at=long_ago, attempts=prints.MOST_ATTEMPTS)
    prints.resend_lost()
    after_beat = PrintedReport.objects.get(pk=printed.pk).state
    with other.cursor() as cursor:
        # Closing alone would not do: the server lets go of the lock some time after the client has left.
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [prints.LOCK_KIND, printed.pk])
    other.close()
    prints.resend_lost()

    assert (after_the_crash, after_beat) == (PrintState.RUNNING, PrintState.RUNNING)
    assert PrintedReport.objects.get(pk=printed.pk).problem == {"code": "too_many_attempts"}


def test_lost_messages_and_lost_workers_are_rung_again_and_what_is_alive_is_not(db, rung):
    now = timezone.now()
    old = now - dt.timedelta(minutes=5)
    lost = PrintedReportFactory(sent_at=old)
    silent = PrintedReportFactory(state=PrintState.RUNNING, heartbeat_at=old, sent_at=old, attempts=1, subject_id=2)
    PrintedReportFactory(subject_id=3)
    PrintedReportFactory(state=PrintState.RUNNING, heartbeat_at=now, sent_at=old, subject_id=4)
    worn = PrintedReportFactory(sent_at=old, attempts=prints.MOST_ATTEMPTS, subject_id=5)

    assert sorted(prints.resend_lost()) == sorted(rung) == sorted([lost.pk, silent.pk])
    worn.refresh_from_db()
    assert worn.problem == {"code": "too_many_attempts"}
    assert prints.resend_lost() == []


@pytest.mark.django_db(transaction=True)
def test_a_paper_is_filled_from_one_state_of_the_figures_whatever_is_committed_meanwhile(
    season, sample_kind, monkeypatch, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    read = []

    def elsewhere():
        Season.objects.filter(pk=season.pk).update(rules="Thể lệ mới.")
        connection.close()

    def build(subject, now):
        read.append(Season.objects.get(pk=season.pk).rules)
        other = threading.Thread(target=elsewhere)
        other.start()
        other.join()
        read.append(Season.objects.get(pk=season.pk).rules)
        return sample_kind.build(subject, now)

    build_with(monkeypatch, sample_kind, build)
    printed = prints.produce(PrintedReportFactory(subject_id=season.pk).pk)

    assert printed.state == PrintState.DONE
    assert read == [season.rules, season.rules]
    assert Season.objects.get(pk=season.pk).rules == "Thể lệ mới."
