"""What stands beside the form of a proposal: the ranking, what it alone would propose, and what stands proposed."""

from dataclasses import dataclass

from awards.choices import COUNTED
from awards.models import AwardCategory, Nomination
from awards.queries.nominations import members_of
from clusters.queries import ranking
from organisations.vietnamese import folded


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row of the final ranking: the award that its place alone would give, and the nominations that stand.

    A unit that left the cluster after the ranking may no longer be proposed.
    """

    row: ranking.Ranked
    award: AwardCategory | None
    nominations: tuple[Nomination, ...]
    left: bool

    @property
    def open(self):
        """Whether the ranking would have this unit proposed, and nobody has."""
        return self.award is not None and not self.nominations and not self.left


def candidates(season, table, uses):
    """Every unit of the ranking in its order: whoever is proposed beyond the quotas (`uses`) is chosen here as well."""
    places = [use.quota.category for use in uses for _each in range(use.quota.most)]
    standing, stayed = _standing(season), set(members_of(season).values_list("pk", flat=True))
    return [
        Candidate(
            row=row,
            award=_award(row, places),
            nominations=tuple(standing.get(row.member_id, ())),
            left=row.member_id not in stayed,
        )
        for row in table.rows
    ]


def cited(conclusions, unit, award):
    """The one conclusion that names the unit and the award; None where none does, or several."""
    if unit is None or award is None:
        return None
    wanted = (folded(unit.name), folded(award.name))
    naming = [one for one in conclusions if all(words in folded(one.text) for words in wanted)]
    return naming[0] if len(naming) == 1 else None


def _award(row, places):
    if row.held or row.place is None or row.place > len(places):
        return None
    return places[row.place - 1]


def _standing(season):
    found = {}
    counted = Nomination.objects.filter(season=season, stage__in=COUNTED).select_related("category", "member__unit")
    for nomination in counted:
        found.setdefault(nomination.member_id, []).append(nomination)
    return found
