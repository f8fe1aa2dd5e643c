"""What a ranking rests on: one query, one snapshot, in the shape of scoring.frozen."""

from dataclasses import dataclass

from django.db import connection

from clusters.queries import prepared
from clusters.queries.layout import layout

# Everything a season's members reported, planned, were marked and were found to have, as of one instant: a row a member
# and kind, its lists of equal length. Numbers leave the database as plain text, so that nothing between it and the
# arithmetic can round them; what no item of the sheet takes in is left there.
SNAPSHOT = """
WITH member AS MATERIALIZED (
  SELECT m.id, m.position, u.valid_from, u.code, u.name
  FROM clusters_member m CROSS JOIN LATERAL (SELECT * FROM organisations_unit WHERE id = m.unit_id OFFSET 0) u
  WHERE m.season_id = $1 AND m.left_on IS NULL)
SELECT 'figures', m.id, own.* FROM member m CROSS JOIN LATERAL (
  SELECT array_agg(f.indicator_id) AS about, array_agg(s.period::text), array_agg(trim_scale(f.value)::text),
    array_agg(trim_scale(f.numerator)::text), array_agg(trim_scale(f.denominator)::text),
    array_agg(trim_scale(f.previous)::text), bool_or(f.illustrative)
  FROM clusters_submission s JOIN clusters_figure f ON f.submission_id = s.id
  WHERE s.member_id = m.id AND f.current AND f.indicator_id = ANY($2)) own WHERE own.about IS NOT NULL
UNION ALL
SELECT 'plans', m.id, own.* FROM member m CROSS JOIN LATERAL (
  SELECT array_agg(p.indicator_id) AS about, array_agg(p.giver::text), array_agg(trim_scale(p.value)::text),
    NULL::text[], NULL::text[], NULL::text[], bool_or(p.illustrative)
  FROM clusters_plan p WHERE p.member_id = m.id AND p.indicator_id = ANY($2)) own WHERE own.about IS NOT NULL
UNION ALL
SELECT 'scores', m.id, own.* FROM member m CROSS JOIN LATERAL (
  SELECT array_agg(c.criterion_id) AS about, NULL::text[], array_agg(trim_scale(c.agreed_points)::text),
    array_agg(trim_scale(c.appraised_points)::text), NULL::text[], NULL::text[], bool_or(c.illustrative)
  FROM clusters_score c WHERE c.member_id = m.id AND c.criterion_id = ANY($3)
    AND (c.appraised_points IS NOT NULL OR c.agreed_points IS NOT NULL)) own WHERE own.about IS NOT NULL
UNION ALL
SELECT 'not_assigned', m.id, array_agg(n.criterion_id), NULL, NULL, NULL, NULL, NULL, false
FROM member m JOIN clusters_notassigned n ON n.member_id = m.id
WHERE n.criterion_id = ANY($3) GROUP BY m.id
UNION ALL
SELECT 'findings', m.id, NULL, array_agg(f.gate::text), NULL, NULL, NULL, NULL, bool_or(f.illustrative)
FROM member m JOIN clusters_finding f ON f.member_id = m.id WHERE f.withdrawn_at IS NULL GROUP BY m.id
UNION ALL
(SELECT 'members', id, NULL, ARRAY[to_char(valid_from, 'YYYY') || '-' || code, name], NULL, NULL, NULL, NULL, false
FROM member ORDER BY position, id)
UNION ALL
SELECT 'season', inputs_version, NULL, NULL, NULL, NULL, NULL, NULL, false FROM clusters_season WHERE id = $1
"""
PARTS = ("actual", "numerator", "denominator", "previous", "plan")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The inputs of scoring.frozen for a season, its members (key, unit's code and name), and how many items count.

    `illustrative` says whether any figure among them is made up; `version` is the season's count of changes to them.
    """

    inputs: dict
    members: list
    items: int
    illustrative: bool
    version: int


def snapshot(season, sheet):
    """Return what the season's ranking by this sheet rests on, as it stands at this instant."""
    plan = layout(sheet)
    taken = [one for item in plan.items for one in (item.actual, *item.conditions) if one is not None]
    asked = (season.pk, list({one.indicator for one in taken}), [item.pk for item in plan.items])
    found = {kind: {} for kind in ("figures", "plans", "scores", "not_assigned", "findings", "members", "season")}
    illustrative = sheet.illustrative
    with connection.cursor() as cursor:
        prepared.execute(cursor, "clusters_snapshot", SNAPSHOT, asked)
        for kind, member, *lists, made_up in cursor:
            found[kind][member] = lists
            illustrative = illustrative or made_up
    members = [(member, *lists[1]) for member, lists in found["members"].items()]
    keys = {word: [_key(item.actual, word) for item in plan.items] for word in ("period", "giver")}
    inputs = {"sheet": plan.data, "members": [_member(row[0], plan.items, keys, found) for row in members]}
    (version,) = found["season"]
    return Snapshot(inputs, members, items=len(plan.items), illustrative=illustrative, version=version)


def _key(taken, word):
    return None if taken is None else (taken.indicator, getattr(taken, word))


def _member(member, items, keys, found):
    """One member in the shape of scoring.frozen, its lists in the order of the sheet's items."""
    told = {"key": str(member)}
    by_part = _parts(found["figures"].get(member), found["plans"].get(member))
    for part, (values, word) in by_part.items():
        column = list(map(values.get, keys[word]))
        if any(column):
            told[part] = column
    if member in found["scores"]:
        told["marks"], told["origins"] = _marks(items, found["scores"][member])
    if conditions := {item.key: _answers(item, by_part) for item in items if item.conditions}:
        told["conditions"] = conditions
    if member in found["not_assigned"]:
        told["not_assigned"] = sorted(map(str, found["not_assigned"][member][0]))
    if member in found["findings"]:
        told["findings"] = sorted(found["findings"][member][1])
    return told


def _parts(figures, plans):
    """Each part that somebody filled in: its values by indicator and the word that tells them apart."""
    parts = {}
    if figures:
        indicators, periods, *lists = figures[:6]
        keys = list(zip(indicators, periods, strict=True))
        filled = ((part, values) for part, values in zip(PARTS, lists, strict=False) if any(values))
        parts = {part: (dict(zip(keys, values, strict=True)), "period") for part, values in filled}
    if plans:
        parts["plan"] = dict(zip(zip(*plans[:2], strict=True), plans[2], strict=True)), "giver"
    return parts


def _marks(items, scores):
    """Points that people gave and on which stage: the agreed ones, else the appraised; self-scores never count."""
    criteria, _none, agreed, appraised = scores[:4]
    given = dict(zip(criteria, zip(agreed, appraised, strict=True), strict=True))
    marks, origins = [], []
    for item in items:
        last, first = given.get(item.pk, (None, None))
        marks.append(first if last is None else last)
        origins.append("agreed" if last is not None else "appraised" if first is not None else None)
    return marks, origins


def _answers(item, by_part):
    """The figures of each condition of an item, in order; None where nothing was reported."""
    answers = []
    for taken in item.conditions:
        cell = {
            part: number
            for part, (values, word) in by_part.items()
            if (number := values.get(_key(taken, word))) is not None
        }
        answers.append(cell or None)
    return answers
