"""Units as they were named, one row for each stretch of time in which name, kind and territory stood."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from organisations import superiors
from organisations.choices import PREFIXES, PROVINCIAL, UnitKind
from organisations.fields import FoldedField, NFCCharField, NFCTextField, SortKeyField, nfc_check
from organisations.vietnamese import folded


class DateRange(Func):
    """The days of validity: the first included, the last excluded, none meaning no end."""

    function = "DATERANGE"
    output_field = DateRangeField()


WITHIN = """WITH RECURSIVE within(id) AS (
  SELECT id FROM organisations_unit WHERE id = ANY(%s)
  UNION SELECT u.id FROM organisations_unit u JOIN within ON u.parent_id = within.id)
SELECT id FROM within"""


class UnitQuerySet(models.QuerySet):
    def on(self, day):
        """Units that exist on the day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)

    def ending_after(self, day):
        """Units that exist on the day or later."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day))

    def beside(self, unit):
        """Units that stand, or once stood, under the superior under which the unit stands at last."""
        if unit.parent_id is None:
            return self.filter(parent=None)
        above = unit.superior
        return self.filter(parent__in=superiors.line_of(above.pk if above else unit.parent_id))

    def within(self, unit_ids):
        """The units of these keys and all below them, however deep."""
        return self.filter(pk__in=RawSQL(WITHIN, [[*unit_ids]]))  # noqa: S611 -- our own words

    def provinces(self):
        return self.filter(kind__in=PROVINCIAL)

    def central_board(self):
        return self.filter(kind=UnitKind.CENTRAL_BOARD)

    def search(self, text):
        """Units whose name holds the text, with or without its marks, or whose code it is."""
        named = Q(folded__contains=folded(text)) if folded(text) else Q(pk__in=[])
        return self.filter(named | Q(code__iexact=text.strip()))

    def by_key(self, key):
        """Units without a parent under an era and a code: "2004-24" is Bắc Giang, "2025-24" is Bắc Ninh."""
        year, _dash, code = key.partition("-")
        return self.filter(parent=None, valid_from__year=int(year), code=code)

    def visible_to(self, actor):
        """Who exists is no secret: whoever is signed in sees every unit."""
        return self if actor is not None else self.none()


class UnitManager(models.Manager.from_queryset(UnitQuerySet)):
    def get_by_natural_key(self, key):
        return self.by_key(key).get()


class Unit(models.Model):
    """A province, agency, commune or enterprise, as it was named and bounded from one day until another.

    Codes come back with other meanings: a code is unique on any one day under one superior, not for ever. `parent` is
    the unit under which it began; who stands for that one on a later day is said by `superior`.
    """

    code = NFCCharField(_("code"), max_length=40)
    name = NFCCharField(_("name"), max_length=250)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("under")
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("no longer valid from"), null=True, blank=True)
    legal_document = models.ForeignKey(
        "organisations.LegalDocument",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
        verbose_name=_("legal basis"),
    )
    note = NFCTextField(_("note"), blank=True)
    sort_key = SortKeyField(of="name")
    folded = FoldedField(of="name")

    objects = UnitManager()

    class Meta:
        ordering = ("sort_key", "valid_from")
        constraints = [
            ExclusionConstraint(
                name="one_unit_per_code_at_a_time",
                expressions=[
                    (Coalesce("parent", 0), RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Another unit bears this code in the same time."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="unit_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("pk")), name="no_unit_is_under_itself"),
            nfc_check("name", "unit_name_is_nfc"),
            nfc_check("code", "unit_code_is_nfc"),
        ]

    def __str__(self):
        return self.name

    def lies_within(self, unit_ids):
        """Whether the unit is one of those of these keys, or below one, however deep."""
        unit = self
        while unit is not None and unit.pk not in unit_ids:
            unit = unit.parent
        return unit is not None

    def natural_key(self):
        return (self.key,)

    @property
    def key(self):
        """Era and code, by which people and files name a unit without mistaking it for a later one."""
        return f"{self.valid_from.year}-{self.code}"

    @property
    def full_name(self):
        """The official name in running text: "tỉnh Quảng Ninh", "thành phố Huế"."""
        prefix = PREFIXES.get(self.kind)
        return f"{prefix} {self.name}" if prefix else self.name

    @property
    def dated_name(self):
        """The full name, said to be an old one where the unit has ended: "tỉnh Quảng Bình (cũ)"."""
        return f"{self.full_name} (cũ)" if self.valid_to else self.full_name

    @property
    def placed_name(self):
        """The full name with whatever it stands under: two provinces have each a "Sở Tài chính"."""
        return ", ".join(unit.full_name for unit in (self, *self.superiors))

    @cached_property
    def superiors(self):
        """The units that it stands under today, the nearest first; of one that has ended or is to come, at that time.

        Ask `queries.lineage.place` first where there are many: it asks the database once.
        """
        if not self.parent_id:
            return []
        [found] = superiors.above([(self.parent_id, self.day_nearest(timezone.localdate()))]).values()
        return self.placed_under(found)

    def placed_under(self, found):
        """Return the units above it out of the values that `superiors.above` found; where it found none, its parent."""
        return [Unit(**values) for values in found] or [self.parent]

    @property
    def superior(self):
        """The unit that it stands under, as `superiors` says; None at the top."""
        return self.superiors[0] if self.superiors else None

    def day_nearest(self, day):
        """The day, or that of its own days which is the nearest."""
        last = self.valid_to - dt.timedelta(days=1) if self.valid_to else day
        return max(self.valid_from, min(day, last))

    @property
    def is_provincial(self):
        return self.kind in PROVINCIAL

    def exists_on(self, day):
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)
