"""How a person stands to a season: read once a request, asked by every policy."""

from itertools import groupby

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from accounts.roles import Right, Role, grants
from clusters.choices import Phase, PostKind
from clusters.models import Cluster, Member, Post, Season, UnitYear
from clusters.queries import plain, prepared
from clusters.queries.stance import Place, Standing
from organisations import keys
from organisations.choices import UnitKind
from organisations.models import Unit

STAFF = tuple(role for role in Role if grants(role, Right.RUN_SEASON))
ORGANISERS = tuple(role for role in Role if grants(role, Right.MANAGE_CLUSTERS))


def reader(actor):
    """What of an actor decides which results of whatever season he may read: for the name of what is drawn for him."""
    roles = (actor.is_administrator, actor.role in STAFF, actor.role in ORGANISERS)
    return (*roles, actor.unit_id, tuple(sorted(actor.unit_ids)))


def organises(actor, cluster):
    """Whether the actor acts for the unit that organises the cluster; the central administrator does for all."""
    if actor.is_administrator:
        return True
    return actor.role in ORGANISERS and cluster.organiser_id in actor.unit_ids


# The same rule for plain SQL about a post `p` on the day `today`.
IN_FORCE = "p.valid_from <= %(today)s AND (p.valid_to IS NULL OR p.valid_to > %(today)s)"


def posts_in_force(on=None):
    """Posts that are held today, or on the day."""
    on = on or timezone.localdate()
    return Post.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)


# Whether the deputy of the row has people who do not serve the head too: a unit of the day that took the place of the
# deputy's, or is it, and of no head's.
HEIRS = "UNION SELECT n.successor_id FROM organisations_succession n JOIN {0} ON n.predecessor_id = {0}.id"
APART = f"""WITH RECURSIVE mine(id) AS (SELECT m.unit_id {HEIRS.format("mine")}), theirs(id) AS (
    SELECT h.unit_id FROM clusters_member h JOIN clusters_post p ON p.member_id = h.id
    WHERE h.season_id = s.id AND p.kind = 'head' AND {IN_FORCE} {HEIRS.format("theirs")})
  SELECT FROM mine JOIN organisations_unit u ON u.id = mine.id
  WHERE u.valid_from <= %(today)s AND (u.valid_to IS NULL OR u.valid_to > %(today)s)
    AND mine.id NOT IN (SELECT id FROM theirs)"""  # noqa: S608 -- our own rule
# A season with its cluster, and a `Place` for each of its members that belong to the units ($2, of which $5 exist), to
# his other units ($4) or hold a post on the day ($3); $1 is the key of what is looked for. Read by `season_of`.
SEASON = f"""{plain.columns(Season, "s")}, {plain.columns(Cluster, "c")}, {plain.columns(Unit, "o")}, own.*"""
BESIDE_SEASON = f"""
LEFT JOIN clusters_cluster c ON c.id = s.cluster_id
LEFT JOIN organisations_unit o ON o.id = c.organiser_id
LEFT JOIN LATERAL (
  SELECT m.id, m.unit_id = ANY($2::bigint[]), m.unit_id = ANY($4::bigint[]), p.kind, m.unit_id = ANY($5::bigint[]),
    COALESCE(m.left_on <= $3::date, false),
    CASE WHEN m.unit_id = ANY($2::bigint[]) AND s.phase IN ('reporting', 'appraisal') THEN
      s.phase || ' ' || (SELECT r.state FROM clusters_submission r WHERE r.member_id = m.id AND r.period = 'FY') END,
    p.kind = 'deputy' AND s.phase IN ('appraisal', 'appraised') AND EXISTS ({APART % {"today": "$3::date"}})
  FROM clusters_member m
  LEFT JOIN clusters_post p ON p.member_id = m.id AND {IN_FORCE % {"today": "$3::date"}}
  WHERE m.season_id = s.id AND (m.unit_id = ANY($2::bigint[] || $4::bigint[]) OR p.id IS NOT NULL)) own ON true
"""  # noqa: S608 -- our own rule
FOUND = f"SELECT {SEASON} FROM clusters_season s {BESIDE_SEASON} WHERE s.id = $1"  # noqa: S608 -- our own rule
FOUND_ALL = f"SELECT s.id, {SEASON} FROM clusters_season s {BESIDE_SEASON} WHERE s.id = ANY($1) ORDER BY s.id"  # noqa: S608 -- as above
PLACES = len(Place._fields)
_WIDTH = plain.width(Season, Cluster, Unit) + PLACES


def found(actor, pk):
    """Return a season with its cluster and how the actor stands to it today, in one question.

    None twice when there is none, or none that the actor may know of.
    """
    season, stands = (None, None) if actor is None else _found(actor, pk)
    return (season, stands) if stands is not None and stands.known else (None, None)


