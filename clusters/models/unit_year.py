from django.db import models

from organisations.fields import NFCCharField, NFCTextField


class UnitYear(models.Model):
    """A unit's own year outside any cluster: figures, statements and a report of its own."""

    unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="own_years")
    year = models.PositiveSmallIntegerField()
    title = NFCCharField(max_length=250, blank=True)
    source = NFCTextField(blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-year", "unit__sort_key")
        constraints = [models.UniqueConstraint(fields=("unit", "year"), name="one_own_year_a_unit")]

    def __str__(self):
        return f"{self.unit} {self.year}"
