"""The next step of each season that the actor leads: what its secretariat or its organiser has to do now."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.roles import Role
from clusters.choices import Phase
from clusters.models import Cluster, Season
from clusters.queries.standing import IN_FORCE, STAFF

SCORED = (Phase.APPRAISAL, Phase.APPRAISED)
# The running seasons that a unit leads as head today, or whose cluster it organises, and what their next steps depend
# on. A run older than the count of changes says nothing of them.
LED = f"""
SELECT s.id, s.year, s.phase, c.id, c.name, c.word, d.due_at, run.id, coalesce(run.provisional, false),
  coalesce(run.inputs_version <> s.inputs_version, false),
  EXISTS (SELECT FROM clusters_criteriasheet t WHERE t.season_id = s.id AND t.state <> 'draft'),
  EXISTS (SELECT FROM clusters_conference f JOIN clusters_resolution r ON r.conference_id = f.id
    WHERE f.season_id = s.id AND f.kind = 'year_end' AND r.kind = 'concluded' AND r.replaced_by_id IS NULL),
  EXISTS (SELECT FROM clusters_rankingrow w WHERE w.run_id = run.id AND w.incomplete),
  NOT EXISTS (SELECT FROM clusters_member o WHERE o.season_id = s.id AND o.left_on IS NULL AND NOT EXISTS (
    SELECT FROM clusters_submission b WHERE b.member_id = o.id AND b.period = 'FY' AND b.state = 'submitted'))
FROM clusters_season s
JOIN clusters_cluster c ON c.id = s.cluster_id
LEFT JOIN clusters_phasedeadline d ON d.season_id = s.id AND d.phase = s.phase
LEFT JOIN LATERAL (SELECT id, provisional, inputs_version FROM clusters_rankingrun
  WHERE season_id = s.id AND state = 'done' ORDER BY finished_at DESC, id DESC LIMIT 1) run ON true
WHERE s.phase = ANY(%(phases)s)
  AND (%(staff)s AND EXISTS (SELECT FROM clusters_post p JOIN clusters_member m ON m.id = p.member_id
      WHERE m.season_id = s.id AND m.unit_id = ANY(%(units)s) AND p.kind = 'head' AND {IN_FORCE})
    OR %(reviewer)s AND c.organiser_id = ANY(%(units)s))
ORDER BY s.year DESC, s.id
"""  # noqa: S608 -- our own rule
# What each step says, the page on which it is taken, and the phase that it leads to where that is asked for.
STEPS = {
    "appraise": (
        gettext_noop("Move %(season)s on to the appraisal: all its members have handed in their results"),
        "move_season",
        Phase.APPRAISAL,
    ),
    "agree": (
        gettext_noop("Agree on the points of %(season)s, then move it on: the ranking lacks no points"),
        "move_season",
        Phase.APPRAISED,
    ),
    "rank": (gettext_noop("Compute the ranking of %(season)s"), "ranking"),
    "rank_again": (
        gettext_noop("Look at the ranking of %(season)s again: figures, plans or points were entered since"),
        "ranking",
    ),
    "complete": (
        gettext_noop("Give the points that are missing in %(season)s, then compute the ranking again"),
        "scores_overview",
    ),
    "rank_final": (
        gettext_noop("Compute the final ranking of %(season)s: the last one was before the points were agreed"),
        "ranking",
    ),
    "conclude": (gettext_noop("Record the conclusion of the year-end conference of %(season)s"), "conferences"),
    "publish": (gettext_noop("Publish the results of %(season)s"), "move_season", Phase.PUBLISHED),
    "await": (gettext_noop("Follow who has yet to hand in the results of %(season)s"), "figures_overview"),
    "late": (gettext_noop("Move %(season)s to its next phase: the deadline of this one has passed"), "season"),
}


@dataclass(frozen=True, slots=True)
class _Led:
    """A season with what its next steps depend on: its deadline, its last ranking, its sheet and its conclusion."""

    season: Season
    due: dt.datetime | None
    last_run: int | None
    provisional: bool
    changed: bool
    scored: bool
    concluded: bool
    unfinished: bool
    handed_in: bool


def next_steps(actor):
    """[(step, season, the day its phase was due or None)] in one question; a step is a word of STEPS."""
    asked = {
        "phases": [str(phase) for phase in (Phase.REPORTING, *SCORED)],
        "staff": actor.role in STAFF,
        "reviewer": actor.role == Role.REVIEWER,
        "units": list(actor.unit_ids),
        "today": timezone.localdate(),
    }
    if not (asked["staff"] or asked["reviewer"]):
        return []
    with connection.cursor() as cursor:
        cursor.execute(LED, asked)
        led = [_led(row) for row in cursor.fetchall()]
    return [(step, each.season, _day(each.due)) for each in led for step in _steps(each)]


def _led(row):
    pk, year, phase, cluster, name, word, *rest = row
    season = Season(id=pk, year=year, phase=phase, cluster=Cluster(id=cluster, name=name, word=word))
    return _Led(season, *rest)


def _steps(led):
    """The steps that wait in one season, in the order in which they are taken."""
    found = [step for step in [_ranking_step(led)] if step]
    if led.season.phase == Phase.REPORTING and led.handed_in:
        found.append("appraise")
    if led.season.phase == Phase.APPRAISAL and not found and led.last_run and not led.unfinished:
        found.append("agree")
    if led.season.phase == Phase.APPRAISED:
        if not led.concluded:
            found.append("conclude")
        if not found:
            found.append("publish")
    if not found and led.due is not None and led.due < timezone.now():
        found.append("late")
    if led.season.phase == Phase.REPORTING and not led.handed_in:
        found.append("await")
    return found


def _ranking_step(led):
    """Results are published on a ranking that lacks no points and was computed after they were agreed."""
    if led.season.phase not in SCORED or not led.scored:
        return None
    if led.last_run is None:
        return "rank"
    if led.changed:
        return "rank_again"
    if led.season.phase == Phase.APPRAISED and led.provisional:
        return "complete" if led.unfinished else "rank_final"
    return None


def _day(moment) -> dt.date | None:
    return None if moment is None else timezone.localdate(moment)
