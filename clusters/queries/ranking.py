"""A season's runs and the table that a finished run found."""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q

from clusters.choices import AGREED, OPEN, RunState
from clusters.models import RankingRow, RankingRun, RunDocument


@dataclass(frozen=True, slots=True)
class Column:
    """A top line of the sheet: its key, its label and name, the most it can earn."""

    key: str
    label: str
    name: str
    most: Decimal
    bonus: bool

    def __str__(self):
        return f"{self.label} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class TieStep:
    """One step of the sheet's tie-break chain; `line` is the criterion that it looks at, where it looks at one."""

    by: str
    line: object | None
    name: str


class RankedUnit(NamedTuple):
    """What a member's unit is called now, and what it is sorted by."""

    name: str
    sort_key: str

    def __str__(self):
        return self.name


@dataclass(frozen=True, slots=True)
class Ranked:
    """One member's row as pages and papers show it; `groups` follow the table's columns."""

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


READ = ("member__unit__name", "member__unit__sort_key", "member_id", "groups", "place", "shared", "score", "total")
READ += ("percent", "gap", "class_key", "held", "incomplete", "won", "lost")


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
    def tied(self):
        """Whether equal points had to be parted, or stayed equal."""
        return any(row.won or row.lost or row.shared for row in self.rows)

    def unit(self, member_id):
        """The unit of a member of the table."""
        return next(row.unit for row in self.rows if row.member_id == member_id)


def rows_of(run, inputs, results):
    """Unsaved rows of a run from what scoring found."""
    return [RankingRow(run=run, **values) for values in values_of(inputs, results)]


def values_of(inputs, results):
    """What scoring found as the columns of the rows, in the order of the table; member keys are primary keys."""
    lines = inputs["sheet"]["lines"]
    tops = [(index, line["key"]) for index, line in enumerate(lines) if line["parent"] is None]
    return [
        {
            "member_id": int(row["key"]),
            "place": row["place"],
            "shared": row["shared"],
            "score": _decimal(row["score"]),
            "total": Decimal(row["total"]),
            "percent": _decimal(row["percent"]),
            "gap": _decimal(row["gap"]),
            "class_key": row["class"] or "",
            "held": row["held"],
            "incomplete": bool(row["missing"]),
            "groups": {key: row["points"][index] for index, key in tops},
            "won": row["won"],
            "lost": row["lost"],
        }
        for row in results["rows"]
    ]


def _decimal(text):
    return None if text is None else Decimal(text)


def last_done(season, asked_last=None):
    """The run that is shown: the last that succeeded; None before the first. `asked_last` spares the question."""
    if asked_last is not None and asked_last.state == RunState.DONE:
        return asked_last
    runs = RankingRun.objects.done().filter(season=season).select_related("sheet").order_by("-finished_at", "-pk")
    return _of(season, runs.first())


def latest(season):
    """The run asked for last, however it stands; None before the first. One run of a season is open at a time."""
    runs = RankingRun.objects.filter(season=season).select_related("sheet").order_by("-requested_at", "-pk")
    return _of(season, runs.first())


def _of(season, run):
    if run is not None:
        run.season = season
    return run


def final(season):
    """The shown run when it is not provisional and the points are agreed still: what nominations may rest on."""
    run = last_done(season)
    return run if run is not None and not run.provisional and season.phase in AGREED else None


def table(run):
    """Return the table of a finished run, in two queries however many members there are."""
    asked = [int(tie["line"]) for tie in run.sheet.ties if str(tie.get("line", "")).isdigit()]
    criteria = list(run.sheet.criteria.filter(Q(parent=None) | Q(pk__in=asked)).order_by("position"))
    tops = [criterion for criterion in criteria if criterion.parent_id is None]
    columns = tuple(
        Column(key=str(top.pk), label=top.label, name=top.name, most=top.max_points, bonus=top.bonus) for top in tops
    )
    rows = RankingRow.objects.filter(run=run).values_list(*READ).order_by("place", "member__position", "member_id")
    ranked = tuple(_ranked(row, columns) for row in rows)
    return RankingTable(run=run, columns=columns, rows=ranked, ties=_ties(run.sheet, criteria))


def _ties(sheet, criteria):
    by_key = {str(criterion.pk): criterion for criterion in criteria}
    return tuple(TieStep(tie["by"], by_key.get(tie.get("line")), tie.get("name", "")) for tie in sheet.ties)


def _ranked(row, columns):
    name, sort_key, member_id, groups, *told = row
    points = tuple(_decimal(groups.get(column.key)) for column in columns)
    return Ranked(member_id, RankedUnit(name, sort_key), points, *told)


def document(run):
    """What the run rests on and found, parsed; see scoring.frozen for its shape."""
    return json.loads(RunDocument.objects.values_list("text", flat=True).get(run=run))


def in_progress(run):
    return run is not None and run.state in OPEN
