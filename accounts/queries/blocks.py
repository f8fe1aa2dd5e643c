"""Network addresses from which nobody may sign in for a while: too many wrong passwords came from them."""

from dataclasses import dataclass
from datetime import datetime

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Count, Max, Q, Sum
from django.utils import timezone

# Before the name of an account that was unlocked, where its tries still count against a closed address. Nobody tries a
# name with capitals: tries are counted under small letters.
UNLOCKED = "UNLOCKED:"


@dataclass(frozen=True, slots=True)
class Block:
    """A closed address: the wrong passwords that count, under how many names, and when it opens at the latest."""

    address: str
    tries: int
    names: int
    until: datetime


def counted_tries():
    """The wrong tries that still count against an account or an address."""
    return AccessAttempt.objects.filter(attempt_time__gt=timezone.now() - settings.AXES_COOLOFF_TIME)


def addresses():
    """The addresses that are closed at this moment, the one that opens last before the others."""
    found = (
        counted_tries()
        .exclude(ip_address=None)
        .values("ip_address")
        .annotate(tries=Sum("failures_since_start"), names=Count("username", distinct=True), last=Max("attempt_time"))
        .filter(tries__gte=settings.TRIES_FROM_AN_ADDRESS)
        .order_by("-last", "ip_address")
    )
    open_after = settings.AXES_COOLOFF_TIME
    return [Block(row["ip_address"], row["tries"], row["names"], row["last"] + open_after) for row in found]


def closed(address):
    """The block of this address, if it is closed."""
    return next((block for block in addresses() if block.address == address), None)


def closed_to(person):
    """The closed addresses from which wrong passwords were tried on this person's account."""
    name = person.username.lower()
    tried = counted_tries().filter(Q(username=name) | Q(username__startswith=UNLOCKED, username__endswith=f":{name}"))
    mine = set(tried.values_list("ip_address", flat=True))
    return [block for block in addresses() if block.address in mine] if mine else []
