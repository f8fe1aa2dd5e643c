from django.conf import settings
from django.db import models
from django.db.models import Q

from organisations.fields import NFCTextField


def _stage(stage):
    """Points of a stage come with who gave them and when, or not at all."""
    given = Q(**{f"{stage}_points__isnull": False, f"{stage}_at__isnull": False})
    return models.CheckConstraint(
        condition=given | Q(**{f"{stage}_points": None, f"{stage}_at": None, f"{stage}_by": None}),
        name=f"{stage}_points_say_when",
    )


def _points():
    return models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)


def _person():
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")


class Score(models.Model):
    """Three opinions on one member and criterion: self, appraised, agreed; none overwrites another.

    What the rule computes is not kept here: it follows from the figures, and a ranking run freezes it.
    """

    member = models.ForeignKey("clusters.Member", models.PROTECT, related_name="scores", db_index=False)
    criterion = models.ForeignKey("clusters.Criterion", models.PROTECT, related_name="scores")
    self_points = _points()
    self_reason = NFCTextField(blank=True)
    self_at = models.DateTimeField(null=True, blank=True)
    self_by = _person()
    appraised_points = _points()
    appraised_reason = NFCTextField(blank=True)
    appraised_at = models.DateTimeField(null=True, blank=True)
    appraised_by = _person()
    agreed_points = _points()
    agreed_reason = NFCTextField(blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = _person()
    illustrative = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("criterion__position",)
        constraints = [
            models.UniqueConstraint(
                fields=("member", "criterion"),
                include=("appraised_points", "agreed_points", "illustrative"),
                name="one_score_a_member_and_criterion",
            ),
            _stage("self"),
            _stage("appraised"),
            _stage("agreed"),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.member}"


class Finding(models.Model):
    """A fact that trips a gate of the sheet for a member, with its basis; withdrawn rather than deleted."""

    member = models.ForeignKey("clusters.Member", models.PROTECT, related_name="findings")
    gate = models.SlugField(max_length=60)
    basis = NFCTextField()
    recorded_at = models.DateTimeField()
    recorded_by = _person()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = NFCTextField(blank=True)
    illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ("recorded_at",)
        constraints = [
            models.UniqueConstraint(
                fields=("member", "gate"), condition=Q(withdrawn_at=None), name="one_standing_finding_a_gate"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""), name="withdrawn_finding_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.gate}: {self.member}"
