from django.conf import settings
from django.db import models
from django.db.models import Q

from clusters.choices import FigureStatus, Period, PlanGiver, PreviousOrigin, SubmissionState
from organisations.fields import NFCTextField


def _one_owner():
    return Q(member__isnull=False, unit_year=None) | Q(member=None, unit_year__isnull=False)


class Submission(models.Model):
    """What a member (or a unit in a year of its own) hands in for one period; figures hang on it."""

    member = models.ForeignKey("clusters.Member", models.PROTECT, null=True, blank=True, related_name="submissions")
    unit_year = models.ForeignKey(
        "clusters.UnitYear", models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    period = models.CharField(max_length=2, choices=Period)
    state = models.CharField(max_length=10, choices=SubmissionState, default=SubmissionState.DRAFT)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    return_reason = NFCTextField(blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("member", "period"), name="one_submission_a_member_and_period"),
            models.UniqueConstraint(fields=("unit_year", "period"), name="one_submission_an_own_year_and_period"),
            models.CheckConstraint(condition=_one_owner(), name="submission_has_one_owner"),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.SUBMITTED, submitted_at__isnull=False)
                | ~Q(state=SubmissionState.SUBMITTED),
                name="submitted_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=SubmissionState.RETURNED) | ~Q(return_reason=""), name="returned_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.member or self.unit_year}, {self.get_period_display()}"


class Plan(models.Model):
    """The year plan of one indicator for a member or an own year, as one giver assigned it; two givers are two rows."""

    member = models.ForeignKey(
        "clusters.Member", models.PROTECT, null=True, blank=True, related_name="plans", db_index=False
    )
    unit_year = models.ForeignKey("clusters.UnitYear", models.PROTECT, null=True, blank=True, related_name="plans")
    indicator = models.ForeignKey("clusters.Indicator", models.PROTECT, related_name="plans")
    giver = models.CharField(max_length=8, choices=PlanGiver)
    value = models.DecimalField(max_digits=24, decimal_places=6)
    source = NFCTextField(blank=True)
    illustrative = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("indicator__position", "giver")
        constraints = [
            models.UniqueConstraint(
                fields=("member", "indicator", "giver"), include=("value", "illustrative"), name="one_plan_a_giver"
            ),
            models.UniqueConstraint(fields=("unit_year", "indicator", "giver"), name="one_own_year_plan_a_giver"),
            models.CheckConstraint(condition=_one_owner(), name="plan_has_one_owner"),
        ]

    def __str__(self):
        return f"{self.indicator}, {self.get_giver_display()}"


class FigureQuerySet(models.QuerySet):
    def current(self):
        return self.filter(current=True)


class Figure(models.Model):
    """One revision of one figure; the current revision is what pages show and runs read, older ones are history.

    A ratio keeps numerator and denominator and no value; a rank keeps its place as value and "out of" as denominator;
    yes and no are 1 and 0. A revision with no number at all means "not reported": the figure was cleared.
    """

    submission = models.ForeignKey("clusters.Submission", models.PROTECT, related_name="figures", db_index=False)
    indicator = models.ForeignKey("clusters.Indicator", models.PROTECT, related_name="figures")
    revision = models.PositiveIntegerField(default=1)
    current = models.BooleanField(default=True)
    status = models.CharField(max_length=8, choices=FigureStatus, default=FigureStatus.FINAL)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    numerator = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    previous = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    previous_origin = models.CharField(max_length=8, choices=PreviousOrigin, blank=True)
    reference_year = models.PositiveSmallIntegerField(null=True, blank=True)
    source = NFCTextField(blank=True)
    illustrative = models.BooleanField(default=False)
    reason = NFCTextField(blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField()

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ("indicator__position", "pk")
        constraints = [
            models.UniqueConstraint(fields=("submission", "indicator", "revision"), name="revisions_are_numbered"),
            # What a ranking reads of a figure is in the index: the rows themselves lie scattered, as they were typed.
            models.UniqueConstraint(
                fields=("submission", "indicator"),
                include=("value", "numerator", "denominator", "previous", "illustrative"),
                condition=Q(current=True),
                name="one_current_figure",
            ),
            models.CheckConstraint(
                condition=Q(numerator=None) | Q(denominator__isnull=False, value=None), name="ratio_has_both_halves"
            ),
            models.CheckConstraint(
                condition=Q(previous=None, previous_origin="") | (Q(previous__isnull=False) & ~Q(previous_origin="")),
                name="last_year_says_where_it_comes_from",
            ),
            models.CheckConstraint(
                condition=Q(revision=1)
                | ~Q(reason="")
                | Q(current=False)
                | Q(value__isnull=False)
                | Q(numerator__isnull=False),
                name="cleared_figure_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.indicator} ({self.submission})"

    @property
    def reported(self):
        return self.value is not None or self.numerator is not None
