"""Which legal documents are there already."""

from organisations.models import LegalDocument

FIELDS = ("number", "issuer", "title", "issued_on", "effective_from", "effective_to", "note")


def same(values):
    """Return the document that holds exactly these values, as when its form was sent twice; None otherwise."""
    return LegalDocument.objects.filter(**{name: values[name] for name in FIELDS}).first()
