"""How a person stands to one season: what every policy is asked with."""

from dataclasses import dataclass

from clusters.choices import Phase


@dataclass(frozen=True, slots=True)
class Standing:
    """What an actor is in one season on one day.

    `own` are the members of his unit and of its predecessors, `elsewhere` those of the units that he serves under
    other assignments, `heads` and `deputies` the members that hold those posts.
    """

    phase: str
    staff: bool
    organises: bool
    own: frozenset[int]
    heads: frozenset[int]
    deputies: frozenset[int]
    follows: bool = False
    elsewhere: frozenset[int] = frozenset()

    def serves(self, member_id):
        """Whether he serves the member's unit, under whichever assignment: then he may not judge it."""
        return member_id in self.own or member_id in self.elsewhere

    @property
    def secretariat(self):
        """Staff of the unit that holds the head's post are the secretariat."""
        return self.staff and bool(self.own & self.heads)

    @property
    def deputy(self):
        return self.staff and bool(self.own & self.deputies)

    @property
    def known(self):
        """The season may be known to exist."""
        return self.organises or bool(self.own) or self.follows

    @property
    def sees_all(self):
        if self.organises or self.secretariat:
            return True
        return self.phase == Phase.PUBLISHED and (bool(self.own) or self.follows)
