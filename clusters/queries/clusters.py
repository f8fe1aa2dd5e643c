"""Clusters as pages list them."""

from dataclasses import dataclass

from django.db.models import Count, Max, Q
from django.utils import timezone

from accounts.roles import Role
from clusters.models import Cluster, Member, Season
from clusters.queries import organisers
from clusters.queries.standing import ORGANISERS, seasons_visible_to
from organisations.choices import UnitKind
from organisations.models import Unit
from organisations.vietnamese import folded, sort_key


@dataclass(frozen=True, slots=True)
class ClusterLine:
    """One cluster with how many seasons the reader's list may speak of."""

    cluster: Cluster
    organiser: Unit
    seasons: int
    last_year: int | None


def clusters_visible_to(actor):
    """Clusters that the actor's unit organises, or was in for a season; the portal's administrator sees all."""
    if actor is None:
        return Cluster.objects.none()
    clusters = Cluster.objects.select_related("organiser")
    if actor.is_administrator:
        return clusters
    mine = Q(pk__in=Member.objects.filter(unit__in=actor.unit_ids).values("season__cluster"))
    if actor.role in ORGANISERS:
        mine |= Q(organiser__in=actor.unit_ids)
        mine |= Q(pk__in=Season.objects.filter(organiser__in=actor.unit_ids).values("cluster"))
    return clusters.filter(mine)


def listed(actor, asked=""):
    """Return the lines of the list, by name; `asked` is looked for without marks."""
    known = Q(seasons__in=seasons_visible_to(actor).values("pk"))
    counted = clusters_visible_to(actor).annotate(
        seasons_count=Count("seasons", filter=known), last=Max("seasons__year", filter=known)
    )
    named = organisers.of_clusters(counted, timezone.localdate())
    found = [ClusterLine(each, named[each.pk], each.seasons_count, each.last) for each in counted]
    wanted = folded(asked)
    if wanted:
        found = [line for line in found if wanted in folded(f"{line.cluster.name} {line.organiser.name}")]
    return sorted(found, key=lambda line: (line.cluster.closed_on is not None, sort_key(line.cluster.name)))


def organisers_for(actor, day):
    """Units that the actor may name as the organiser of a cluster."""
    units = Unit.objects.on(day).order_by("sort_key")
    if actor.is_administrator:
        return units.filter(Q(kind=UnitKind.CENTRAL_BOARD) | Q(kind__in=[UnitKind.PROVINCE, UnitKind.CITY]))
    if actor.role in (Role.REVIEWER, Role.ADMINISTRATOR):
        return units.filter(pk__in=actor.unit_ids)
    return units.none()
