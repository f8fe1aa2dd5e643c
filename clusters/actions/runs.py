"""The row of a run from taken up to done, in few statements: a country has hundreds of runs, each of milliseconds."""

import json
import struct
from contextlib import contextmanager
from io import BytesIO
from time import monotonic

import orjson
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from clusters.choices import ENTRY, RunState
from clusters.models import Cluster, CriteriaSheet, RankingRun, Season
from clusters.queries import prepared

LOCK_KIND = 7101
TOLD_EVERY = 0.5  # seconds
OF_THE_RUN = ("id", "season_id", "state", "started_at", "heartbeat_at", "attempts")
OF_THE_SEASON = ("id", "year", "phase", "cluster_id")
OF_THE_CLUSTER = ("id", "name", "word")
OF_THE_SHEET = ("id", "season_id", "state", "title", "decision", "version", "places", "total_cap", "not_assigned")
OF_THE_SHEET += ("ties", "classes", "gates", "illustrative")


def _named(table, names):
    return ", ".join(f"{table}.{name} AS {table}_{name}" for name in names)


# A queued run of a season that stands in one of the phases, unless one is open; the season is locked till the commit.
ASK = """
WITH season AS (SELECT id FROM clusters_season WHERE id = $1 AND phase = ANY($2::text[]) FOR UPDATE)
INSERT INTO clusters_rankingrun (season_id, state, requested_at, requested_by_id, sent_at, progress_done,
  progress_total, attempts, provisional, illustrative, code, code_version)
SELECT id, 'queued', $3, $4::bigint, $3, 0, 0, 0, false, false, '', '' FROM season
ON CONFLICT (season_id) WHERE state IN ('queued', 'running') DO NOTHING RETURNING id
"""
# The lock first, then the run if it is open still; one row in any case, for it says whether the lock is ours.
TAKE = f"""
WITH held AS MATERIALIZED (SELECT pg_try_advisory_lock({LOCK_KIND}, $1::int) AS alone),
taken AS (
  UPDATE clusters_rankingrun r SET state = 'running', heartbeat_at = $2, attempts = r.attempts + 1,
    started_at = coalesce(r.started_at, $2)
  FROM held, clusters_season s JOIN clusters_cluster c ON c.id = s.cluster_id
  LEFT JOIN LATERAL (SELECT * FROM clusters_criteriasheet WHERE season_id = s.id AND state <> 'draft'
    ORDER BY version DESC LIMIT 1) t ON true
  WHERE held.alone AND r.id = $1 AND r.state IN ('queued', 'running') AND s.id = r.season_id
  RETURNING {_named("r", OF_THE_RUN)}, {_named("s", OF_THE_SEASON)}, {_named("c", OF_THE_CLUSTER)},
    {_named("t", OF_THE_SHEET)})
SELECT held.alone, taken.* FROM held LEFT JOIN taken ON true
"""  # noqa: S608 -- our own names
# The end of a run with everything that it found, and the sheet that it freezes, or nothing at all. Whether the season
# had reached its agreed points is asked when the result is written, not when it was begun. The lock is let go with it:
# until this is committed its row holds back whoever would take the run up again.
FINISH = f"""
WITH ended AS (
  UPDATE clusters_rankingrun r SET state = 'done', finished_at = $2, sheet_id = $3, code = $4, code_version = $5,
    illustrative = $6, inputs_version = $7, progress_done = $8, progress_total = $8,
    provisional = $9 OR s.phase <> 'appraised'
  FROM clusters_season s WHERE s.id = r.season_id AND r.id = $1 AND r.state = 'running' RETURNING r.id, r.provisional),
frozen AS (
  UPDATE clusters_criteriasheet t SET state = 'frozen' FROM ended WHERE t.id = $3 AND t.state = 'published'
  RETURNING t.id),
found AS (
  INSERT INTO clusters_rankingrow (run_id, member_id, place, shared, score, total, percent, gap, class_key, held,
    incomplete, groups, won, lost)
  SELECT ended.id, row.* FROM ended, json_to_recordset($10) AS row(member_id bigint, place int, shared boolean,
    score numeric, total numeric, percent numeric, gap numeric, class_key text, held boolean, incomplete boolean,
    groups jsonb, won jsonb, lost jsonb))
SELECT provisional, EXISTS (SELECT FROM frozen), pg_advisory_unlock({LOCK_KIND}, $1::int) FROM ended
"""  # noqa: S608 -- our own names
# Hundreds of kilobytes: as a word of a statement PostgreSQL would read them letter by letter.
DOCUMENT = "COPY clusters_rundocument (run_id, text) FROM STDIN (FORMAT binary)"
COPY_HEAD, COPY_END = b"PGCOPY\n\xff\r\n\0" + bytes(8), struct.pack("!h", -1)


