"""What a page says of assignments."""

from django import template
from django.utils import timezone

from organisations.queries import lineage

register = template.Library()


@register.filter
def placed(assignments):
    """The assignments, each of their units knowing what it stands under today: one question for them all."""
    assignments = list(assignments)
    lineage.place([assignment.unit for assignment in assignments], timezone.localdate())
    return assignments
