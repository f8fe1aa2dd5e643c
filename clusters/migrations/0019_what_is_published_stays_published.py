"""A published season stays published, and what was found against a unit in it stays as it was."""

from django.db import migrations

PUBLISHED = """
CREATE FUNCTION clusters_keep_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'season % is published and stays so', OLD.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER keep_publication BEFORE UPDATE ON clusters_season FOR EACH ROW
  WHEN (OLD.phase = 'published' AND NEW.phase <> 'published') EXECUTE FUNCTION clusters_keep_publication();
CREATE TRIGGER keep_published_season BEFORE INSERT OR UPDATE OR DELETE ON clusters_finding
  FOR EACH ROW EXECUTE FUNCTION clusters_keep_published_season();
"""
UNDO = [
    "DROP TRIGGER keep_published_season ON clusters_finding",
    "DROP TRIGGER keep_publication ON clusters_season",
    "DROP FUNCTION clusters_keep_publication()",
]


class Migration(migrations.Migration):
    dependencies = [("clusters", "0018_what_is_kept_is_not_emptied")]
    operations = [migrations.RunSQL(PUBLISHED, UNDO)]
