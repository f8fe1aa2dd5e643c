"""Who may do what with nominations: one question each, answered from how the person stands to the season."""

from awards.choices import IN_HAND, MOVES, PROPOSING, May, Stage


def may_see(standing):
    """Before publication nominations are known to the secretariat and the organiser only."""
    return standing.sees_all


def may_see_nomination(standing, stage):
    """What is not handed in yet, or came back, is known to those alone who work on it."""
    return standing.sees_all and (stage not in IN_HAND or may_see_history(standing))


def may_see_history(standing):
    """Who wrote what about a nomination is for those who work on it."""
    return standing.secretariat or standing.organises


def may_propose(standing):
    """Propose once the points are agreed."""
    return _proposes(standing) and standing.phase in PROPOSING


def _proposes(standing):
    """The secretariat proposes; the organiser, who reviews, only where nobody holds the head's post."""
    return standing.secretariat or (standing.organises and not standing.heads)


def may_review(standing):
    """Receive, return and agree, and record the decision: the people of the body that organises the cluster."""
    return standing.organises


def may_remove_decision(standings):
    """Take a decision off the record, of whose seasons these are: whoever reviews all that it grants."""
    return all(standing is not None and may_review(standing) for standing in standings)


def may_move(standing, stage, to):
    """Carry a nomination from the one stage to the other."""
    permission = MOVES[Stage(stage)].get(Stage(to))
    if permission == May.PROPOSE:
        return _proposes(standing) if to == Stage.WITHDRAWN else may_propose(standing)
    return permission in (May.REVIEW, May.DECIDE) and may_review(standing)


def may_set_quota(standing):
    return standing.organises


def may_edit_categories(actor):
    """Awards, their deciding bodies and legal bases are kept by the central board's administrator."""
    return actor is not None and actor.is_administrator
