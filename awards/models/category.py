from django.db import models

from awards.choices import Level, Recipient
from organisations.fields import NFCCharField, NFCTextField


class AwardCategory(models.Model):
    """An emulation title or form of commendation, with the body that decides it and its dated legal basis."""

    code = models.SlugField(max_length=60, unique=True)
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
            models.CheckConstraint(
                condition=models.Q(effective_from=None)
                | models.Q(effective_to=None)
                | models.Q(effective_to__gt=models.F("effective_from")),
                name="award_ends_after_it_begins",
            )
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
