"""How far a portal is on the way to its first published season: the first steps ask here whether they are done."""

from django.db import connection
from django.db.models import Exists, OuterRef

from clusters.models import Cluster, Season

# The step, and what there is of some season once it is done.
DONE = {
    "cluster": "clusters_cluster",
    "season": "clusters_season",
    "members": "clusters_member",
    "posts": "clusters_post WHERE kind = 'head' AND decided_on IS NOT NULL",
    "indicators": "clusters_indicator",
    "sheet": "clusters_criteriasheet WHERE state <> 'draft'",
    "opened": "clusters_season WHERE phase <> 'draft'",
    "handed_in": """clusters_season s WHERE EXISTS (
        SELECT FROM clusters_member m WHERE m.season_id = s.id AND m.left_on IS NULL)
      AND NOT EXISTS (SELECT FROM clusters_member m WHERE m.season_id = s.id AND m.left_on IS NULL AND NOT EXISTS (
        SELECT FROM clusters_submission b WHERE b.member_id = m.id AND b.period = 'FY' AND b.state = 'submitted'))""",
    "ranking": "clusters_rankingrun WHERE state = 'done' AND NOT provisional",
    "conclusion": """clusters_conference f JOIN clusters_resolution r ON r.conference_id = f.id
      WHERE f.season_id IS NOT NULL AND f.kind = 'year_end' AND r.kind = 'concluded' AND r.replaced_by_id IS NULL""",
    "published": "clusters_season WHERE phase = 'published'",
}
ASKED = f"SELECT {', '.join(f'EXISTS (SELECT FROM {there})' for there in DONE.values())}"  # noqa: S608 -- our own words


def done():
    """{step: whether it is done of any season}, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED)
        return dict(zip(DONE, cursor.fetchone(), strict=True))


def organised_by(actor):
    """Whether the actor's units organise a cluster that is not closed, and whether a season of one is there."""
    seasons = Season.objects.filter(cluster=OuterRef("pk"))
    clusters = Cluster.objects.filter(organiser__in=actor.unit_ids, closed_on=None).annotate(begun=Exists(seasons))
    begun = list(clusters.values_list("begun", flat=True))
    return bool(begun), any(begun)
