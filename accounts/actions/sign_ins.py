"""That somebody came and went."""

from django.db import transaction

from audit import trail


@transaction.atomic
def record(person, *, by):
    """Keep that the person signed in; the session itself is the view's."""
    trail.record("accounts.signed_in", person, by=by)


@transaction.atomic
def record_end(person, *, by):
    trail.record("accounts.signed_out", person, by=by)
