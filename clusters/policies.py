"""Who may do what in a season: one question each, answered from how the person stands to it."""

from accounts.roles import Right, grants
from clusters.choices import ENTRY, MOVES, Move, Phase

JUDGING = (Phase.APPRAISAL, Phase.APPRAISED)


def may_see(standing, member):
    """Before publication a member sees itself; the secretariat and the organiser see all."""
    if standing.sees_all or member.pk in standing.own:
        return True
    return standing.deputy and member.pk in standing.heads and standing.phase in JUDGING


def may_enter(standing, member):
    """Type figures and self-scores of a member while results are being entered."""
    return standing.enters and standing.works_for(member.pk) and standing.phase == Phase.REPORTING


def may_correct(standing, member):
    """Correct what was handed in, with a reason, or send it back: never for one's own unit, whose points it changes.

    For the head a deputy does so while points are appraised, else the organiser.
    """
    if standing.phase not in ENTRY or standing.serves(member.pk):
        return False
    return standing.organises or _oversees(standing, member)


def may_appraise(standing, member):
    """Nobody appraises his own unit: for the head a deputy does, else the organiser.

    A deputy whose people all serve the head too, after a merger, is none.
    """
    if standing.phase not in JUDGING or standing.serves(member.pk):
        return False
    return _oversees(standing, member) or (standing.organises and member.pk in standing.heads and not standing.apart)


def _oversees(standing, member):
    """Whether he is of the secretariat, and for the head's own results of a deputy that is apart from it."""
    if member.pk in standing.heads:
        return standing.staff and bool(standing.own & standing.apart)
    return standing.secretariat


def may_agree(standing, member):
    """Record the agreed points; whoever may appraise the member may."""
    return may_appraise(standing, member)


def may_move(standing, to):
    """Carry the season to the phase."""
    allowed = MOVES[Phase(standing.phase)].get(Phase(to))
    if allowed == Move.SECRETARIAT:
        return standing.secretariat or standing.organises
    return allowed == Move.ORGANISER and standing.organises


def may_set_up(standing):
    """Change the members, posts, deadlines and rules of the season."""
    return standing.organises and standing.phase != Phase.PUBLISHED


def may_edit_sheet(standing):
    """Write the season's criteria sheet, until the results are published."""
    return (standing.secretariat or standing.organises) and standing.phase != Phase.PUBLISHED


def may_excuse(standing, member):
    """Say that a criterion does not apply to the member: never for one's own unit, whose points it changes."""
    return may_edit_sheet(standing) and not standing.serves(member.pk)


def may_request_run(standing):
    """Have the ranking computed; before the points are agreed the result is provisional."""
    return (standing.secretariat or standing.organises) and standing.phase in ENTRY


def may_record_conference(standing):
    """Record conferences and what they resolved, until the results are published."""
    return may_correct_conference(standing) and standing.phase != Phase.PUBLISHED


def may_correct_conference(standing):
    """Correct what is recorded of a conference; once the results are published, with a reason."""
    return standing.runs and standing.phase != Phase.DRAFT


def may_see_ranking(standing):
    """Points that depend on others would give the others away before publication."""
    return standing.sees_all


def may_open_cluster(actor):
    """Set up a cluster that the actor's unit organises."""
    if actor is None:
        return False
    return actor.is_administrator or grants(actor.role, Right.MANAGE_CLUSTERS)


def may_change_cluster(organises, cluster):
    """Change a cluster, close it or open a season of it; `organises` is what standing.organises says."""
    return organises and cluster.closed_on is None


def may_hand_over_cluster(actor, cluster):
    """Let another unit organise a cluster: the central administrator alone, for no province gives a cluster away."""
    return actor.is_administrator and cluster.closed_on is None


def may_define_indicators(actor):
    """Indicators are shared by all clusters: whoever organises one may add to them."""
    return may_open_cluster(actor)


def may_change_indicator(actor, *, used_elsewhere):
    """A province's board changes what no cluster of another organiser uses; the centre changes any."""
    return may_define_indicators(actor) and (actor.is_central or not used_elsewhere)
