"""What waits for somebody among the nominations."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from awards.choices import COUNTED, PROPOSING, Stage
from awards.models import SeasonQuota
from clusters.choices import Phase, PostKind
from clusters.models import Season
from clusters.queries.standing import ORGANISERS, STAFF, organises, posts_in_force, seasons_visible_to


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do; `group` is the part of the first page: to_do, returned, to_review or to_follow."""

    title: str
    url: str
    group: str = "to_do"


def seasons_of(actor):
    """Seasons whose nominations the actor may see, with how many wait for whom; as many questions for all of them."""
    seasons = list(_counted(seasons_visible_to(actor).filter(phase__in=PROPOSING)))
    headed = set(_headed(actor).values_list("member__season", flat=True)) if actor.role in STAFF else set()
    shown = []
    for season in seasons:
        works_on_it = season.pk in headed or organises(actor, season.cluster)
        if works_on_it or season.phase == Phase.PUBLISHED:
            shown.append(season if works_on_it else _handed_in(season))
    return shown


def _handed_in(season):
    """The season without what only those who work on its nominations know of."""
    season.nominated -= season.prepared + season.returned
    season.prepared = season.returned = 0
    return season


def _headed(actor):
    """Head's posts that the actor's unit holds today."""
    return posts_in_force().filter(kind=PostKind.HEAD, member__unit__in=actor.unit_ids)


def _counted(seasons):
    stages = {
        "nominated": COUNTED,
        "prepared": (Stage.DRAFT,),
        "returned": (Stage.RETURNED,),
        "to_review": (Stage.SUBMITTED,),
        "to_decide": (Stage.APPROVED,),
    }
    counts = {name: Count("nominations", filter=Q(nominations__stage__in=found)) for name, found in stages.items()}
    return seasons.annotate(**counts)


def tasks(actor):
    """Every nomination that waits for the actor, in a number of questions that does not grow with them."""
    if actor is None:
        return []
    if actor.unit_ids and actor.role in STAFF:
        return _for_secretariat(actor)
    # A superuser has neither role nor unit, and reviews everywhere.
    return _for_reviewer(actor) if actor.is_administrator or actor.role in ORGANISERS else []


def _for_secretariat(actor):
    """Of seasons that the actor's unit heads: to propose while nothing is published, to hand in, came back."""
    headed = Season.objects.filter(pk__in=_headed(actor).values("member__season"), phase__in=PROPOSING)
    seasons = list(_counted(headed.select_related("cluster")))
    quotas = dict(SeasonQuota.objects.filter(season__in=seasons).order_by().values_list("season").annotate(Sum("most")))
    for season in seasons:
        if season.returned:
            title = _("Complete nominations of %(season)s that came back: %(count)d")
            yield _task(title, season, "returned", count=season.returned)
        if season.prepared:
            title = _("Hand in nominations of %(season)s: %(count)d")
            yield _task(title, season, "to_do", count=season.prepared)
        if season.phase == Phase.APPRAISED and season.nominated < quotas.get(season.pk, 0):
            title = _("Propose units of %(season)s for awards; places of the quota that are free: %(count)d")
            yield _task(title, season, "to_do", count=quotas[season.pk] - season.nominated)


# Nominations of the seasons that the units organise, or of all, counted by season and stage, the newest season first.
TO_REVIEW = """
SELECT s.id, n.stage, count(*)
FROM awards_nomination n JOIN clusters_season s ON s.id = n.season_id JOIN clusters_cluster c ON c.id = s.cluster_id
WHERE (%(everywhere)s OR c.organiser_id = ANY(%(units)s)) AND s.phase = ANY(%(phases)s) AND n.stage = ANY(%(stages)s)
GROUP BY s.id, s.year, c.code, n.stage ORDER BY s.year DESC, c.code, s.id, n.stage DESC
"""


def _for_reviewer(actor):
    """Of seasons that the actor reviews, as `organises` has it: to review, to wait for the decision."""
    asked = {"units": list(actor.unit_ids), "phases": list(map(str, PROPOSING)), "stages": list(map(str, REVIEWED))}
    asked["everywhere"] = actor.is_administrator
    with connection.cursor() as cursor:
        cursor.execute(TO_REVIEW, asked)
        counts = cursor.fetchall()
    seasons = Season.objects.select_related("cluster").in_bulk({season for season, _stage, _count in counts})
    for season, stage, count in counts:
        title, group = REVIEWED[Stage(stage)]
        yield _task(_(title), seasons[season], group, count=count)


REVIEWED = {
    Stage.SUBMITTED: (gettext_noop("Review nominations of %(season)s: %(count)d"), "to_review"),
    Stage.APPROVED: (gettext_noop("Nominations of %(season)s that wait for the decision: %(count)d"), "to_follow"),
}


def _task(title, season, group, *, count):
    told = {"season": season, "count": count}
    return Task(title=title % told, url=reverse("awards:season", args=[season.pk]), group=group)
