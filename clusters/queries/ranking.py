"""A season's runs and the table that a finished run found."""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from clusters.choices import OPEN, RunState
from clusters.models import CriteriaSheet, RankingRun, RunDocument
from clusters.queries import plain, prepared


class Column(NamedTuple):
    """A line of the sheet: its key, its label and name, the most it can earn."""

    key: str
    label: str
    name: str
    most: Decimal
    bonus: bool

    def __str__(self):
        return f"{self.label} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class TieStep:
    """One step of the sheet's tie-break chain; `line` is the line that it looks at, where it looks at one."""

    by: str
    line: Column | None
    name: str


class RankedUnit(NamedTuple):
    """What a member's unit is called now, and what it is sorted by."""

    name: str
    sort_key: str

    def __str__(self):
        return self.name


class Ranked(NamedTuple):
    """One member's row as pages and papers show it; `groups` follow the table's columns, `away` do not apply."""

    member_id: int
    unit: RankedUnit
    groups: tuple[Decimal | None, ...]
    place: int | None
    shared: bool
    score: Decimal | None
    total: Decimal
    percent: Decimal | None
    gap: Decimal | None
    class_key: str
    held: bool
    incomplete: bool
    won: list | None
    lost: list | None
    away: frozenset[int] = frozenset()


LATEST = f"""
SELECT {plain.columns(RankingRun, "r")}, {plain.columns(CriteriaSheet, "t")}
FROM clusters_rankingrun r LEFT JOIN clusters_criteriasheet t ON t.id = r.sheet_id
WHERE r.season_id = $1 ORDER BY r.requested_at DESC, r.id DESC LIMIT 1
"""  # noqa: S608 -- our own names
LINES = """
SELECT id::text, label, name, max_points, bonus, parent_id IS NULL FROM clusters_criterion
WHERE sheet_id = $1 AND (parent_id IS NULL OR id = ANY($2::bigint[])) ORDER BY position
"""
ROWS = """
SELECT u.name, u.sort_key, m.id, r.groups, r.place, r.shared, r.score, r.total, r.percent, r.gap, r.class_key, r.held,
  r.incomplete, r.won, r.lost
FROM clusters_rankingrow r JOIN clusters_member m ON m.id = r.member_id JOIN organisations_unit u ON u.id = m.unit_id
WHERE r.run_id = $1 ORDER BY r.place, m.position, m.id
"""


@dataclass(frozen=True, slots=True)
class RankingTable:
    """What a finished run found; the screen and the paper are handed this same object."""

    run: RankingRun
    columns: tuple[Column, ...]
    rows: tuple[Ranked, ...]
    ties: tuple[TieStep, ...]

    @property
    def by_percent(self):
        """Whether units are ranked by the percentage of what was assigned to them, and it differs from their points."""
        return any(row.percent is not None and row.percent != row.total for row in self.rows)

    @property
    def places(self):
        """Decimals of what is ranked: those of points, or more where the percentages of a long sheet bear more."""
        scores = (row.score.normalize() for row in self.rows if row.score is not None)
        return max([self.run.sheet.places, *(-score.as_tuple().exponent for score in scores)])

    @property
    def tied(self):
        """Whether equal points had to be parted, or stayed equal."""
        return any(row.won or row.lost or row.shared for row in self.rows)

    def unit(self, member_id):
        """The unit of a member of the table."""
        return next(row.unit for row in self.rows if row.member_id == member_id)


def _decimal(text):
    return None if text is None else Decimal(text)


def last_done(season, asked_last=None):
    """The run that is shown: the last that succeeded; None before the first. `asked_last` spares the question."""
    if asked_last is not None and asked_last.state == RunState.DONE:
        return asked_last
    runs = RankingRun.objects.done().filter(season=season).select_related("sheet").order_by("-finished_at", "-pk")
    return _of(season, runs.first())


def last_done_whole(season):
    """The run that is shown and its document, parsed, in one query; None twice before the first."""
    runs = RankingRun.objects.done().filter(season=season).select_related("sheet", "document")
    run = _of(season, runs.order_by("-finished_at", "-pk").first())
    return run, run and json.loads(run.document.text)


def latest(season):
    """The run asked for last, however it stands; None before the first. One run of a season is open at a time."""
    rows = _asked("clusters_latest_run", LATEST, season.pk)
    if not rows:
        return None
    run, sheet = plain.read(rows[0], RankingRun, CriteriaSheet)
    run.sheet = sheet
    return _of(season, run)


def _asked(name, statement, *values):
    with connection.cursor() as cursor:
        prepared.execute(cursor, name, statement, values)
        return cursor.fetchall()


def _of(season, run):
    if run is not None:
        run.season = season
    return run


def table(run, sheet_lines=None):
    """Return the table of a finished run, in two queries however many members there are.

    In one where the lines of its sheet have been read.
    """
    tied = [int(tie["line"]) for tie in run.sheet.ties if str(tie.get("line", "")).isdigit()]
    lines = _lines(run, tied) if sheet_lines is None else _told(sheet_lines, tied)
    columns = tuple(line for line, top in lines if top)
    ranked = tuple(_ranked(row, columns) for row in _asked("clusters_ranking_rows", ROWS, run.pk))
    return RankingTable(run=run, columns=columns, rows=ranked, ties=_ties(run.sheet, lines))


def _lines(run, tied):
    return [(Column(*line), top) for *line, top in _asked("clusters_ranking_lines", LINES, run.sheet_id, tied)]


def _told(sheet_lines, tied):
    wanted = [line for line in sheet_lines if line.parent_id is None or line.pk in tied]
    columns = (Column(str(one.pk), one.label, one.name, one.max_points, one.bonus) for one in wanted)
    return [(column, one.parent_id is None) for column, one in zip(columns, wanted, strict=True)]


def _ties(sheet, lines):
    by_key = {line.key: line for line, _top in lines}
    return tuple(TieStep(tie["by"], by_key.get(tie.get("line")), tie.get("name", "")) for tie in sheet.ties)


def _ranked(row, columns):
    name, sort_key, member_id, groups, *told, won, lost = row
    earned = json.loads(groups)
    points = tuple(_decimal(earned.get(column.key)) for column in columns)
    decided = [step and json.loads(step) for step in (won, lost)]
    away = frozenset(place for place, column in enumerate(columns) if column.key not in earned)
    return Ranked(member_id, RankedUnit(name, sort_key), points, *told, *decided, away)


def document(run):
    """What the run rests on and found, parsed; see scoring.frozen for its shape."""
    return json.loads(RunDocument.objects.values_list("text", flat=True).get(run=run))


def in_progress(run):
    return run is not None and run.state in OPEN
