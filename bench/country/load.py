"""Fill a database with the synthetic country, a year at a time, inside the server and without its checks."""

from bench.country import sheet

# Ids are made from the year, the season's and the unit's number, so that every part can be made in one statement.
# A number between 0 and 1 for each pair of ids, the same on every machine:
CHANCE = """
CREATE OR REPLACE FUNCTION bench_chance(bigint, bigint) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ((hashint8extended($1 * 1009 + $2, 20) & 1048575) / 1048576.0)::numeric(9, 8) $$
"""

UNITS = """
INSERT INTO organisations_unit (id, code, name, kind, valid_from, note, sort_key, folded)
SELECT 1000 + u, 'U' || u, 'Đơn vị số ' || u, 'agency', '2000-01-01', '', 'Đơn vị số ' || u, 'don vi so ' || u
FROM generate_series(1, %(units)s) u;
INSERT INTO clusters_cluster (id, code, name, word, established_on, decision, organiser_id)
SELECT s, 'cum-' || s, 'Cụm thi đua số ' || s, 'cluster', '2000-01-01', '',
  (SELECT min(id) FROM organisations_unit) FROM generate_series(1, %(seasons)s) s;
INSERT INTO clusters_indicator (id, code, version, name, kind, measure, direction, aggregation, places, hint,
  legal_basis, position)
SELECT i, 'chi-tieu-' || i, 1, 'Chỉ tiêu số ' || i, 'amount', 'tỷ đồng', 'higher', 'mean', 2, '', '', i
FROM generate_series(1, %(indicators)s) i
"""

