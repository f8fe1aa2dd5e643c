"""The actor that a signed-in person makes."""

from accounts.actors import Actor
from accounts.roles import Role


def superuser_actor(user):
    """The account made on the command line leads an empty portal to its first units and people; it has no unit."""
    return Actor(
        user_id=user.pk,
        user_name=str(user),
        role=Role.ADMINISTRATOR,
        unit_id=None,
        unit_name="",
        is_administrator=True,
        is_central=True,
    )
