from django.db import models

from clusters.choices import Aggregation, Direction, IndicatorKind
from organisations.fields import NFCCharField, NFCTextField


class Indicator(models.Model):
    """One version of something measured; once a figure exists its meaning is frozen and a change is a new version."""

    code = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    name = NFCCharField(max_length=250)
    kind = models.CharField(max_length=12, choices=IndicatorKind)
    measure = NFCCharField(max_length=60, blank=True)
    direction = models.CharField(max_length=6, choices=Direction, default=Direction.HIGHER)
    aggregation = models.CharField(max_length=20, choices=Aggregation, default=Aggregation.MEAN)
    places = models.PositiveSmallIntegerField(default=2)
    hint = NFCTextField(blank=True)
    legal_basis = NFCCharField(max_length=250, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("position", "code", "version")
        constraints = [models.UniqueConstraint(fields=("code", "version"), name="one_indicator_a_version")]

    def __str__(self):
        return self.name
