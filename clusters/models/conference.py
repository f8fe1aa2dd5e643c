from django.db import models

from clusters.choices import ConferenceKind, ResolutionKind
from organisations.fields import NFCCharField, NFCTextField


class Conference(models.Model):
    """A review conference of a season, or of a unit in a year of its own."""

    season = models.ForeignKey("clusters.Season", models.PROTECT, null=True, blank=True, related_name="conferences")
    unit_year = models.ForeignKey(
        "clusters.UnitYear", models.PROTECT, null=True, blank=True, related_name="conferences"
    )
    kind = models.CharField(max_length=10, choices=ConferenceKind)
    title = NFCCharField(max_length=400)
    held_on = models.DateField(null=True, blank=True)
    place = NFCCharField(max_length=200, blank=True)
    host = models.ForeignKey("organisations.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    note = NFCTextField(blank=True)
    source = NFCTextField(blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("held_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=("season", "kind"), name="one_conference_a_season_and_kind"),
            models.UniqueConstraint(fields=("unit_year", "kind"), name="one_conference_an_own_year_and_kind"),
            models.CheckConstraint(
                condition=models.Q(season__isnull=False, unit_year=None)
                | models.Q(season=None, unit_year__isnull=False),
                name="conference_has_one_owner",
            ),
        ]

    def __str__(self):
        return self.title


class Resolution(models.Model):
    """One thing that a conference discussed, proposed, was directed to do, or concluded; a correction keeps the old."""

    conference = models.ForeignKey("clusters.Conference", models.PROTECT, related_name="resolutions")
    kind = models.CharField(max_length=10, choices=ResolutionKind)
    text = NFCTextField()
    on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaces")
    source = NFCTextField(blank=True)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self):
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"
