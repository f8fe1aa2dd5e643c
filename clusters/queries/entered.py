"""What was entered of a submission, as a short text that tells whether it changed while somebody looked."""

from django.db.models import Count, Max, Sum

from clusters.models import Figure, Plan


def mark(submission):
    """Return a text that is another one as soon as a figure or a plan was changed, added or taken back; two queries."""
    figures = Figure.objects.filter(submission=submission, current=True).aggregate(Max("pk"), Count("pk"))
    owned = Plan.objects.filter(member=submission.member_id, unit_year=submission.unit_year_id)
    plans = owned.aggregate(Max("pk"), Count("pk"), Sum("version"))
    return "-".join(str(told or 0) for told in (*figures.values(), *plans.values()))
