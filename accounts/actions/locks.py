"""Open accounts that too many wrong passwords have locked."""

from axes.utils import reset
from django.db import transaction

from audit import trail


@transaction.atomic
def unlock(person, *, by):
    """Forget the wrong tries against the account, from every address; gives back how many records there were."""
    forgotten = reset(username=person.username.lower())
    if forgotten:
        trail.record("accounts.person_unlocked", person, by=by, forgotten=forgotten)
    return forgotten
