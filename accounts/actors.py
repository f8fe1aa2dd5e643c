"""The person in the role he acts under: what policies, actions and the audit trail are told about him."""

from __future__ import annotations

from dataclasses import dataclass, field

from accounts.roles import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting under one assignment that is valid today.

    ``unit_ids`` holds his unit and all its predecessors; an actor without a unit holds none, so that a filter on them
    finds nothing. ``current_unit_ids`` holds those of them that exist today. ``other_unit_ids`` holds the units that he
    serves under his other assignments, and their predecessors: he may not judge them. ``is_administrator`` is true for
    the central board's administrator, who may do everything, and for a superuser without assignment, who has neither
    role nor unit. The administrator of a province has ``role`` ADMINISTRATOR alone: ask ``policies.administers``.
    """

    user_id: int | None
    user_name: str
    role: Role | None
    unit_id: int | None
    unit_name: str
    unit_ids: frozenset[int] = field(default_factory=frozenset)
    is_administrator: bool = False
    assignment_id: int | None = None
    current_unit_ids: frozenset[int] = field(default_factory=frozenset)
    other_unit_ids: frozenset[int] = field(default_factory=frozenset)
    is_central: bool = False

    @classmethod
    def system(cls, name: str) -> Actor:
        """Background work, by its name: it belongs to no unit and passes no policy."""
        return cls(user_id=None, user_name=name, role=None, unit_id=None, unit_name="")

    def __str__(self) -> str:
        return self.user_name