YEAR = """
INSERT INTO clusters_season (id, cluster_id, year, phase, rules, source, version)
SELECT %(year)s %% 100 * 1000 + s, s, %(year)s, 'appraised', '', '', 0 FROM generate_series(1, %(seasons)s) s;
INSERT INTO clusters_member (id, season_id, unit_id, position, joined_on, decision)
SELECT %(year)s %% 100 * 100000 + u, %(year)s %% 100 * 1000 + 1 + (u - 1) %% %(seasons)s, 1000 + u,
  1 + (u - 1) / %(seasons)s, make_date(%(year)s, 1, 1), '' FROM generate_series(1, %(units)s) u;
INSERT INTO clusters_criteriasheet (id, season_id, version, state, title, decision, places, declared_max, not_assigned,
  ties, classes, gates, illustrative, published_at, edited)
SELECT id, id, 1, 'published', 'Bảng tiêu chí', '', 2, 1000, 'exclude',
  jsonb_build_array(jsonb_build_object('by', 'line', 'line', (id * 100 + 1)::text),
    jsonb_build_object('by', 'line', 'line', (id * 100 + 12)::text)),
  '[{"key": "I", "at_least": "90"}, {"key": "II", "at_least": "70"}, {"key": "III"}]', '[]', true, now(), 0
FROM clusters_season WHERE year = %(year)s;
INSERT INTO clusters_criterion (id, sheet_id, parent_id, position, label, name, kind, max_points, bonus, method, params,
  derive, lower_mode, legal_basis, note)
SELECT s.id * 100 + l.position, s.id, s.id * 100 + l.parent, l.position, l.position::text,
  'Tiêu chí số ' || l.position, l.kind, l.most, false, l.method, l.params::jsonb, l.derive, '', '', ''
FROM clusters_season s, bench_line l WHERE s.year = %(year)s;
INSERT INTO clusters_criterioninput (criterion_id, part, indicator_id, plan_giver, period, condition, position)
SELECT s.id * 100 + l.position, l.part, l.indicator, l.giver, 'FY', l.asked::jsonb, 0
FROM clusters_season s, bench_line l WHERE s.year = %(year)s AND l.indicator IS NOT NULL;
INSERT INTO clusters_submission (id, member_id, period, state, return_reason, version)
SELECT m.id, m.id, 'FY', 'draft', '', 0 FROM clusters_member m JOIN clusters_season s ON s.id = m.season_id
WHERE s.year = %(year)s;
INSERT INTO clusters_plan (member_id, indicator_id, giver, value, source, illustrative, version)
SELECT m.id, l.indicator, l.giver, round(50 + 900 * bench_chance(m.id, l.indicator), 2), '', true, 0
FROM clusters_member m JOIN clusters_season s ON s.id = m.season_id, bench_line l
WHERE s.year = %(year)s AND l.giver <> '';
INSERT INTO clusters_figure (submission_id, indicator_id, revision, current, status, value, previous, previous_origin,
  source, illustrative, reason, entered_at)
SELECT m.id, l.indicator, 1, true, 'final',
  CASE l.method
    WHEN 'count' THEN floor(9 * bench_chance(m.id, 100 + l.indicator))
    WHEN 'check' THEN round(bench_chance(m.id, 100 + l.indicator) + 0.3)
    WHEN 'bands' THEN
      round((50 + 900 * bench_chance(m.id, l.indicator)) * (0.9 + 0.3 * bench_chance(m.id, 100 + l.indicator)), 2)
    WHEN 'rank' THEN round(20 * bench_chance(m.id, 100 + l.indicator), 1)
    ELSE
      round((50 + 900 * bench_chance(m.id, l.indicator)) * (0.8 + 0.35 * bench_chance(m.id, 100 + l.indicator)), 2)
  END,
  CASE WHEN l.method = 'bands' THEN round(50 + 900 * bench_chance(m.id, l.indicator), 2) END,
  CASE WHEN l.method = 'bands' THEN 'typed' ELSE '' END, '', true, '', now()
FROM clusters_member m JOIN clusters_season s ON s.id = m.season_id, bench_line l
WHERE s.year = %(year)s AND l.indicator IS NOT NULL AND bench_chance(m.id, 200 + l.indicator) > 0.005;
INSERT INTO clusters_score (member_id, criterion_id, self_points, self_reason, self_at, appraised_points,
  appraised_reason, appraised_at, agreed_points, agreed_reason, agreed_at, illustrative, version)
SELECT m.id, s.id * 100 + l.position, 25, '', now(), mark.points, '', now(),
  CASE WHEN bench_chance(m.id, 400 + l.position) > 0.2 THEN mark.points END, '',
  CASE WHEN bench_chance(m.id, 400 + l.position) > 0.2 THEN now() END, true, 0
FROM clusters_member m JOIN clusters_season s ON s.id = m.season_id, bench_line l,
  LATERAL (SELECT floor(60 * bench_chance(m.id, 300 + l.position) + 41) / 4 AS points) mark
WHERE s.year = %(year)s AND l.method = 'manual';
INSERT INTO clusters_notassigned (member_id, criterion_id, reason)
SELECT m.id, s.id * 100 + l.position, 'Không được giao.'
FROM clusters_member m JOIN clusters_season s ON s.id = m.season_id, bench_line l
WHERE s.year = %(year)s AND l.kind = 'item' AND bench_chance(m.id, 500 + l.position) < 0.01
"""

GROWING = (
    "organisations_unit",
    "clusters_cluster",
    "clusters_season",
    "clusters_member",
    "clusters_criteriasheet",
    "clusters_criterion",
    "clusters_submission",
    "clusters_indicator",
)


def country(connection, *, units, seasons, years, groups=4):
    """Load the years into an empty, migrated database."""
    with connection.cursor() as cursor:
        # Nobody checks rows that were made right: triggers and foreign keys are off while they are written.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(CHANCE)
        cursor.execute(
            "CREATE TABLE bench_line (position int, parent int, kind text, most numeric, method text, params text, "
            "derive text, indicator int, part text, giver text, asked text)"
        )
        cursor.executemany(
            "INSERT INTO bench_line VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", sheet.lines(groups)
        )
        sizes = {"units": units, "seasons": seasons, "indicators": groups * sheet.ITEMS_A_GROUP // 2}
        cursor.execute(UNITS, sizes)
        for year in years:
            cursor.execute(YEAR, {**sizes, "year": year})
        cursor.execute("SET session_replication_role = origin")
        for table in GROWING:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")  # noqa: S608 -- ours
        cursor.execute("VACUUM ANALYZE")
