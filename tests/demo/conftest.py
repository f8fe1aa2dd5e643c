"""The demo, loaded once and taken back at the end; in its season of 2020 the user has done what he came for."""

from io import StringIO
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone, translation

from clusters.models import Season, UnitYear
from organisations.actions import first_units
from reports.choices import SubjectKind
from reports.documents import KINDS
from reports.writers import docx, html, pdf, xlsx
from tests.demo import steps
from tests.reports import readers

PAPERS = (
    ("summary", 2013),
    ("half-year", 2018),
    ("summary", 2020),
    ("score-table", 2020),
    ("own-year", 2020),
    ("summary", 2023),
)


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), translation.override("vi"), transaction.atomic():
        first_units.load(apps.get_model)
        call_command("load_demo", stdout=StringIO())
        run = steps.rank()
        steps.propose(steps.conclude())
        yield SimpleNamespace(run=run, paper=build)
        transaction.set_rollback(True)


def build(kind, year):
    """Fill a paper of the demo as it would be printed now."""
    owner = UnitYear if KINDS[kind].subject == SubjectKind.UNIT_YEAR else Season
    return KINDS[kind].build(owner.objects.get(year=year), timezone.now())


@pytest.fixture(scope="package")
def printed(demo):
    """Each paper of the demo as the texts of its page and its three files."""
    return {(kind, year): texts(build(kind, year).document) for kind, year in PAPERS}


def texts(document):
    """Return a document as its page and its files read back by other libraries."""
    return {
        "page": readers.html_text(html.write(document)),
        "pdf": _without_page_numbers(readers.pdf_pages(pdf.write(document)), document.draft),
        "docx": readers.docx_text(docx.write(document)),
        "xlsx": readers.xlsx_text(xlsx.write(document)),
    }


def _without_page_numbers(pages, draft):
    begun = f"{draft}\n" if draft else ""
    return "\n".join(
        text.replace(f"{begun}{place}\n", "", 1) if place > 1 else text for place, text in enumerate(pages, 1)
    )
