"""A step that somebody took on a nomination stays as it was taken; a step back is a step of its own."""

from django.db import migrations

KEEP = """
CREATE FUNCTION awards_keep_review() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION 'review % is kept as it is', OLD.id USING ERRCODE = 'restrict_violation';
END $$ LANGUAGE plpgsql;
CREATE TRIGGER keep_review BEFORE UPDATE OR DELETE ON awards_review
  FOR EACH ROW EXECUTE FUNCTION awards_keep_review();
"""
UNDO = """
DROP TRIGGER keep_review ON awards_review;
DROP FUNCTION awards_keep_review();
"""


class Migration(migrations.Migration):
    dependencies = [("awards", "0005_words_are_known")]
    operations = [migrations.RunSQL(KEEP, UNDO)]
