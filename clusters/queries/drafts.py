"""Seasons in preparation, for the secretariat: what of it is its own to do, and what the organiser's."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.choices import Phase, PostKind
from clusters.models import Season
from clusters.queries import organisers
from clusters.queries.standing import posts_in_force
from clusters.queries.task import Task


def told(actor):
    """A task for each draft that a unit of the actor leads as head, the newest first: two questions at most.

    It leads to the page of the next phase, which names what is still missing and where that is mended.
    """
    led = posts_in_force().filter(kind=PostKind.HEAD, member__unit__in=actor.unit_ids)
    found = Season.objects.filter(phase=Phase.DRAFT, pk__in=led.values("member__season"))
    drafts = list(found.select_related("cluster__organiser").order_by("-year", "pk"))
    named = organisers.of_clusters((season.cluster for season in drafts), timezone.localdate())
    for season in drafts:
        title = _("Prepare %(season)s: write and publish the criteria sheet, then open the entry of results")
        note = _(
            "The page names what is still missing. Members, posts and deadlines are recorded by %(organiser)s, which "
            "organises the cluster."
        )
        yield Task(
            title=title % {"season": season},
            url=reverse("clusters:move_season", args=[season.pk, Phase.REPORTING]),
            note=note % {"organiser": named[season.cluster_id]},
        )
