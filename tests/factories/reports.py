"""Prints as tests want them; a done one has no file on the disk."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from reports.choices import Format, PrintState, SubjectKind
from reports.models import PrintedReport


class PrintedReportFactory(DjangoModelFactory):
    class Meta:
        model = PrintedReport

    class Params:
        written = factory.Trait(
            state=PrintState.DONE,
            path="prints/1.pdf",
            sha256="0" * 64,
            size=1,
            finished_at=factory.LazyFunction(timezone.now),
        )

    kind = "sample"
    subject_kind = SubjectKind.SEASON
    subject_id = 1
    subject_name = "Cụm thi đua 2020"
    format = Format.PDF
    state = PrintState.QUEUED
    requested_at = factory.LazyFunction(timezone.now)
    sent_at = factory.LazyFunction(timezone.now)
