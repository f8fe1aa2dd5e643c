"""Which submissions a person may read, and whether entry into one is over."""

from django.db.models import Q

from clusters.choices import Phase, SubmissionState
from clusters.models import Submission
from clusters.queries.standing import members_visible, seasons_visible_to, standing, unit_years_visible_to


def submissions_visible_to(actor):
    """Submissions of seasons that the actor may know of, and of own years that he may read."""
    owned = Q(member__season__in=seasons_visible_to(actor)) | Q(unit_year__in=unit_years_visible_to(actor))
    related = ("member__season__cluster__organiser", "member__unit", "unit_year__unit", "submitted_by")
    return Submission.objects.filter(owned).select_related(*related)


def readable(actor, submission):
    """Whether the actor may read this submission, and how he stands to its season (None for an own year)."""
    if submission.member_id is None:
        return True, None
    stands = standing(actor, submission.member.season)
    return members_visible(stands, submission.member.season).filter(pk=submission.member_id).exists(), stands


def is_over(submission):
    """Whether entry is over: from then on every change is a correction with a reason."""
    if submission.state == SubmissionState.SUBMITTED:
        return True
    return submission.member_id is not None and submission.member.season.phase != Phase.REPORTING
