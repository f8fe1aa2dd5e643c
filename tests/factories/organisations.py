"""Units and documents for tests; they stand from 2004 on unless told otherwise."""

import datetime as dt

import factory

from organisations.choices import UnitKind
from organisations.models import LegalDocument, Succession, Unit


class LegalDocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LegalDocument

    number = factory.Sequence(lambda n: f"{n}/2025/QĐ-TTg")
    issuer = "Thủ tướng Chính phủ"
    title = "Quyết định về việc kiểm thử"


class UnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unit

    code = factory.Sequence(lambda n: f"T{n}")
    name = factory.Sequence(lambda n: f"Thử Nghiệm {n}")
    kind = UnitKind.PROVINCE
    valid_from = dt.date(2004, 1, 1)


class SuccessionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Succession

    predecessor = factory.SubFactory(UnitFactory, valid_to=dt.date(2025, 7, 1))
    successor = factory.SubFactory(UnitFactory, valid_from=dt.date(2025, 7, 1))
    on = dt.date(2025, 7, 1)
    kind = "merger"
