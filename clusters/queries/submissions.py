"""Whether a person may read a submission, and whether entry into it is over."""

from clusters.choices import Phase, SubmissionState
from clusters.models import Submission
from clusters.queries import standing
from clusters.queries.standing import unit_years_visible_to


def found(actor, pk):
    """Return a submission that the actor may read, and how he stands to its season (None for an own year).

    None twice when there is none, or none that he may read.
    """
    related = ("member__unit", "unit_year__unit", "submitted_by")
    submission = Submission.objects.select_related(*related).filter(pk=pk).first()
    if submission is None:
        return None, None
    if submission.member_id is None:
        visible = unit_years_visible_to(actor).filter(pk=submission.unit_year_id).exists()
        return (submission, None) if visible else (None, None)
    season, stands = standing.found(actor, submission.member.season_id)
    if season is None or not standing.sees_member(stands, submission.member_id):
        return None, None
    submission.member.season = season
    return submission, stands


def is_over(submission):
    """Whether entry is over: from then on every change is a correction with a reason."""
    if submission.state == SubmissionState.SUBMITTED:
        return True
    return submission.member_id is not None and submission.member.season.phase != Phase.REPORTING
