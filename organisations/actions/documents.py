"""Legal documents are entered and corrected; they are never deleted, for what was done to units rests on them."""

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from organisations.errors import DocumentChanged
from organisations.models import LegalDocument
from organisations.queries.documents import FIELDS, same


@transaction.atomic
def add(values, *, by):
    """Enter a document, its number new for its issuer; asked twice for the same one, return the first."""
    there = same(values)
    if there is not None:
        return there
    document = LegalDocument(**{name: values[name] for name in FIELDS})
    document.full_clean()
    document.save()
    trail.record("document.added", document, by=by, after=_values(document))
    return document


@transaction.atomic
def correct(document, values, version, *, by):
    """Save corrected values, unless somebody else saved others since `version` was read."""
    document = LegalDocument.objects.select_for_update().get(pk=document.pk)
    before = _values(document)
    changed = [name for name in FIELDS if before[name] != values[name]]
    if not changed:
        return document  # what is asked for stands already, as after the first of two posts of one form
    if document.version != version:
        sentence = _(
            "Somebody else changed “%(document)s” meanwhile. Below is what you typed; compare, then save again."
        )
        raise DocumentChanged(sentence % {"document": document}, document)
    for name in changed:
        setattr(document, name, values[name])
    document.version += 1
    document.full_clean()
    document.save()
    trail.record(
        "document.corrected",
        document,
        by=by,
        before={name: before[name] for name in changed},
        after={name: values[name] for name in changed},
    )
    return document


def _values(document):
    return {name: getattr(document, name) for name in FIELDS}
