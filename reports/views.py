"""Papers on the screen, and the way from the button to the file."""

import re
import unicodedata
from functools import cache
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from organisations.vietnamese import folded
from reports import policies, sentences
from reports.actions import prints as prints_actions
from reports.choices import CONTENT_TYPES, Format, PrintState, SubjectKind
from reports.documents import KINDS
from reports.errors import NotPrintable, RuleBroken
from reports.models import PrintedReport
from reports.queries import (
    grounds_of,
    latest_prints,
    prints_open_to,
    subject_for,
)
from reports.writers import html

A_PAGE = 25
MOST_LETTERS = 120
TONES = {
    PrintState.QUEUED: "wait",
    PrintState.RUNNING: "now",
    PrintState.DONE: "good",
    PrintState.FAILED: "bad",
}


@login_required
@require_GET
def document(request, kind, subject_id):
    """Show the paper as it would be printed now, with a button for every format."""
    subject = _printable_subject(request.actor, kind, subject_id)
    try:
        paper = _filled(kind, subject)
        with translation.override("vi"):
            shown = html.write(paper.document)
        problem = ""
    except NotPrintable as refused:
        paper, shown, problem = None, "", str(refused)
    return render(
        request,
        "reports/document.html",
        {
            "kind": kind,
            "name": KINDS[kind].name,
            "subject": subject,
            "paper": paper,
            "shown": shown,
            "problem": problem,
            "formats": [Format(form) for form in KINDS[kind].formats],
        },
    )


@login_required
@require_POST
def order(request, kind, subject_id, form):
    """Have the paper written to a file; asked twice while it is being written, there is one file."""
    subject = _printable_subject(request.actor, kind, subject_id)
    if form not in Format.values:
        raise Http404
    try:
        ordered = prints_actions.request_print(kind, subject, Format(form), by=request.actor)
    except RuleBroken as problem:
        messages.error(request, str(problem))
        return redirect("reports:document", kind, subject_id)
    return redirect("reports:printed", ordered.pk)


@login_required
@require_GET
def papers(request):
    """List the papers that were printed, as far as the reader may open them."""
    page = Paginator(prints_open_to(request.actor), A_PAGE).get_page(request.GET.get("page"))
    rows = [{"print": row, "name": _name(row)} | told for row, told in zip(page, _told(list(page)), strict=True)]
    return render(request, "reports/papers.html", {"page": page, "rows": rows})


@login_required
@require_GET
def season(request, season_id):
    """The papers of a season, with what was printed of each last."""
    found, stands = _subject(request.actor, SubjectKind.SEASON, season_id)
    context = {"season": found, "rows": _offered(request.actor, SubjectKind.SEASON, found, stands)}
    return render(request, "reports/season.html", context)


@login_required
@require_GET
def unit_year(request, unit_year_id):
    """The papers of a unit's own year, with what was printed of each last."""
    found, _stands = _subject(request.actor, SubjectKind.UNIT_YEAR, unit_year_id)
    context = {"year": found, "rows": _offered(request.actor, SubjectKind.UNIT_YEAR, found)}
    return render(request, "reports/unit_year.html", context)


def _offered(actor, subject_kind, subject, stands=None):
    """Each kind of paper about the subject; one that the reader may not open yet comes without its formats."""
    last = latest_prints(subject_kind, subject.pk)
    told = dict(zip(last, _told(list(last.values()), _comparing(subject)), strict=True))
    kinds = [(slug, kind) for slug, kind in KINDS.items() if kind.subject == subject_kind]
    return [
        {"slug": slug, "name": kind.name, "subject": subject, "formats": _formats(kind, slug, last, told)}
        if policies.may_print(actor, slug, subject, stands)
        else {"slug": slug, "name": kind.name, "subject": subject, "formats": ()}
        for slug, kind in kinds
    ]


def _formats(kind, slug, last, told):
    formats = [Format(form) for form in kind.formats]
    return [{"format": form, "print": last.get((slug, form))} | told.get((slug, form), {}) for form in formats]


