from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from awards.choices import Level, Recipient
from organisations.fields import NFCCharField, NFCTextField
from organisations.models.unit import DateRange


class AwardCategory(models.Model):
    """An emulation title or form of commendation under one law, with the body that decides it and its legal basis.

    Where the law changes, the award is ended on that day and opened anew under the same code: what was nominated before
    keeps the law of its time.
    """

    code = models.SlugField(max_length=60)
    name = NFCCharField(max_length=200)
    level = models.CharField(max_length=10, choices=Level)
    recipient = models.CharField(max_length=12, choices=Recipient, default=Recipient.COLLECTIVE)
    deciding_body = NFCCharField(max_length=200)
    legal_basis = NFCTextField(blank=True)
    effective_from = models.DateField(null=True, blank=True)
    effective_to = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "code")
        constraints = [
            ExclusionConstraint(
                name="one_award_a_code_at_a_time",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    (DateRange("effective_from", "effective_to"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_(
                    "An award of this code is in force in the same time. Say from which day on that one is no longer "
                    "in force, then open this one from that day on."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(effective_from=None)
                | models.Q(effective_to=None)
                | models.Q(effective_to__gt=models.F("effective_from")),
                name="award_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return self.name

    def legal_basis_on(self, day):
        """The legal basis where it was in force on the day; empty where the law kept here is of another time."""
        begun = self.effective_from is None or (day is not None and day >= self.effective_from)
        over = self.effective_to is not None and (day is None or day >= self.effective_to)
        return self.legal_basis if begun and not over else ""


class SeasonQuota(models.Model):
    """How many of an award a season may propose; the guidance differs from year to year, so each season states it."""

    season = models.ForeignKey("clusters.Season", models.PROTECT, related_name="quotas")
    category = models.ForeignKey("awards.AwardCategory", models.PROTECT, related_name="quotas")
    most = models.PositiveSmallIntegerField()
    legal_basis = NFCTextField(blank=True)
    illustrative = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("category__position",)
        constraints = [models.UniqueConstraint(fields=("season", "category"), name="one_quota_a_season_and_award")]

    def __str__(self):
        return f"{self.season}: {self.most} {self.category}"
