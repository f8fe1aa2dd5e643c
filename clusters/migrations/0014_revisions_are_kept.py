"""A figure is never written over: a change is a new revision, and what it replaces stays as it was.

What a ranking rests on stays as it was published; what is told of a unit's own year has no season, and no end.
"""

from django.db import migrations

REVISIONS = """
CREATE FUNCTION clusters_keep_revision() RETURNS trigger AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NOT OLD.current OR to_jsonb(NEW) - 'current' IS DISTINCT FROM to_jsonb(OLD) - 'current' THEN
    RAISE EXCEPTION 'figure % is kept as it is: a change is a new revision', OLD.id
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER keep_revision BEFORE UPDATE OR DELETE ON clusters_figure
  FOR EACH ROW EXECUTE FUNCTION clusters_keep_revision();
"""

PUBLISHED = """
CREATE FUNCTION clusters_keep_published_season() RETURNS trigger AS $$
DECLARE
  touched bigint[];
BEGIN
  IF TG_TABLE_NAME = 'clusters_figure' THEN
    SELECT array_agg(member_id) INTO touched FROM clusters_submission WHERE id = ANY (
      CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.submission_id] WHEN 'DELETE' THEN ARRAY[OLD.submission_id]
                 ELSE ARRAY[OLD.submission_id, NEW.submission_id] END);
  ELSE
    touched := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.member_id] WHEN 'DELETE' THEN ARRAY[OLD.member_id]
                          ELSE ARRAY[OLD.member_id, NEW.member_id] END;
  END IF;
  IF EXISTS (SELECT FROM clusters_member m JOIN clusters_season s ON s.id = m.season_id
             WHERE m.id = ANY (touched) AND s.phase = 'published') THEN
    RAISE EXCEPTION 'the season is published: what its ranking rests on is kept as it is'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$ LANGUAGE plpgsql;
"""
KEPT = ("figure", "plan", "score", "notassigned")
EACH = "".join(
    f"CREATE TRIGGER keep_published_season BEFORE INSERT OR UPDATE OR DELETE ON clusters_{table}\n"
    "  FOR EACH ROW EXECUTE FUNCTION clusters_keep_published_season();\n"
    for table in KEPT
)

UNDO = [
    *(f"DROP TRIGGER keep_published_season ON clusters_{table}" for table in KEPT),
    "DROP FUNCTION clusters_keep_published_season()",
    "DROP TRIGGER keep_revision ON clusters_figure",
    "DROP FUNCTION clusters_keep_revision()",
]


class Migration(migrations.Migration):
    dependencies = [("clusters", "0013_words_are_known")]
    operations = [migrations.RunSQL([REVISIONS, PUBLISHED, EACH], UNDO)]
