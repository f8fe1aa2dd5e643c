from django.db import models
from django.db.models import Q

from clusters.choices import Period, StatementAggregate, StatementSection
from organisations.fields import NFCCharField, NFCTextField


class Statement(models.Model):
    """A figure that a source states for the whole only; it is printed as stated and never enters a score.

    The owner is a season, or a unit in a year of its own. What it is about is an indicator or a subject in words.
    """

    season = models.ForeignKey("clusters.Season", models.PROTECT, null=True, blank=True, related_name="statements")
    unit_year = models.ForeignKey("clusters.UnitYear", models.PROTECT, null=True, blank=True, related_name="statements")
    period = models.CharField(max_length=2, choices=Period, default=Period.FULL_YEAR)
    indicator = models.ForeignKey(
        "clusters.Indicator", models.PROTECT, null=True, blank=True, related_name="statements"
    )
    subject = NFCCharField(max_length=300, blank=True)
    section = models.CharField(max_length=10, choices=StatementSection, default=StatementSection.RESULTS)
    aggregate = models.CharField(max_length=14, choices=StatementAggregate)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    numerator = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    measure = NFCCharField(max_length=60, blank=True)
    qualifier = NFCCharField(max_length=100, blank=True)
    units = models.ManyToManyField("organisations.Unit", blank=True, related_name="+")
    reference_year = models.PositiveSmallIntegerField(null=True, blank=True)
    note = NFCTextField(blank=True)
    source = NFCTextField(blank=True)
    illustrative = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(season__isnull=False, unit_year=None) | Q(season=None, unit_year__isnull=False),
                name="statement_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(indicator__isnull=False) | ~Q(subject=""), name="statement_is_about_something"
            ),
            models.CheckConstraint(
                condition=Q(numerator=None) | Q(denominator__isnull=False), name="statement_ratio_has_both_halves"
            ),
        ]

    def __str__(self):
        return self.subject or str(self.indicator)
