"""What was entered of a submission, as a short text that tells whether it changed while somebody looked."""

from django.db.models import Count, Max, Sum

from clusters.choices import Period
from clusters.models import Figure, Plan, Score


def mark(submission):
    """Return a text that is another one as soon as what is handed in was changed, added or taken back.

    That are its figures and plans, and for the year the points that the unit gave itself; three queries.
    """
    figures = Figure.objects.filter(submission=submission, current=True).aggregate(Max("pk"), Count("pk"))
    owned = Plan.objects.filter(member=submission.member_id, unit_year=submission.unit_year_id)
    plans = owned.aggregate(Max("pk"), Count("pk"), Sum("version"))
    scores = _given(submission).aggregate(Count("pk"), Sum("version"))
    return "-".join(str(told or 0) for told in (*figures.values(), *plans.values(), *scores.values()))


def self_scored(submission, lines):
    """[(line, score)] of the sheet's `lines` on which the unit gave itself points; none but for the year."""
    given = {score.criterion_id: score for score in _given(submission)}
    return [(line, given[line.pk]) for line in lines if line.pk in given]


def _given(submission):
    given = Score.objects.filter(member=submission.member_id, self_points__isnull=False).order_by()
    return given if submission.period == Period.FULL_YEAR else given.none()
