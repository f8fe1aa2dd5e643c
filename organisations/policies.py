"""Who may keep units and documents. The centre keeps the provinces; a province keeps what is under it."""

ADMINISTRATOR = "administrator"


def may_add_unit(actor, parent):
    """Whether a unit may be opened under the parent; without a parent it is a matter of the centre."""
    if actor is None:
        return False
    return actor.is_administrator or (
        actor.role == ADMINISTRATOR and parent is not None and parent.lies_within(actor.unit_ids)
    )


def may_add_under_own(actor):
    """Whether the actor adds units under the unit that he works at, and nowhere above it."""
    return (
        actor is not None
        and actor.role == ADMINISTRATOR
        and not actor.is_administrator
        and actor.unit_id in actor.current_unit_ids
    )


def may_change_unit(actor, unit):
    """Whether the unit may be merged, renamed, changed in kind or closed, or a predecessor of it recorded."""
    return may_add_unit(actor, unit.parent)


def may_keep_documents(actor):
    """Whether legal documents may be entered and corrected."""
    return actor is not None and actor.is_administrator