def standing(actor, season, *, on=None):
    """Return how the actor stands to the season today (or on the day), in one question."""
    return _found(actor, season.pk, on)[1]


def standings(actor, season_ids):
    """Return how the actor stands to each of the seasons today, in one question."""
    rows = _asked("clusters_found_seasons", FOUND_ALL, actor, [*season_ids]) if season_ids else []
    return {pk: season_of(actor, [*own])[1] for pk, own in groupby(rows, key=lambda row: row[0])}


def _found(actor, pk, on=None):
    return season_of(actor, looked_for("clusters_found_season", FOUND, actor, pk, on))


def looked_for(name, statement, actor, pk, on=None):
    """Return the rows of a prepared statement whose columns end in SEASON, for the actor and today (or the day)."""
    return [] if pk > keys.GREATEST else _asked(name, statement, actor, pk, on)


def _asked(name, statement, actor, about, on=None):
    units, others, current = ([*ids] for ids in (actor.unit_ids, actor.other_unit_ids, actor.current_unit_ids))
    asked = [about, units, on or timezone.localdate(), others, current]
    with connection.cursor() as cursor:
        prepared.execute(cursor, name, statement, asked)
        return cursor.fetchall()


def season_of(actor, rows):
    """Return the season in the last columns of the rows and how the actor stands to it; None twice without one."""
    if not rows:
        return None, None
    season, cluster, organiser = plain.read(rows[0][-_WIDTH:-PLACES], Season, Cluster, Unit)
    if season is None:
        return None, None
    season.cluster, cluster.organiser = cluster, organiser
    return season, _standing(actor, season, [Place(*row[-PLACES:]) for row in rows])


def _standing(actor, season, places):
    organised = organises(actor, season.cluster) or (actor.role in ORGANISERS and season.organiser_id in actor.unit_ids)
    organiser_id = season.organiser_id or season.cluster.organiser_id

    def members(says):
        return frozenset(place.member for place in places if says(place))

    return Standing(
        phase=season.phase,
        staff=actor.role in STAFF,
        enters=grants(actor.role, Right.ENTER_FIGURES),
        organises=organised,
        presides=organised and (actor.is_administrator or organiser_id in actor.current_unit_ids),
        own=members(lambda place: place.own),
        current=members(lambda place: place.current),
        gone=members(lambda place: place.own and place.gone),
        returned=members(lambda place: place.of_year == "appraisal returned"),
        handed_in=members(lambda place: place.of_year == "reporting submitted"),
        elsewhere=members(lambda place: place.elsewhere),
        heads=members(lambda place: place.post == PostKind.HEAD),
        deputies=members(lambda place: place.post == PostKind.DEPUTY),
        apart=members(lambda place: place.apart),
        follows=_follows(actor)
        and season.phase == Phase.PUBLISHED
        and season.cluster.organiser.kind == UnitKind.CENTRAL_BOARD,
    )


def _follows(actor):
    """Members of the Central Council follow the clusters that the centre organises, once results are published."""
    if not grants(actor.role, Right.FOLLOW_CLUSTERS):
        return False
    return Unit.objects.filter(pk=actor.unit_id, kind=UnitKind.COUNCIL, parent=None).exists()


def seasons_visible_to(actor):
    """Seasons that the actor may know of: those of his units, those that his unit organises, those that he follows."""
    if actor is None:
        return Season.objects.none()
    if actor.is_administrator:
        return Season.objects.select_related("cluster", "cluster__organiser")
    visible = Q(pk__in=Member.objects.filter(unit__in=actor.unit_ids).values("season"))
    if actor.role in ORGANISERS:
        visible |= Q(cluster__organiser__in=actor.unit_ids) | Q(organiser__in=actor.unit_ids)
    elif _follows(actor):
        visible |= Q(cluster__organiser__kind=UnitKind.CENTRAL_BOARD, phase=Phase.PUBLISHED)
    return Season.objects.filter(visible).select_related("cluster", "cluster__organiser")


def members_visible(standing, season):
    """Members whose figures and points the standing lets one see."""
    members, seen = Member.objects.filter(season=season).select_related("unit"), _seen(standing)
    return members if seen is None else members.filter(pk__in=seen)


def sees_member(standing, member_id):
    """Whether a member of the season is among those that `members_visible` gives."""
    seen = _seen(standing)
    return seen is None or member_id in seen


def _seen(standing):
    """The members whose results the standing lets one see; None for all."""
    if standing.sees_all:
        return None
    if standing.deputy and standing.phase in (Phase.APPRAISAL, Phase.APPRAISED):
        return standing.own | standing.heads
    return standing.own


def unit_years_visible_to(actor):
    """Own years of the actor's units; the central board and a superuser see all."""
    if actor is None:
        return UnitYear.objects.none()
    years = UnitYear.objects.select_related("unit")
    return years if actor.is_administrator else years.filter(unit__in=actor.unit_ids)
