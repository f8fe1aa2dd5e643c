"""Who may print and open papers: whoever may see, today, everything that stands in them."""

from clusters.queries.standing import standing
from reports.documents import KINDS


def may_print(actor, kind, subject):
    """Whether the actor may see and print this kind of paper about the subject."""
    return actor is not None and KINDS[kind].may_print(actor, subject)


def may_open(actor, printed, subject):
    """Whether the actor may open a file that was printed, by him or by another."""
    return subject is not None and printed.kind in KINDS and may_print(actor, printed.kind, subject)


def may_see_whole_season(actor, season):
    """The rule of papers that show all members' figures: the usual `may_print` of a season's paper."""
    return standing(actor, season).sees_all


def may_see_own_year(actor, unit_year):
    """The rule of a unit's own paper; which years he may know of is settled before."""
    return actor.is_administrator or unit_year.unit_id in actor.unit_ids
