from django.conf import settings
from django.db import models
from django.db.models import Q

from awards.choices import Stage
from organisations.fields import NFCTextField


class Review(models.Model):
    """One step that somebody took on a nomination: the stage before and after, with the reason where one is owed."""

    nomination = models.ForeignKey("awards.Nomination", models.PROTECT, related_name="reviews")
    from_stage = models.CharField(max_length=10, choices=Stage)
    to_stage = models.CharField(max_length=10, choices=Stage)
    reason = NFCTextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_stage__in=[Stage.RETURNED, Stage.REJECTED, Stage.WITHDRAWN]) | ~Q(reason=""),
                name="a_step_back_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.nomination}: {self.get_to_stage_display()}"
