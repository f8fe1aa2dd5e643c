"""The row of a run from taken up to done, in few statements: a country has hundreds of runs, each of milliseconds."""

import datetime as dt
import json
from contextlib import contextmanager

from django.db import DatabaseError, connection
from django.utils import timezone

from clusters.choices import RunState, SheetState
from clusters.models import Cluster, CriteriaSheet, RankingRun, Season
from clusters.queries import prepared

LOCK_KIND = 7101
TOLD_EVERY = dt.timedelta(seconds=0.5)
OF_THE_RUN = ("id", "season_id", "state", "started_at", "heartbeat_at", "attempts")
OF_THE_SEASON = ("id", "year", "phase", "cluster_id")
OF_THE_CLUSTER = ("id", "name", "word")
OF_THE_SHEET = ("id", "season_id", "state", "title", "version", "places", "total_cap", "not_assigned")
OF_THE_SHEET += ("ties", "classes", "gates", "illustrative")


def _columns(table, names):
    return ", ".join(f"{table}.{name}" for name in names)


TAKE = f"""
UPDATE clusters_rankingrun r SET state = 'running', heartbeat_at = $2, attempts = r.attempts + 1,
  started_at = coalesce(r.started_at, $2)
FROM clusters_season s JOIN clusters_cluster c ON c.id = s.cluster_id
LEFT JOIN LATERAL (SELECT * FROM clusters_criteriasheet WHERE season_id = s.id AND state <> 'draft'
  ORDER BY version DESC LIMIT 1) t ON true
WHERE r.id = $1 AND r.state IN ('queued', 'running') AND s.id = r.season_id
RETURNING {_columns("r", OF_THE_RUN)}, {_columns("s", OF_THE_SEASON)}, {_columns("c", OF_THE_CLUSTER)},
  {_columns("t", OF_THE_SHEET)}
"""  # noqa: S608 -- our own names
# Whether the season had reached its agreed points is asked when the result is written, not when it was begun.
END = """
UPDATE clusters_rankingrun r SET state = 'done', finished_at = %(now)s, sheet_id = %(sheet)s, code = %(code)s,
  code_version = %(code_version)s, illustrative = %(illustrative)s, inputs_version = %(inputs_version)s,
  progress_done = %(total)s, progress_total = %(total)s, provisional = %(incomplete)s OR s.phase <> 'appraised'
FROM clusters_season s WHERE s.id = r.season_id AND r.id = %(run)s AND r.state = 'running' RETURNING r.provisional
"""
DOCUMENT = "INSERT INTO clusters_rundocument (run_id, text) VALUES (%s, %s)"
FREEZE = "UPDATE clusters_criteriasheet SET state = 'frozen' WHERE id = %s AND state = 'published'"
AS_JSON = ("groups", "won", "lost")


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
    except DatabaseError:
        # The connection is gone, or no longer answers; the lock must not outlive this run in either case.
        connection.close()


def take(run_id):
    """Take an open run up and return it with its season, and the sheet that counts (or None); None when it ended."""
    with connection.cursor() as cursor:
        prepared.execute(cursor, "clusters_take_run", TAKE, [run_id, timezone.now()])
        values = cursor.fetchone()
    if values is None:
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


def tick(run, done):
    """Tell how far the run is, seldom enough that telling costs nothing, and apart from the run's own transaction."""
    now = timezone.now()
    if now - run.heartbeat_at > TOLD_EVERY:
        run.heartbeat_at, run.progress_done = now, done
        told = {"heartbeat_at": now, "progress_done": done, "progress_total": run.progress_total}
        RankingRun.objects.filter(pk=run.pk, state=RunState.RUNNING).update(**told)


def end(run, sheet, *, incomplete):
    """Mark the run as done and hold its row until the result is written; False when it is no longer running."""
    told = {name: getattr(run, name) for name in ("code", "code_version", "illustrative", "inputs_version")}
    told |= {"run": run.pk, "sheet": sheet.pk, "now": timezone.now(), "total": run.progress_total}
    with connection.cursor() as cursor:
        cursor.execute(END, {**told, "incomplete": incomplete})
        ended = cursor.fetchone()
    if ended is None:
        return False
    run.state, run.sheet, run.finished_at, run.progress_done = RunState.DONE, sheet, told["now"], run.progress_total
    run.provisional = ended[0]
    return True


def store(run, sheet, text, rows):
    """Write the document and the rows, and freeze the sheet, in one message; return whether this run froze it."""
    names = ("run_id", *rows[0])
    values = [run.pk, text]
    for row in rows:
        values.append(run.pk)
        values += [json.dumps(value) if name in AS_JSON and value is not None else value for name, value in row.items()]
    blank = f"({', '.join(['%s'] * len(names))})"
    into = f"INSERT INTO clusters_rankingrow ({', '.join(names)}) VALUES "  # noqa: S608 -- our own names
    statements = [DOCUMENT, into + ", ".join([blank] * len(rows))]
    first = sheet.state == SheetState.PUBLISHED
    if first:
        statements.append(FREEZE)
        values.append(sheet.pk)
    with connection.cursor() as cursor:
        cursor.execute("; ".join(statements), values)
        # The count is that of the last statement: a sheet that was frozen meanwhile is not this run's doing.
        return first and cursor.rowcount == 1
