"""What waits for somebody among the nominations."""

from django.db.models import Count, Q

from awards.choices import Stage
from clusters.choices import Phase
from clusters.queries.standing import seasons_visible_to, standing

WAITING_FOR_PROPOSER = (Stage.DRAFT, Stage.RETURNED)
WAITING_FOR_REVIEWER = (Stage.SUBMITTED, Stage.APPROVED)


def seasons_of(actor):
    """Seasons whose nominations the actor may see, with how many wait for the proposer and for the reviewer."""
    seasons = seasons_visible_to(actor).filter(phase__in=(Phase.APPRAISED, Phase.PUBLISHED))
    counted = seasons.annotate(
        nominated=Count("nominations"),
        to_propose=Count("nominations", filter=Q(nominations__stage__in=WAITING_FOR_PROPOSER)),
        to_review=Count("nominations", filter=Q(nominations__stage__in=WAITING_FOR_REVIEWER)),
    )
    unpublished = [season for season in counted if season.phase != Phase.PUBLISHED]
    hidden = {season.pk for season in unpublished if not standing(actor, season).sees_all}
    return [season for season in counted if season.pk not in hidden]
