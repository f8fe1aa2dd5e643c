"""Who organises a cluster by its name of a day, and who organised a season by the name of its time."""

import datetime as dt

from organisations import superiors
from organisations.models import Unit


def of_clusters(clusters, on):
    """Return {cluster's key: the unit that stands for its organiser on the day}, in one question at most."""
    clusters = list(clusters)
    ended = {each.organiser_id for each in clusters if _has_ended(each.organiser, on)}
    found = superiors.above((unit, on) for unit in ended) if ended else {}
    heirs = {unit: Unit(**rows[0]) for (unit, _on), rows in found.items() if rows}
    return {each.pk: heirs.get(each.organiser_id, each.organiser) for each in clusters}


def of_cluster(cluster, on):
    """Return the unit that stands for the cluster's organiser on the day; the organiser itself where nobody does."""
    return of_clusters([cluster], on)[cluster.pk]


def of_season(season, on):
    """Return who organises the season by its name of the day; of a published one, who organised it at its time."""
    if season.organiser_id is None:
        return of_cluster(season.cluster, on)
    return season.cluster.organiser if season.organiser_id == season.cluster.organiser_id else season.organiser


def at_the_time_of(season, on):
    """Return who organises the season as its papers name it for ever, when it is published on the day."""
    return of_cluster(season.cluster, min(on, dt.date(season.year, 12, 31)))


def _has_ended(unit, on):
    return unit.valid_to is not None and unit.valid_to <= on
