"""Under which assignments a person may act today, and the actor that each of them makes."""

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

from accounts.actors import Actor
from accounts.models import Assignment
from accounts.roles import Role
from organisations.choices import UnitKind

# The lineage travels with the assignment: every page asks for both, and one query is cheaper than two.
LINEAGE = RawSQL(
    """ARRAY(
        WITH RECURSIVE earlier(id) AS (
            SELECT "accounts_assignment"."unit_id"
            UNION
            SELECT s.predecessor_id FROM organisations_succession s JOIN earlier ON s.successor_id = earlier.id
        ) SELECT id FROM earlier)""",
    (),
    output_field=ArrayField(BigIntegerField()),
)


def assignments_of(user, today):
    """The person's assignments valid today, the longest held first; an empty list for an account that may not act."""
    if not user.is_active:
        return []
    valid = Assignment.objects.filter(user=user).valid_on(today).select_related("unit")
    return list(valid.annotate(lineage=LINEAGE).order_by("valid_from", "pk"))


def actor_for(user, assignment, assignments, today):
    """The person acting under one of ``assignments_of``; it is the caller who knows that they are valid today."""
    unit = assignment.unit
    elsewhere = {unit_id for other in assignments for unit_id in other.lineage}
    is_central = unit.kind == UnitKind.CENTRAL_BOARD
    return Actor(
        user_id=user.pk,
        user_name=str(user),
        role=Role(assignment.role),
        unit_id=unit.pk,
        unit_name=unit.full_name,
        unit_ids=frozenset(assignment.lineage),
        is_administrator=is_central and assignment.role == Role.ADMINISTRATOR,
        assignment_id=assignment.pk,
        current_unit_ids=frozenset({unit.pk}) if unit.exists_on(today) else frozenset(),
        other_unit_ids=frozenset(elsewhere.difference(assignment.lineage)),
        is_central=is_central,
    )


def superuser_actor(user):
    """The account made on the command line leads an empty portal to its first units and people: no role, no unit."""
    return Actor(
        user_id=user.pk,
        user_name=str(user),
        role=None,
        unit_id=None,
        unit_name="",
        is_administrator=True,
        is_central=True,
    )


def choose(user, today, *, preferred=None):
    """The actor under the preferred assignment, else under the first, and all between which the person may switch."""
    assignments = assignments_of(user, today)
    if not assignments:
        return (superuser_actor(user) if user.is_superuser and user.is_active else None), []
    chosen = next((each for each in assignments if each.pk == preferred), assignments[0])
    return actor_for(user, chosen, assignments, today), assignments


def named(assignment_id, user):
    """One of the person's assignments in words, valid or not; None when it is not his, or no longer recorded."""
    found = Assignment.objects.filter(pk=assignment_id, user=user).select_related("unit").first()
    return found and str(found)


def actor_of(user, today, *, preferred=None):
    """The actor alone; None for a person without a valid assignment."""
    actor, _assignments = choose(user, today, preferred=preferred)
    return actor


def bare_actor(user):
    """The person himself, in no role and at no unit: enough to sign in and out and to choose a password."""
    return Actor(user_id=user.pk, user_name=str(user), role=None, unit_id=None, unit_name="")
