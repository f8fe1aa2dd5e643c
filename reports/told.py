"""What a season tells in its papers beside figures and points, as hashes: whether a print is behind is cheap to ask.

A hash is of what the papers print alone: what was changed and put back, or stands in no paper, leaves it as it was.
"""

from django.db import connection

from awards.choices import COUNTED

# One text a row: the season, the topic, the row as it is printed, and its place among the others.
ROWS = """
SELECT s.season_id AS season, 'statements-' || s.period AS topic,
  jsonb_build_array(s.indicator_id, s.subject, s.section, s.aggregate, s.value, s.numerator, s.denominator, s.measure,
    s.qualifier, s.reference_year, s.note, s.source, s.illustrative,
    ARRAY(SELECT u.unit_id FROM clusters_statement_units u WHERE u.statement_id = s.id ORDER BY 1))::text AS told,
  s.position AS place, s.id AS row
FROM clusters_statement s WHERE s.season_id = ANY(%(seasons)s)
UNION ALL
SELECT c.season_id, 'conference-' || c.kind, jsonb_build_array(c.title, c.held_on, c.place, c.host_id, c.note)::text,
  0, c.id
FROM clusters_conference c WHERE c.season_id = ANY(%(seasons)s)
UNION ALL
SELECT c.season_id, 'host-' || c.kind, coalesce(c.host_id, 0)::text, 0, c.id
FROM clusters_conference c WHERE c.season_id = ANY(%(seasons)s)
UNION ALL
SELECT c.season_id, 'resolved-' || c.kind, jsonb_build_array(r.kind, r.text)::text, r.position, r.id
FROM clusters_resolution r JOIN clusters_conference c ON c.id = r.conference_id
WHERE c.season_id = ANY(%(seasons)s) AND r.replaced_by_id IS NULL
UNION ALL
SELECT m.season_id, CASE p.kind WHEN 'head' THEN 'head' ELSE 'deputies' END,
  jsonb_build_array(p.member_id, p.holder_name, p.holder_title)::text, m.position, p.id
FROM clusters_post p JOIN clusters_member m ON m.id = p.member_id WHERE m.season_id = ANY(%(seasons)s)
UNION ALL
SELECT c.season_id, 'introduced-' || c.kind,
  jsonb_build_array(p.member_id, p.kind, p.holder_name, p.holder_title, p.decided_on, p.decision_number)::text, 0, p.id
FROM clusters_post p JOIN clusters_conference c ON c.id = p.introduced_by_id WHERE c.season_id = ANY(%(seasons)s)
UNION ALL
SELECT n.season_id, 'nominations',
  jsonb_build_array(n.member_id, a.name, a.deciding_body, n.departure, c.title, n.illustrative)::text, a.position, n.id
FROM awards_nomination n JOIN awards_awardcategory a ON a.id = n.category_id
JOIN clusters_resolution r ON r.id = n.conclusion_id JOIN clusters_conference c ON c.id = r.conference_id
WHERE n.season_id = ANY(%(seasons)s) AND n.stage = ANY(%(counted)s)
UNION ALL
SELECT n.season_id, 'nominations-moved', jsonb_build_array(n.id, cited.place)::text, 0, n.id
FROM awards_nomination n
CROSS JOIN LATERAL (SELECT id FROM clusters_rankingrun r WHERE r.season_id = n.season_id AND r.state = 'done'
  ORDER BY finished_at DESC, id DESC LIMIT 1) shown
LEFT JOIN clusters_rankingrow cited ON cited.run_id = n.run_id AND cited.member_id = n.member_id
LEFT JOIN clusters_rankingrow now ON now.run_id = shown.id AND now.member_id = n.member_id
WHERE n.season_id = ANY(%(seasons)s) AND n.stage = ANY(%(counted)s) AND n.run_id IS NOT NULL
  AND cited.place IS DISTINCT FROM now.place
UNION ALL
SELECT n.season_id, 'decisions',
  jsonb_build_array(n.id, d.number, d.signed_on, d.deciding_body, d.signer_name, d.signer_title, d.illustrative)::text,
  0, n.id
FROM awards_nomination n JOIN awards_decision d ON d.id = n.decision_id WHERE n.season_id = ANY(%(seasons)s)
"""
HASHED = f"""
SELECT season, topic, md5(string_agg(told, ' ' ORDER BY place, row)) FROM ({ROWS}) AS rows GROUP BY season, topic
"""  # noqa: S608 -- our own words
POSTS = ("head", "deputies")
# What each kind of paper prints of it.
TOPICS = {
    "half-year": ("statements-H1", "conference-half_year", "resolved-half_year", *POSTS, "introduced-half_year"),
    "summary": (
        "statements-FY",
        "conference-year_end",
        "resolved-year_end",
        *POSTS,
        "introduced-year_end",
        "nominations",
        "nominations-moved",
        "decisions",
    ),
    "score-table": ("host-year_end", "head"),
}


def told_by(seasons):
    """{season id: {topic: the hash of what it tells}} in one query; what is not told has no topic."""
    found = {season: {} for season in seasons}
    if found:
        with connection.cursor() as cursor:
            cursor.execute(HASHED, {"seasons": list(found), "counted": [str(stage) for stage in COUNTED]})
            for season, topic, told in cursor.fetchall():
                found[season][topic] = told
    return found


def changed_since(printed, now):
    """The topics of the print's own paper that are told otherwise `now`; none where nobody kept what was told then."""
    if printed.told is None:
        return []
    topics = TOPICS.get(printed.kind, ())
    return [topic.partition("-")[0] for topic in topics if printed.told.get(topic) != now.get(topic)]
