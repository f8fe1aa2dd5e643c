"""Who may read a kind of paper: each kind names one of these rules, and `reports.policies` asks it."""

from clusters.queries.standing import standing


def may_see_whole_season(actor, season, stands=None):
    """The rule of papers that show all members' figures."""
    return (stands or standing(actor, season)).sees_all


def may_see_own_year(actor, unit_year, stands=None):
    """The rule of a unit's own paper; which years he may know of is settled before."""
    return actor.is_administrator or unit_year.unit_id in actor.unit_ids
