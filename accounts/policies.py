"""Shared questions about who somebody is, and who may keep whose account."""

from django.utils import timezone

from accounts.models import Assignment
from accounts.roles import Right, Role, grants


def holds(actor, role, unit):
    """Whether the actor acts in the role at the unit, one of its successors standing for it; nonsense is refused."""
    if actor is None or actor.role is None or unit is None or unit.pk is None:
        return False
    return actor.role == Role(role) and unit.pk in actor.unit_ids


def is_administrator(actor):
    """Whether the actor may do everything: the central board's administrator."""
    return actor is not None and actor.is_administrator


def administers(actor, unit):
    """Whether the actor keeps the people and clusters of the unit: his own, or one below it."""
    if is_administrator(actor):
        return True
    if actor is None or not grants(actor.role, Right.MANAGE_PEOPLE):
        return False
    return unit.lies_within(actor.unit_ids)


def may_manage_people(actor):
    """Whether the actor keeps accounts at all: at the centre everybody's, at a province its own."""
    return actor is not None and (
        actor.is_administrator or (grants(actor.role, Right.MANAGE_PEOPLE) and actor.unit_ids)
    )


def may_change_person(actor, person):
    """Whether the actor may edit the account and its password: nobody takes over a person who also works elsewhere."""
    if is_administrator(actor):
        return True
    if not may_manage_people(actor) or person.is_superuser:
        return False
    open_ended = Assignment.objects.filter(user=person).ending_after(timezone.localdate())
    own = open_ended.visible_to(actor)
    return not open_ended.exclude(pk__in=own.values("pk")).exists()


def may_lift_blocks(actor):
    """An address belongs to no province: whoever opens it opens it to guesses at everybody's account."""
    return is_administrator(actor)


def may_read_mail(actor):
    """The mails of the embedded set-up hold links to other people's passwords."""
    return is_administrator(actor)
