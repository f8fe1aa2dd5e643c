"""Lists of people and of what is known about each."""

import uuid

from django.conf import settings
from django.db.models import Prefetch, Sum

from accounts.models import Assignment, User
from accounts.queries.blocks import counted_tries
from accounts.roles import DESCRIPTIONS, Role

ORDERS = {
    "name": ("sort_key", "pk"),
    "-name": ("-sort_key", "-pk"),
    "username": ("username",),
    "-username": ("-username",),
    "last_login": ("last_login", "pk"),
    "-last_login": ("-last_login", "-pk"),
}


def people(actor, *, search="", sort="", today):
    """The people whose accounts the actor keeps; ``held`` lists what each holds today, as far as the actor may see."""
    held = Assignment.objects.visible_to(actor).valid_on(today).select_related("unit").order_by("valid_from", "pk")
    found = User.objects.visible_to(actor)
    if search:
        found = found.search(search)
    return found.order_by(*ORDERS.get(sort, ORDERS["name"])).prefetch_related(
        Prefetch("assignments", queryset=held, to_attr="held")
    )


def assignments_of(person, actor):
    """All assignments of the person that the actor may see, the latest first, and whether there are others."""
    visible = list(Assignment.objects.visible_to(actor).filter(user=person).select_related("unit"))
    return visible, person.assignments.count() > len(visible)


def made_with(key, actor):
    """The account that the form with this key has made already, if it has."""
    try:
        return User.objects.visible_to(actor).filter(creation_key=uuid.UUID(key)).first()
    except ValueError:
        return None


def values_of(person):
    """The values of the account with the words that people know them by."""
    values = {name: getattr(person, name) for name in ("username", "full_name", "email", "phone")}
    values["language"] = person.get_language_display()
    return [(person._meta.get_field(name).verbose_name, value) for name, value in values.items()]


def is_locked(person):
    """Whether wrong passwords have locked the account for some address, or for all, at this moment."""
    tries = counted_tries().filter(username=person.username.lower())
    by_address = tries.values("ip_address").annotate(failures=Sum("failures_since_start"))
    counted = by_address.values_list("failures", flat=True)
    return max(counted, default=0) >= settings.AXES_FAILURE_LIMIT or sum(counted) >= settings.TRIES_FOR_AN_ACCOUNT


def role_table():
    """Every role with its description, for the page that explains them."""
    return [(role, DESCRIPTIONS[role]) for role in Role]
