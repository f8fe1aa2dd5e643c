from django.db import models
from django.utils.translation import gettext_lazy as _

from clusters.choices import Aggregation, Direction, IndicatorKind
from organisations.fields import NFCCharField, NFCTextField


class Indicator(models.Model):
    """One version of something measured; once a figure exists its meaning is frozen and a change is a new version.

    `weight` is what a weighted mean goes by: criteria a commune by the communes of each member.
    """

    code = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    name = NFCCharField(max_length=250)
    kind = models.CharField(max_length=12, choices=IndicatorKind)
    measure = NFCCharField(max_length=60, blank=True)
    direction = models.CharField(max_length=6, choices=Direction, default=Direction.HIGHER)
    aggregation = models.CharField(max_length=20, choices=Aggregation, default=Aggregation.MEAN)
    weight = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="weighs")
    places = models.PositiveSmallIntegerField(default=2)
    hint = NFCTextField(blank=True)
    legal_basis = NFCCharField(max_length=250, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("position", "code", "version")
        constraints = [
            models.UniqueConstraint(fields=("code", "version"), name="one_indicator_a_version"),
            models.CheckConstraint(
                condition=models.Q(aggregation=Aggregation.WEIGHTED_MEAN, weight__isnull=False)
                | (~models.Q(aggregation=Aggregation.WEIGHTED_MEAN) & models.Q(weight__isnull=True)),
                name="a_weighted_mean_names_its_weight",
                violation_error_message=_("A weighted mean names the indicator that it goes by; nothing else does."),
            ),
            models.CheckConstraint(
                condition=~models.Q(weight=models.F("pk")),
                name="no_indicator_weighs_itself",
                violation_error_message=_("An indicator cannot be weighted by itself. Choose another one."),
            ),
        ]

    def __str__(self):
        return self.name
