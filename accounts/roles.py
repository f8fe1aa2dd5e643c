"""The roles a person may hold at a unit, and beside each what it may do: data, shown to the administrator as it stands.

The secretariat of a cluster is no role: it is the staff of the unit that holds the head's post in a season.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisations.choices import PROVINCIAL, UnitKind


class Role(TextChoices):
    """The value is stored; it never changes, whatever the label says."""

    CLERK = "clerk", _("Officer of the unit")
    LEADER = "leader", _("Leader of the unit")
    REVIEWER = "reviewer", _("Reviewer of the body that organises the cluster")
    COUNCIL_MEMBER = "council_member", _("Member of the Council")
    ADMINISTRATOR = "administrator", _("Administrator")


class Right(TextChoices):
    """What a role may do; where it may do it is a question for the policies."""

    READ_OWN = "read_own", _("Read everything that concerns one's own unit.")
    ENTER_FIGURES = "enter_figures", _("Enter the unit's figures, evidence and self-scored points.")
    SUBMIT = "submit", _("Hand in the unit's figures and self-scored points.")
    RUN_SEASON = (
        "run_season",
        _("Run the season that the unit heads; as deputy head, appraise the head."),
    )
    APPRAISE = "appraise", _("Appraise the head of a cluster that the own body organises, where no deputy can.")
    REVIEW_NOMINATIONS = "review_nominations", _("Receive, return and approve nominations, and record decisions.")
    FOLLOW_CLUSTERS = "follow_clusters", _("Read the clusters that the Council follows.")
    MANAGE_UNITS = "manage_units", _("Keep the list of units, their mergers and changes of name.")
    MANAGE_PEOPLE = "manage_people", _("Keep the accounts of people and their assignments.")
    MANAGE_CLUSTERS = "manage_clusters", _("Set up clusters, seasons, members and posts.")


@dataclass(frozen=True, slots=True)
class Description:
    """What the administrator reads about a role before giving it to a person."""

    summary: Promise
    rights: tuple[Right, ...]


DESCRIPTIONS: dict[Role, Description] = {
    Role.CLERK: Description(
        _("Enters the unit's figures; in a season that the unit heads, does the work of the secretariat."),
        (Right.READ_OWN, Right.ENTER_FIGURES, Right.SUBMIT, Right.RUN_SEASON),
    ),
    Role.LEADER: Description(
        _("Answers for the unit: reads what the clerk entered and hands it in; runs the season that the unit heads."),
        (Right.READ_OWN, Right.SUBMIT, Right.RUN_SEASON),
    ),
    Role.REVIEWER: Description(
        _("Works at the central board, or at a province's own board for the clusters which that province organises."),
        (Right.READ_OWN, Right.MANAGE_CLUSTERS, Right.APPRAISE, Right.REVIEW_NOMINATIONS),
    ),
    Role.COUNCIL_MEMBER: Description(
        _("Sits on the Emulation and Commendation Council and follows the clusters; changes nothing."),
        (Right.READ_OWN, Right.FOLLOW_CLUSTERS),
    ),
    Role.ADMINISTRATOR: Description(
        _("At the central board: everything. At a province: the units, people and clusters of that province."),
        (
            Right.READ_OWN,
            Right.MANAGE_UNITS,
            Right.MANAGE_PEOPLE,
            Right.MANAGE_CLUSTERS,
            Right.APPRAISE,
            Right.REVIEW_NOMINATIONS,
        ),
    ),
}


# The kinds of unit at which a role can be held; at others it would open nothing. A role not named here fits everywhere.
FITTING: dict[Role, tuple[UnitKind, ...]] = {
    Role.REVIEWER: (UnitKind.CENTRAL_BOARD, *PROVINCIAL),
}
MISPLACED: dict[Role, Promise] = {
    Role.REVIEWER: _(
        "A reviewer works at the central board, or at the province whose clusters he reviews: at “%(unit)s” he would "
        "see none of them. Choose the board or the province itself."
    ),
    Role.COUNCIL_MEMBER: _(
        "Only a member of the Central Council follows clusters: at “%(unit)s” he would see none of them. To review the "
        "clusters of a province, make him a reviewer at the province itself."
    ),
}


def fits(role, unit):
    """Whether the role opens anything to a person at the unit."""
    if role == Role.COUNCIL_MEMBER:
        return unit.kind != UnitKind.COUNCIL or unit.parent_id is None
    return unit.kind in FITTING.get(role, UnitKind)


def grants(role: Role | str | None, right: Right) -> bool:
    """Whether the role includes the right; no role and an unknown role grant nothing."""
    return role in DESCRIPTIONS and right in DESCRIPTIONS[Role(role)].rights
