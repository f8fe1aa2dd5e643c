"""What a ranking rests on: one query, one snapshot, in the shape of scoring.frozen."""

from dataclasses import dataclass

from django.db import connection

from clusters.queries import prepared
from clusters.queries.layout import layout


def _numbers(column):
    return f"string_agg(coalesce(trim_scale({column})::text, ''), ' ')"


# Everything a season's members reported, planned, were marked and were found to have, as of one instant: a row a member
# and kind, its columns one text each, so that a number costs neither side more than its digits: words in one order, an
# empty one where there is no number. Nothing between the database and the arithmetic can round them. What no item of
# the sheet takes in is left there; `+ 0` has a member's rows read in one go by their owner and then sifted, for asked
# one by one each costs a walk through the index.
SNAPSHOT = f"""
WITH member AS MATERIALIZED (
  SELECT id, position FROM clusters_member WHERE season_id = $1 AND left_on IS NULL)
SELECT 'figures', m.id, own.* FROM member m CROSS JOIN LATERAL (
  SELECT string_agg(f.indicator_id || s.period, ' ') AS keys, {_numbers("f.value")}, {_numbers("f.numerator")},
    {_numbers("f.denominator")}, {_numbers("f.previous")}, bool_or(f.illustrative)
  FROM clusters_submission s JOIN clusters_figure f ON f.submission_id = s.id
  WHERE s.member_id = m.id AND f.current AND f.indicator_id + 0 = ANY($2)) own WHERE own.keys IS NOT NULL
UNION ALL
SELECT 'plans', m.id, own.* FROM member m CROSS JOIN LATERAL (
  SELECT string_agg(p.indicator_id || p.giver, ' ') AS keys, {_numbers("p.value")}, NULL, NULL, NULL,
    bool_or(p.illustrative)
  FROM clusters_plan p WHERE p.member_id = m.id AND p.indicator_id + 0 = ANY($2)) own WHERE own.keys IS NOT NULL
UNION ALL
SELECT 'scores', m.id, own.* FROM member m CROSS JOIN LATERAL (
  SELECT string_agg(c.criterion_id::text, ' ') AS keys, {_numbers("coalesce(c.agreed_points, c.appraised_points)")},
    string_agg(CASE WHEN c.agreed_points IS NULL THEN 'appraised' ELSE 'agreed' END, ' '), NULL, NULL,
    bool_or(c.illustrative)
  FROM clusters_score c WHERE c.member_id = m.id AND c.criterion_id + 0 = ANY($3)
    AND (c.appraised_points IS NOT NULL OR c.agreed_points IS NOT NULL)) own WHERE own.keys IS NOT NULL
UNION ALL
SELECT 'not_assigned', m.id, own.keys, NULL, NULL, NULL, NULL, false FROM member m CROSS JOIN LATERAL (
  SELECT string_agg(n.criterion_id::text, ' ') AS keys FROM clusters_notassigned n
  WHERE n.member_id = m.id AND n.criterion_id + 0 = ANY($3)) own WHERE own.keys IS NOT NULL
UNION ALL
SELECT 'findings', m.id, own.keys, NULL, NULL, NULL, NULL, own.made_up FROM member m CROSS JOIN LATERAL (
  SELECT string_agg(f.gate, ' ') AS keys, bool_or(f.illustrative) AS made_up FROM clusters_finding f
  WHERE f.member_id = m.id AND f.withdrawn_at IS NULL) own WHERE own.keys IS NOT NULL
UNION ALL
(SELECT 'members', id, NULL, NULL, NULL, NULL, NULL, false FROM member ORDER BY position, id)
UNION ALL
SELECT 'season', inputs_version, NULL, NULL, NULL, NULL, NULL, false FROM clusters_season WHERE id = $1
"""  # noqa: S608 -- our own names
PARTS = ("actual", "numerator", "denominator", "previous")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The inputs of scoring.frozen for a season, its members in order, and how many items count.

    `illustrative` says whether any figure among them is made up; `version` is the season's count of changes to them.
    """

    inputs: dict
    members: list[int]
    items: int
    illustrative: bool
    version: int


def snapshot(season, sheet, plan=None):
    """Return what the season's ranking by this sheet rests on, as it stands at this instant.

    `plan` is the sheet's layout where it has been read.
    """
    plan = plan or layout(sheet)
    taken = [one for item in plan.items for one in (item.actual, *item.conditions) if one is not None]
    asked = (season.pk, _array({one.indicator for one in taken}), _array(item.pk for item in plan.items))
    found = {kind: {} for kind in ("figures", "plans", "scores", "not_assigned", "findings", "members", "season")}
    illustrative = sheet.illustrative
    with connection.cursor() as cursor:
        prepared.execute(cursor, "clusters_snapshot", SNAPSHOT, asked)
        for kind, member, *columns, made_up in cursor.fetchall():
            found[kind][member] = columns
            illustrative = illustrative or made_up
    members = list(found["members"])
    keys = _Keys(plan.items)
    inputs = {"sheet": plan.data, "members": [_member(member, keys, found) for member in members]}
    (version,) = found["season"]
    return Snapshot(inputs, members, items=len(plan.items), illustrative=illustrative, version=version)


def _array(keys):
    """Keys as the text of an array: PostgreSQL reads it in one go, a list of them number by number."""
    return "{" + ",".join(map(str, keys)) + "}"


class _Keys:
    """By what each item's numbers are found among a member's, worked out once for all members."""

    def __init__(self, items):
        self.criteria = _Places([item.key for item in items])
        self.figures = _Places([item.actual and _figure_of(item.actual) for item in items])
        self.plans = _Places([item.actual and _plan_of(item.actual) for item in items])
        self.conditions = [(item.key, len(item.conditions)) for item in items if item.conditions]
        asked = [one for item in items for one in item.conditions]
        self.asked_figures = _Places([_figure_of(one) for one in asked])
        self.asked_plans = _Places([_plan_of(one) for one in asked])


class _Places:
    """Where the words of some keys stand among others; members who report the same things mostly do so in one order."""

    def __init__(self, keys):
        self.keys, self.known = keys, {}

    def picked(self, keys, text):
        """The words of the text in the order of our keys, by the keys in its own order; None where there is none."""
        if keys not in self.known:
            at = {key: place for place, key in enumerate(keys.split(" "))}
            self.known[keys] = [at.get(key, -1) for key in self.keys]
        words = [word or None for word in text.split(" ")]
        words.append(None)
        return list(map(words.__getitem__, self.known[keys]))


def _figure_of(taken):
    return f"{taken.indicator}{taken.period}"


def _plan_of(taken):
    return f"{taken.indicator}{taken.giver}"


def _member(member, keys, found):
    """One member in the shape of scoring.frozen, its lists in the order of the sheet's items."""
    told, figures, plans = {"key": str(member)}, found["figures"].get(member), found["plans"].get(member)
    told |= _columns(PARTS, keys.figures, figures) | _columns(("plan",), keys.plans, plans)
    # Points that people gave and on which stage: the agreed ones, else the appraised; self-scores never count.
    told |= _columns(("marks", "origins"), keys.criteria, found["scores"].get(member))
    if keys.conditions:
        told["conditions"] = _answers(keys, figures, plans)
    for kind in ("not_assigned", "findings"):
        if member in found[kind]:
            told[kind] = sorted(found[kind][member][0].split(" "))
    return told


def _columns(names, places, columns):
    """Each of a member's columns under its name, in the order of the places; left out where nothing is in it."""
    if columns is None:
        return {}
    keys, *texts = columns
    picked = (
        (name, places.picked(keys, text))
        for name, text in zip(names, texts, strict=False)
        if text and not text.isspace()
    )
    return {name: words for name, words in picked if any(words)}


def _answers(keys, figures, plans):
    """The figures that each condition of each item asks for; None where nothing was reported or planned."""
    parts = _columns(PARTS, keys.asked_figures, figures) | _columns(("plan",), keys.asked_plans, plans)
    count = len(keys.asked_figures.keys)
    rows = zip(*parts.values(), strict=True) if parts else [()] * count
    cells = [{part: word for part, word in zip(parts, row, strict=True) if word is not None} or None for row in rows]
    answers, start = {}, 0
    for key, many in keys.conditions:
        answers[key], start = cells[start : start + many], start + many
    return answers
