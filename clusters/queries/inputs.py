"""What a ranking rests on: one query, one snapshot, in the shape of scoring.frozen."""

import json
from dataclasses import dataclass

from django.db import connection

from clusters.choices import CriterionKind, InputPart
from clusters.models import Criterion
from clusters.queries import sheets

# Everything a season's members reported, planned, were marked and were found to have, as of one instant. Numbers leave
# the database as plain text, so that nothing between it and the arithmetic can round them.
SNAPSHOT = """
SELECT json_build_object(
  'members', (
    SELECT coalesce(json_agg(json_build_array(m.id, to_char(u.valid_from, 'YYYY') || '-' || u.code, u.name)
      ORDER BY m.position, m.id), '[]')
    FROM clusters_member m JOIN organisations_unit u ON u.id = m.unit_id
    WHERE m.season_id = %(season)s AND m.left_on IS NULL),
  'figures', (
    SELECT coalesce(json_agg(json_build_array(s.member_id, f.indicator_id, s.period, trim_scale(f.value)::text,
      trim_scale(f.numerator)::text, trim_scale(f.denominator)::text, trim_scale(f.previous)::text,
      f.illustrative)), '[]')
    FROM clusters_member m JOIN clusters_submission s ON s.member_id = m.id
    JOIN clusters_figure f ON f.submission_id = s.id
    WHERE m.season_id = %(season)s AND f.current AND f.indicator_id = ANY(%(indicators)s)),
  'plans', (
    SELECT coalesce(json_agg(json_build_array(p.member_id, p.indicator_id, p.giver, trim_scale(p.value)::text,
      p.illustrative)), '[]')
    FROM clusters_member m JOIN clusters_plan p ON p.member_id = m.id
    WHERE m.season_id = %(season)s AND p.indicator_id = ANY(%(indicators)s)),
  'scores', (
    SELECT coalesce(json_agg(json_build_array(c.member_id, c.criterion_id, trim_scale(c.appraised_points)::text,
      trim_scale(c.agreed_points)::text, c.illustrative)), '[]')
    FROM clusters_member m JOIN clusters_score c ON c.member_id = m.id
    WHERE m.season_id = %(season)s AND c.criterion_id = ANY(%(criteria)s)
      AND (c.appraised_points IS NOT NULL OR c.agreed_points IS NOT NULL)),
  'not_assigned', (
    SELECT coalesce(json_agg(json_build_array(n.member_id, n.criterion_id)), '[]')
    FROM clusters_member m JOIN clusters_notassigned n ON n.member_id = m.id
    WHERE m.season_id = %(season)s AND n.criterion_id = ANY(%(criteria)s)),
  'findings', (
    SELECT coalesce(json_agg(json_build_array(f.member_id, f.gate, f.illustrative)), '[]')
    FROM clusters_member m JOIN clusters_finding f ON f.member_id = m.id
    WHERE m.season_id = %(season)s AND f.withdrawn_at IS NULL))::text
"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The inputs of scoring.frozen for a season, and whether any made-up figure is among them."""

    inputs: dict
    members: list
    items: int
    illustrative: bool


def snapshot(season, sheet):
    """Return what the season's ranking by this sheet rests on, as it stands at this instant."""
    criteria = list(Criterion.objects.filter(sheet=sheet).prefetch_related("inputs__indicator").order_by("position"))
    data = sheets.sheet_data(sheet)
    keys = {criterion.pk: line["key"] for criterion, line in zip(criteria, data["lines"], strict=True)}
    items = [criterion for criterion in criteria if criterion.kind == CriterionKind.ITEM]
    indicators = {taken.indicator_id for item in items for taken in item.inputs.all()}
    with connection.cursor() as cursor:
        cursor.execute(
            SNAPSHOT, {"season": season.pk, "indicators": list(indicators), "criteria": [item.pk for item in items]}
        )
        rows = json.loads(cursor.fetchone()[0])
    book = _Book(rows)
    members = [_member(row, items, keys, book) for row in rows["members"]]
    inputs = {"sheet": data, "members": members}
    illustrative = sheet.illustrative or book.illustrative
    return Snapshot(inputs=inputs, members=rows["members"], items=len(items), illustrative=illustrative)


class _Book:
    """The snapshot's rows, found by member."""

    def __init__(self, rows):
        self.figures = {(member, indicator, period): rest for member, indicator, period, *rest in rows["figures"]}
        self.plans = {(member, indicator, giver): value for member, indicator, giver, value, _made_up in rows["plans"]}
        self.marks = {(member, item): (agreed, appraised) for member, item, appraised, agreed, _m in rows["scores"]}
        self.not_assigned = _by_member(rows["not_assigned"])
        self.findings = _by_member((member, gate) for member, gate, _made_up in rows["findings"])
        marked = ("figures", "plans", "scores", "findings")
        self.illustrative = any(row[-1] for kind in marked for row in rows[kind])


def _by_member(pairs):
    found = {}
    for member, thing in pairs:
        found.setdefault(member, []).append(thing)
    return found


def _member(row, items, keys, book):
    """One member in the shape of scoring.frozen, its lists in the order of the sheet's items."""
    member, _unit, _name = row
    taken = [_actual(member, item, book) for item in items]
    columns = zip(*taken, strict=True) if taken else ([], [], [], [], [])
    found = dict(zip(("actual", "numerator", "denominator", "previous", "plan"), map(list, columns), strict=True))
    marks, origins = _marks(member, items, book)
    conditions = {keys[item.pk]: told for item in items if (told := _conditions(member, item, book))}
    parts = {
        **{part: values for part, values in found.items() if any(value is not None for value in values)},
        "marks": marks,
        "origins": origins,
        "conditions": conditions,
        "not_assigned": sorted(keys[item] for item in book.not_assigned.get(member, ())),
        "findings": sorted(book.findings.get(member, ())),
    }
    kept = {part: value for part, value in parts.items() if value and (part in found or any(value))}
    return {"key": str(member), **kept}


def _actual(member, item, book):
    """Actual, numerator, denominator, last year's value and plan of an item; the plan is the one that counts."""
    for taken in item.inputs.all():
        if taken.part == InputPart.ACTUAL:
            value, numerator, denominator, previous, _made_up = book.figures.get(
                (member, taken.indicator_id, taken.period), (None,) * 5
            )
            plan = book.plans.get((member, taken.indicator_id, taken.plan_giver))
            return value, numerator, denominator, previous, plan
    return (None,) * 5


def _marks(member, items, book):
    """Points that people gave: the agreed ones, else the appraised; self-scores never count."""
    given = [book.marks.get((member, item.pk), (None, None)) for item in items]
    marks = [agreed if agreed is not None else appraised for agreed, appraised in given]
    if all(mark is None for mark in marks):
        return [], []
    origins = [
        "agreed" if agreed is not None else "appraised" if appraised is not None else None
        for agreed, appraised in given
    ]
    return marks, origins


def _conditions(member, item, book):
    """The figures of each condition of an item, in order; None where nothing was reported."""
    told = []
    for taken in item.inputs.all():
        if taken.part == InputPart.CONDITION:
            value, numerator, denominator, previous, _made_up = book.figures.get(
                (member, taken.indicator_id, taken.period), (None,) * 5
            )
            plan = book.plans.get((member, taken.indicator_id, taken.plan_giver))
            named = {
                "actual": value,
                "numerator": numerator,
                "denominator": denominator,
                "previous": previous,
                "plan": plan,
            }
            told.append({name: number for name, number in named.items() if number is not None} or None)
    return told
