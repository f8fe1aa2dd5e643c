"""How a person stands to one season: what every policy is asked with."""

from dataclasses import dataclass
from typing import NamedTuple

from clusters.choices import Phase


class Place(NamedTuple):
    """A member of the season that counts for how somebody stands to it, once for each post that it holds.

    `of_year` is the phase of the season and the state of the member's results of the year in it, while that opens or
    closes something to him: “appraisal returned”.
    """

    member: int
    own: bool
    elsewhere: bool
    post: str | None
    current: bool
    gone: bool
    of_year: str | None
    apart: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What an actor is in one season on one day.

    `own` are the members of his unit and of its predecessors, `current` those of his unit itself, `gone` those of `own`
    that have left, `returned` those whose results of the year were sent back during the appraisal, `handed_in`
    those whose results of the year are handed in while results are entered, and `elsewhere` those of the units that he
    serves under other assignments. `heads` and `deputies` hold those posts; `apart` are,
    while points are appraised, the deputies with people today who do not serve the head's unit too. `presides` is set
    when his unit organises the cluster itself, not in the place of a predecessor.
    """

    phase: str
    staff: bool
    organises: bool
    own: frozenset[int]
    heads: frozenset[int]
    deputies: frozenset[int]
    follows: bool = False
    elsewhere: frozenset[int] = frozenset()
    current: frozenset[int] = frozenset()
    gone: frozenset[int] = frozenset()
    returned: frozenset[int] = frozenset()
    handed_in: frozenset[int] = frozenset()
    apart: frozenset[int] = frozenset()
    presides: bool = False
    enters: bool = False

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
    def runs(self):
        """Runs the season, as its secretariat or its organiser; a closed one is only read by those that came after."""
        if self.phase == Phase.PUBLISHED:
            return self.presides or (self.staff and bool(self.current & self.heads))
        return self.secretariat or self.organises

    def works_for(self, member_id):
        """Whether he does the work of the member: what a unit that left has handed in is only read."""
        return self.staff and member_id in self.own and member_id not in self.gone

    @property
    def known(self):
        """The season may be known to exist."""
        return self.organises or bool(self.own) or self.follows

    @property
    def sees_all(self):
        if self.organises or self.secretariat:
            return True
        return self.phase == Phase.PUBLISHED and (bool(self.own) or self.follows)
