"""Asking for a paper, writing it to a file, and saying how that ended."""

import datetime as dt
import hashlib
import os
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.actors import Actor
from audit import trail
from reports import tasks
from reports.choices import OPEN, Format, PrintState, SubjectKind
from reports.documents import KINDS
from reports.errors import NotPrintable
from reports.models import PrintedReport
from reports.queries import subject_of
from reports.told import told_by
from reports.writers import docx, pdf, xlsx

LOCK_KIND = 7102
MOST_ATTEMPTS = 5
# A message unanswered this long is sent again; a print silent this long has lost its worker.
RESEND_AFTER = dt.timedelta(seconds=20)
SILENT_AFTER = dt.timedelta(seconds=60)
WRITERS = {Format.PDF: pdf.write, Format.DOCX: docx.write, Format.XLSX: xlsx.write}
PRINTER = Actor.system("Hệ thống in tài liệu")


@transaction.atomic
def request_print(kind, subject, form, *, by):
    """Queue a paper and return its print; while the same paper is being written, return that print.

    The row is the outbox: the task is sent once this commits, and again by beat when the message is lost.
    """
    if form not in KINDS[kind].formats:
        raise NotPrintable(_("This paper is not printed as %(format)s.") % {"format": Format(form).label})
    now = timezone.now()
    printed, created = PrintedReport.objects.get_or_create(
        kind=kind,
        subject_id=subject.pk,
        format=form,
        state__in=OPEN,
        defaults={
            "state": PrintState.QUEUED,
            "subject_kind": KINDS[kind].subject,
            "subject_name": str(subject),
            "requested_at": now,
            "requested_by_id": by.user_id,
            "sent_at": now,
        },
    )
    if created:
        trail.record("report.requested", printed, by=by, kind=kind, format=form)
        transaction.on_commit(partial(tasks.send, printed.pk))
    return printed


def produce(print_id):
    """Write an open print's file and return the print; delivered twice, or already ended, it changes nothing."""
    with _alone(print_id) as alone:
        printed = PrintedReport.objects.get(pk=print_id)
        if not alone or not printed.is_open:
            return printed
        _start(printed)
        try:
            paper = _paper(printed)
        except NotPrintable as problem:
            return give_up(print_id, {"code": "not_printable", "sentence": str(problem)})
        if paper is None:
            return give_up(print_id, {"code": "gone"})
        with translation.override("vi"):
            content = WRITERS[Format(printed.format)](paper.document)
        path = Path("prints") / f"{printed.pk}.{printed.format}"
        _keep(Path(settings.MEDIA_ROOT) / path, content)
        return _finish(printed, paper, path, content)


def _paper(printed):
    """Fill the paper from one state of the figures; None when its subject is gone. A paper is always Vietnamese."""
    outermost = not connection.in_atomic_block
    with transaction.atomic(), translation.override("vi"):
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        subject = subject_of(printed)
        if subject is None:
            return None
        paper = KINDS[printed.kind].build(subject, timezone.now())
        if printed.subject_kind != SubjectKind.SEASON:
            return paper
        told = told_by([subject.pk])[subject.pk]
        return replace(paper, inputs_version=subject.inputs_version, told=told)


@contextmanager
def _alone(print_id):
    """Hold the print's advisory lock; it falls with the connection, so a killed worker never blocks the next."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_KIND, print_id])
        alone = cursor.fetchone()[0]
    try:
        yield alone
    finally:
        if alone and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_KIND, print_id])


def _start(printed):
    printed.state, printed.heartbeat_at, printed.attempts = PrintState.RUNNING, timezone.now(), printed.attempts + 1
    printed.save(update_fields=["state", "heartbeat_at", "attempts"])


def _keep(target, content):
    """Put the content under its name all at once: a reader never finds half of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@transaction.atomic
def _finish(printed, paper, path, content):
    printed = PrintedReport.objects.select_for_update().get(pk=printed.pk)
    if printed.state != PrintState.RUNNING:
        return printed
    printed.state, printed.finished_at, printed.path = PrintState.DONE, timezone.now(), str(path)
    printed.sha256, printed.size = hashlib.sha256(content).hexdigest(), len(content)
    printed.title, printed.rests_on = paper.document.title, paper.rests_on
    printed.inputs_version, printed.says, printed.told = paper.inputs_version, paper.says, paper.told
    printed.draft, printed.illustrative = bool(paper.document.draft), paper.illustrative
    printed.full_clean()
    printed.save()
    trail.record("report.printed", printed, by=PRINTER, sha256=printed.sha256, code=paper.rests_on)
    return printed


@transaction.atomic
def give_up(print_id, problem):
    """End an open print without a file; `problem` is a code with its arguments, told as a sentence when shown."""
    printed = PrintedReport.objects.select_for_update().get(pk=print_id)
    if printed.is_open:
        printed.state, printed.problem, printed.finished_at = PrintState.FAILED, problem, timezone.now()
        printed.save(update_fields=["state", "problem", "finished_at"])
        trail.record("report.failed", printed, by=PRINTER, problem=problem["code"])
    return printed


def give_up_unless_alive(print_id, problem):
    """Give up a print that nobody writes; one that another worker has taken up is his to end."""
    with _alone(print_id) as alone:
        if alone:
            give_up(print_id, problem)


def resend_lost():
    """Send again what was queued and never taken up, or lost its worker; give up after too many attempts.

    Returns the ids that were sent. Called by beat; a print that is being written is safe, its lock is held.
    """
    now = timezone.now()
    unanswered = Q(state=PrintState.QUEUED, sent_at__lt=now - RESEND_AFTER)
    silent = Q(state=PrintState.RUNNING, heartbeat_at__lt=now - SILENT_AFTER, sent_at__lt=now - RESEND_AFTER)
    sent = []
    for printed in PrintedReport.objects.filter(unanswered | silent):
        if printed.attempts >= MOST_ATTEMPTS:
            give_up_unless_alive(printed.pk, {"code": "too_many_attempts"})
            continue
        # Whoever moves the date sends: two beats, or one beat twice, ring once.
        if PrintedReport.objects.filter(pk=printed.pk, sent_at=printed.sent_at).update(sent_at=now):
            tasks.send(printed.pk)
            sent.append(printed.pk)
    return sent