def _told(prints, same=lambda _print: None):
    """How each print stands, and what was changed since it was made; `same` as `_comparing` returns it."""
    grounds = grounds_of(prints)
    return [
        {"tone": TONES[PrintState(each.state)], "outdated": sentences.outdated(each, grounds, same=same(each))}
        for each in prints
    ]


@login_required
@require_GET
@never_cache
def printed(request, print_id):
    """Say how far a print is, and give its file when it is ready."""
    found, subject = _openable(request.actor, print_id)
    context = {
        "print": found,
        "name": _name(found),
        "problem": sentences.problem(found),
        "progress": sentences.progress(found),
        "outdated": sentences.outdated(found, grounds_of([found]), same=_comparing(subject)(found)),
        "url": reverse("reports:printed", args=[found.pk]),
        "paper_url": reverse("reports:document", args=[found.kind, found.subject_id]),
    }
    if not request.htmx:
        return render(request, "reports/printed.html", context)
    response = render(request, "reports/printed.html#progress", context)
    if not found.is_open:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_GET
@never_cache
def download(request, print_id):
    """Hand out the file of a print that is ready."""
    found, _about = _openable(request.actor, print_id)
    if found.state != PrintState.DONE:
        raise Http404
    if not found.file.is_file():
        messages.error(request, _("This file is no longer there. Ask for the paper again."))
        return redirect("reports:document", found.kind, found.subject_id)
    response = FileResponse(found.file.open("rb"), content_type=CONTENT_TYPES[Format(found.format)])
    response["Content-Disposition"] = disposition(file_name(found))
    response["X-Content-Type-Options"] = "nosniff"
    return response


def disposition(name):
    """Return the header that saves the file under the name, and under one of plain letters where marks are lost."""
    stem, _dot, ending = name.rpartition(".")
    plain = re.sub(r"[^a-z0-9]+", "-", folded(stem)).strip("-") or "tai-lieu"
    return f"attachment; filename=\"{plain}.{ending}\"; filename*=utf-8''{quote(name)}"


def file_name(found):
    """Return a name that every system takes: composed letters, no signs with a meaning, not too long."""
    text = unicodedata.normalize("NFC", f"{found.title} - {found.subject_name}")
    kept = "".join(letter for letter in text if unicodedata.category(letter)[0] not in "C")
    plain = re.sub(r'[\\/:*?"<>|.]+', " ", kept)
    return f"{' '.join(plain.split())[:MOST_LETTERS].strip()}.{found.format}"


def _printable_subject(actor, kind, subject_id):
    if kind not in KINDS:
        raise Http404
    subject, stands = _subject(actor, KINDS[kind].subject, subject_id)
    if not policies.may_print(actor, kind, subject, stands):
        raise PermissionDenied(
            _("This paper shows figures of other units: you may read it once the season is published.")
        )
    return subject


def _subject(actor, subject_kind, subject_id):
    found, stands = subject_for(actor, subject_kind, subject_id)
    if found is None:
        raise Http404
    return found, stands


def _openable(actor, print_id):
    """Return a print and what it is about; whoever may not know of its subject may not know of it either."""
    found = get_object_or_404(PrintedReport, pk=print_id)
    subject, stands = _subject(actor, found.subject_kind, found.subject_id)
    if not policies.may_open(actor, found, subject, stands):
        raise PermissionDenied(
            _("This paper shows figures of other units: you may read it once the season is published.")
        )
    return found, subject


def _filled(kind, subject):
    with translation.override("vi"):
        return KINDS[kind].build(subject, timezone.now())


def _comparing(subject):
    """Return what says whether the paper of an own year would say now what its print says; None where nobody asks.

    A season's paper takes too many questions to be filled anew for a hint: what it rests on is compared instead.
    """
    says_now = cache(lambda kind: _filled(kind, subject).says)

    def same(found):
        asked = found.says and found.subject_kind == SubjectKind.UNIT_YEAR
        return says_now(found.kind) == found.says if asked else None

    return same


def _name(found):
    return KINDS[found.kind].name if found.kind in KINDS else found.title
