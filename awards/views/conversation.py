"""The season that a page of the awards speaks of, and the way back to its nominations."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from awards import policies
from clusters.conversation import found_season


def season_of(request, season_id):
    """The season and the reader's standing to it; 404 where he may not know of its nominations."""
    season, stands = found_season(request, season_id)
    if not policies.may_see(stands):
        raise Http404
    return season, stands


def season_crumbs(season):
    """The way back to the nominations of a season."""
    return [
        (_("Commendation"), reverse("awards:index")),
        (season, reverse("awards:season", args=[season.pk])),
    ]
