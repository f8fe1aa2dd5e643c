"""Conferences of a season or of a unit's own year, with what they resolved."""

from django.db.models import Prefetch

from clusters.models import Conference, Post, Resolution
from organisations.models import Unit


def of(**owner):
    """As `resolved`, with whom each conference introduced for a post."""
    introduced = Post.objects.select_related("member__unit", "member__season__cluster")
    return resolved(**owner).prefetch_related(Prefetch("introduced_posts", introduced))


def resolved(**owner):
    """Conferences of a season (season=...) or an own year (unit_year=...), their standing resolutions read."""
    standing = Resolution.objects.filter(replaced_by=None)
    conferences = Conference.objects.filter(**owner).select_related("host", "season__cluster", "unit_year__unit")
    return conferences.prefetch_related(Prefetch("resolutions", standing, to_attr="standing"))


def hosts(season):
    """Units that may host a conference of the season: its members."""
    return Unit.objects.filter(memberships__season=season).order_by("sort_key", "pk").distinct()


def resolutions_of(conferences):
    """Every resolution of the conferences, corrected ones too."""
    return Resolution.objects.filter(conference__in=list(conferences))


def newest(resolution):
    """The text that stands in the place of this one: itself, or the newest of its corrections."""
    while resolution.replaced_by_id is not None:
        resolution = Resolution.objects.get(pk=resolution.replaced_by_id)
    return resolution


def earlier(resolution):
    """The texts that this one replaced, newest first."""
    found = []
    while (resolution := Resolution.objects.filter(replaced_by=resolution).first()) is not None:
        found.append(resolution)
    return found