def asked(season, *, by):
    """Queue a run of the season and return it; None while one is open, or where its phase has no rankings."""
    now = timezone.now()
    with connection.cursor() as cursor:
        prepared.execute(cursor, "clusters_ask_run", ASK, [season.pk, list(ENTRY), now, by.user_id])
        made = cursor.fetchone()
    return made and RankingRun(pk=made[0], season=season, requested_at=now, requested_by_id=by.user_id, sent_at=now)


@contextmanager
def alone(run_id):
    """Yield whether nobody else computes the run; the lock falls with the connection, so the killed block nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_KIND, run_id])
        held = cursor.fetchone()[0]
    try:
        yield held
    finally:
        if held:
            _let_go(run_id)


def _let_go(run_id):
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_KIND, run_id])
    except (DatabaseError, InterfaceError):
        # The connection is gone, or no longer answers; the lock must not outlive this run in either case.
        connection.close()


@contextmanager
def taken(run_id):
    """Take an open run up and yield it with its season, and the sheet that counts (or None).

    Yields None twice, and nothing is changed, when the run has ended or somebody else computes it.
    """
    # A statement that broke off may have left the lock behind it.
    ours, run = True, None
    try:
        with connection.cursor() as cursor:
            prepared.execute(cursor, "clusters_take_run", TAKE, [run_id, timezone.now()])
            ours, *values = cursor.fetchone()
        run, sheet = _taken(values)
        yield run, sheet
    finally:
        if ours and (run is None or run.state != RunState.DONE):
            _let_go(run_id)


def _taken(values):
    if values[0] is None:
        return None, None
    run, season, cluster, sheet = _models(values)
    season.cluster, run.season = cluster, season
    return run, sheet if sheet.pk else None


def _models(values):
    models = (RankingRun, OF_THE_RUN), (Season, OF_THE_SEASON), (Cluster, OF_THE_CLUSTER), (CriteriaSheet, OF_THE_SHEET)
    for model, names in models:
        read, values = dict(zip(names, values, strict=False)), values[len(names) :]
        for name in ("ties", "classes", "gates"):
            if isinstance(read.get(name), str):
                read[name] = json.loads(read[name])
        yield model(**read)


def telling(run):
    """Return a function that is told how many items are scored, and tells the run's row.

    It tells seldom enough that telling costs nothing, and apart from the run's own transaction.
    """
    last = monotonic()

    def tick(done):
        nonlocal last
        if monotonic() - last > TOLD_EVERY:
            last, run.progress_done = monotonic(), done
            told = {"heartbeat_at": timezone.now(), "progress_done": done, "progress_total": run.progress_total}
            RankingRun.objects.filter(pk=run.pk, state=RunState.RUNNING).update(**told)

    return tick


def finish(run, sheet, text, rows, *, incomplete):
    """Mark the run as done and write its document and its rows, inside the caller's transaction.

    Returns whether this run froze its sheet; None, and nothing is written, when the run is no longer running.
    """
    run.finished_at = timezone.now()
    told = [run.pk, run.finished_at, sheet.pk, run.code, run.code_version, run.illustrative, run.inputs_version]
    told += [run.progress_total, incomplete, orjson.dumps(rows, default=str).decode()]
    with connection.cursor() as cursor:
        prepared.execute(cursor, "clusters_finish_run", FINISH, told)
        ended = cursor.fetchone()
        if ended is None:
            return None
        _keep_document(cursor, run, text.encode())
    run.state, run.sheet, run.progress_done = RunState.DONE, sheet, run.progress_total
    run.provisional, froze, _let_go_too = ended
    return froze


def _keep_document(cursor, run, text):
    row = struct.pack("!hiqi", 2, 8, run.pk, len(text)) + text
    with connection.wrap_database_errors:
        cursor.copy_expert(DOCUMENT, BytesIO(COPY_HEAD + row + COPY_END), size=len(row) + 100)
