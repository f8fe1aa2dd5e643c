"""What a form that was sent before led to."""

from clusters.models import Receipt
from clusters.tokens import posted


def left_by(key, model, pk):
    """Return the key of what was left when the form `key` removed the thing; None where it removed nothing."""
    return (
        Receipt.objects.filter(key=posted(key, pk), kind=model._meta.label_lower).values_list("made", flat=True).first()
    )
