"""Whether a person may read a submission, and whether entry into it is over."""

from accounts.models import User
from clusters.choices import Phase, SubmissionState
from clusters.models import Member, Submission, UnitYear
from clusters.queries import plain, standing
from clusters.queries.standing import unit_years_visible_to
from organisations.models import Unit

# A submission with whom it is of, then the season as `standing` reads it: without one for an own year.
OF = {"b": Submission, "m": Member, "mu": Unit, "u": User, "y": UnitYear, "yu": Unit}
COLUMNS = ", ".join(plain.columns(model, alias) for alias, model in OF.items())
FOUND = f"""
SELECT {COLUMNS}, {standing.SEASON}
FROM clusters_submission b
LEFT JOIN clusters_member m ON m.id = b.member_id
LEFT JOIN organisations_unit mu ON mu.id = m.unit_id
LEFT JOIN accounts_user u ON u.id = b.submitted_by_id
LEFT JOIN clusters_unityear y ON y.id = b.unit_year_id
LEFT JOIN organisations_unit yu ON yu.id = y.unit_id
LEFT JOIN clusters_season s ON s.id = m.season_id
{standing.BESIDE_SEASON} WHERE b.id = $1
"""  # noqa: S608 -- our own names


def found(actor, pk):
    """Return a submission that the actor may read, and how he stands to its season (None for an own year).

    None twice when there is none, or none that he may read.
    """
    rows = [] if actor is None else standing.looked_for("clusters_found_submission", FOUND, actor, pk)
    if not rows:
        return None, None
    submission, member, member_unit, submission.submitted_by, year, year_unit = plain.read(rows[0], *OF.values())
    submission.member, submission.unit_year = member, year
    if member is None:
        year.unit = year_unit
        visible = unit_years_visible_to(actor).filter(pk=year.pk).exists()
        return (submission, None) if visible else (None, None)
    member.unit = member_unit
    member.season, stands = standing.season_of(actor, rows)
    if not _shows(stands, member.pk):
        return None, None
    return submission, stands


def readable(actor, these):
    """Return the keys of those among these submissions that `found` would show the actor, in two questions at most."""
    seasons = standing.standings(actor, {one.member.season_id for one in these if one.member_id})
    years = {one.unit_year_id for one in these if one.unit_year_id}
    kept = set(unit_years_visible_to(actor).filter(pk__in=years).values_list("pk", flat=True)) if years else ()
    return {
        one.pk
        for one in these
        if one.unit_year_id in kept or (one.member_id and _shows(seasons.get(one.member.season_id), one.member_id))
    }


def _shows(stands, member_id):
    return stands is not None and stands.known and standing.sees_member(stands, member_id)


def is_over(submission):
    """Whether entry is over: from then on every change is a correction with a reason."""
    if submission.state == SubmissionState.SUBMITTED:
        return True
    return submission.member_id is not None and submission.member.season.phase != Phase.REPORTING
