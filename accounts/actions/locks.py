"""Open accounts and addresses that too many wrong passwords have locked."""

from axes.models import AccessAttempt
from axes.utils import reset
from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from accounts.queries import blocks
from audit import trail


@transaction.atomic
def unlock(person, *, by):
    """Forget the wrong tries against the account, from every address; gives back how many records there were.

    An address that is closed stays closed: what was tried from there still counts against it, against nobody's account.
    """
    name = person.username.lower()
    closed = [block.address for block in blocks.addresses()]
    kept = AccessAttempt.objects.filter(username=name, ip_address__in=closed)
    marked = Concat(Value(blocks.UNLOCKED), Cast("pk", CharField()), Value(f":{name}"))
    forgotten = kept.update(username=marked) + reset(username=name)
    if forgotten:
        trail.record("accounts.person_unlocked", person, by=by, forgotten=forgotten)
    return forgotten


@transaction.atomic
def lift(address, *, by):
    """Forget the wrong tries from the address, against whichever account; gives back how many records there were."""
    forgotten = reset(ip=address)
    if forgotten:
        trail.record("accounts.address_opened", None, by=by, address=address, forgotten=forgotten)
    return forgotten


@transaction.atomic
def note_closed(block, *, by):
    """Let the trail say that the address was closed to signing in, after how many wrong passwords."""
    if block is not None:
        trail.record("accounts.address_closed", None, by=by, address=block.address, tries=block.tries)
