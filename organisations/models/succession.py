"""Which unit took the place of which."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organisations.choices import SuccessionKind


class Succession(models.Model):
    """On a day, one unit ended and another took its place; a merger has one row for each unit that ended."""

    predecessor = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="successions")
    successor = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="precessions")
    on = models.DateField(_("on"))
    kind = models.CharField(_("kind"), max_length=20, choices=SuccessionKind)
    legal_document = models.ForeignKey(
        "organisations.LegalDocument", models.PROTECT, null=True, blank=True, related_name="successions"
    )

    class Meta:
        ordering = ("on", "pk")
        constraints = [
            models.UniqueConstraint(fields=("predecessor", "successor"), name="one_succession_per_pair"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="no_unit_succeeds_itself"),
        ]

    def __str__(self):
        return f"{self.predecessor} → {self.successor}"
