from django.db import models
from django.db.models import Q

from clusters.choices import ClusterWord
from organisations.fields import NFCCharField


class ClusterQuerySet(models.QuerySet):
    def on(self, day):
        """Clusters that existed on the day."""
        return self.filter(established_on__lte=day).filter(Q(closed_on=None) | Q(closed_on__gt=day))


class Cluster(models.Model):
    """A lasting group of units that compete with each other, organised by the centre or by a province."""

    code = models.SlugField(max_length=40, unique=True)
    name = NFCCharField(max_length=200)
    word = models.CharField(max_length=10, choices=ClusterWord, default=ClusterWord.CLUSTER)
    organiser = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="organised_clusters")
    established_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    decision = NFCCharField(max_length=200, blank=True)

    objects = ClusterQuerySet.as_manager()

    class Meta:
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gt=models.F("established_on")),
                name="cluster_closes_after_it_opens",
            ),
        ]

    def __str__(self):
        return self.name
