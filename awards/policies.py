"""Who may do what with nominations: one question each, answered from how the person stands to the season."""

from awards.choices import MOVES, May, Stage
from clusters.choices import Phase

PROPOSING = (Phase.APPRAISED, Phase.PUBLISHED)


def may_see(standing, nomination):
    """Before publication a nomination is known to the secretariat and the organiser only."""
    return standing.sees_all


def may_propose(standing):
    """Propose members of the season for awards once the points are agreed."""
    return (standing.secretariat or standing.organises) and standing.phase in PROPOSING


def may_review(standing):
    """Receive, return and approve: the organiser's own people, who never propose for themselves."""
    return standing.organises


def may_move(standing, nomination, to):
    """Carry the nomination to the stage."""
    permission = MOVES[Stage(nomination.stage)].get(Stage(to))
    if permission == May.PROPOSE:
        return may_propose(standing)
    return permission in (May.REVIEW, May.DECIDE) and may_review(standing)


def may_set_quota(standing):
    return standing.organises


def may_edit_categories(actor):
    """Awards, their deciding bodies and legal bases are kept by the central board."""
    return actor.is_administrator
