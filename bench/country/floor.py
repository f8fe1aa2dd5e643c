"""The floor: one hand-written statement that reads, scores, adds up, ranks and stores a whole year."""

TABLE = "CREATE TABLE bench_floor (member_id bigint, total numeric, score numeric, place int)"

FLOOR = """
INSERT INTO bench_floor (member_id, total, score, place)
WITH item AS MATERIALIZED (
  SELECT c.id, c.parent_id, s.id AS season_id, c.method, c.max_points AS most, i.indicator_id, i.plan_giver,
    (c.params->>'base')::numeric AS base, (c.params->>'over_step')::numeric AS over_step,
    (c.params->>'over_pts')::numeric AS over_pts, (c.params->>'over_cap')::numeric AS over_cap,
    (c.params->>'under_step')::numeric AS under_step, (c.params->>'under_pts')::numeric AS under_pts,
    (c.params->>'pts')::numeric AS each, (c.params->>'first')::numeric AS first,
    (c.params->>'step')::numeric AS step, (c.params->>'last')::numeric AS last,
    (i.condition->>'points')::numeric AS met, (i.condition->>'than')::numeric AS than
  FROM clusters_season s
  JOIN clusters_criteriasheet t ON t.season_id = s.id AND t.state <> 'draft'
  JOIN clusters_criterion c ON c.sheet_id = t.id AND c.kind = 'item'
  LEFT JOIN clusters_criterioninput i ON i.criterion_id = c.id
  WHERE s.year = %(year)s),
figured AS (
  SELECT m.id AS member_id, item.*, f.value, f.previous
  FROM item
  JOIN clusters_member m ON m.season_id = item.season_id AND m.left_on IS NULL
  JOIN clusters_submission b ON b.member_id = m.id AND b.period = 'FY'
  JOIN clusters_figure f ON f.submission_id = b.id AND f.indicator_id = item.indicator_id AND f.current
  WHERE NOT EXISTS (SELECT FROM clusters_notassigned n WHERE n.member_id = m.id AND n.criterion_id = item.id)),
earned AS (
  SELECT s.member_id, item.parent_id, coalesce(s.agreed_points, s.appraised_points) AS points
  FROM item JOIN clusters_score s ON s.criterion_id = item.id
  WHERE item.method = 'manual'
    AND NOT EXISTS (SELECT FROM clusters_notassigned n WHERE n.member_id = s.member_id AND n.criterion_id = item.id)
  UNION ALL
  SELECT f.member_id, f.parent_id, least(f.most, CASE f.method
    WHEN 'plan_step' THEN CASE WHEN f.value > p.value
      THEN f.base + least((100 * f.value / p.value - 100) / f.over_step * f.over_pts, f.over_cap)
      ELSE greatest(f.base - (100 - 100 * f.value / p.value) / f.under_step * f.under_pts, 0) END
    ELSE f.value * f.most / p.value END)
  FROM figured f JOIN clusters_plan p
    ON p.member_id = f.member_id AND p.indicator_id = f.indicator_id AND p.giver = f.plan_giver
  WHERE f.method IN ('plan_step', 'proportional')
  UNION ALL
  SELECT member_id, parent_id, CASE method
    WHEN 'count' THEN least(value * each, most)
    WHEN 'check' THEN CASE WHEN value = than THEN met ELSE 0 END
    ELSE CASE WHEN value >= previous * 1.08 THEN 25 WHEN value >= previous * 1.05 THEN 20
      WHEN value >= previous THEN 15 WHEN value >= previous * 0.95 THEN 10 ELSE 5 END END
  FROM figured WHERE method IN ('count', 'check', 'bands')
  UNION ALL
  SELECT member_id, parent_id, CASE method
    WHEN 'rank' THEN greatest(first - (rank() OVER (PARTITION BY id ORDER BY value DESC) - 1) * step, last)
    ELSE value * most / max(value) OVER (PARTITION BY id) END
  FROM figured WHERE method IN ('rank', 'leader')),
grouped AS (
  SELECT e.member_id, e.parent_id, least(sum(round(e.points, 2)), g.cap) AS points
  FROM earned e JOIN clusters_criterion g ON g.id = e.parent_id GROUP BY e.member_id, e.parent_id, g.cap),
summed AS (
  SELECT m.id AS member_id, m.season_id, sum(g.points) AS total,
    coalesce(max(g.points) FILTER (WHERE g.parent_id = m.season_id * 100 + 1), 0) AS first,
    coalesce(max(g.points) FILTER (WHERE g.parent_id = m.season_id * 100 + 12), 0) AS second
  FROM clusters_season s JOIN clusters_member m ON m.season_id = s.id JOIN grouped g ON g.member_id = m.id
  WHERE s.year = %(year)s GROUP BY m.id),
most AS (
  SELECT season_id, sum(most) AS most FROM item GROUP BY season_id),
spared AS (
  SELECT n.member_id, sum(item.most) AS most
  FROM item JOIN clusters_notassigned n ON n.criterion_id = item.id GROUP BY n.member_id),
scored AS (
  SELECT summed.*, round(100 * total / (most.most - coalesce(spared.most, 0)),
    greatest(2, least(4, ceil(log(most.most))::int))) AS score
  FROM summed JOIN most USING (season_id) LEFT JOIN spared USING (member_id))
SELECT member_id, total, score, rank() OVER (PARTITION BY season_id ORDER BY score DESC, first DESC, second DESC)
FROM scored
"""

# What the floor found beside what the runs found: nothing may be left over on either side.
DIFFERENCES = """
WITH shown AS (
  SELECT DISTINCT ON (r.season_id) r.id FROM clusters_rankingrun r JOIN clusters_season s ON s.id = r.season_id
  WHERE s.year = %(year)s AND r.state = 'done' ORDER BY r.season_id, r.finished_at DESC, r.id DESC),
ours AS (
  SELECT w.member_id, w.total, w.score, w.place FROM shown JOIN clusters_rankingrow w ON w.run_id = shown.id)
SELECT count(*) FILTER (WHERE o.member_id IS NULL OR f.member_id IS NULL OR o.total <> f.total
    OR o.score <> f.score OR o.place IS DISTINCT FROM f.place), count(*)
FROM ours o FULL JOIN bench_floor f USING (member_id)
"""
