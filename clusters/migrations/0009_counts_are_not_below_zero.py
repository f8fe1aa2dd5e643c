"""The database itself refuses a count below zero, half a thing counted, and a place before the first.

Only what is written from now on is looked at, and of a row only the numbers: history that breaks the rule is kept, and
a revision that breaks it can still be replaced.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION clusters_keep_countable() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kind text := (SELECT i.kind FROM clusters_indicator i WHERE i.id = NEW.indicator_id);
  written jsonb := to_jsonb(NEW);
  parts text[] := CASE kind WHEN 'count' THEN ARRAY['value', 'previous']
                            WHEN 'ratio' THEN ARRAY['numerator', 'denominator']
                            WHEN 'rank' THEN ARRAY['value', 'previous', 'denominator'] ELSE ARRAY[]::text[] END;
BEGIN
  IF EXISTS (SELECT FROM unnest(parts) part
             WHERE (written->>part)::numeric < CASE kind WHEN 'rank' THEN 1 ELSE 0 END
                OR (written->>part)::numeric % 1 <> 0) THEN
    RAISE EXCEPTION 'indicator % holds whole numbers, none below its least', NEW.indicator_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_countable BEFORE INSERT OR UPDATE OF value, numerator, denominator, previous, indicator_id
  ON clusters_figure FOR EACH ROW EXECUTE FUNCTION clusters_keep_countable();
CREATE TRIGGER keep_countable BEFORE INSERT OR UPDATE OF value, indicator_id
  ON clusters_plan FOR EACH ROW EXECUTE FUNCTION clusters_keep_countable();
"""
UNDO = """
DROP TRIGGER keep_countable ON clusters_plan;
DROP TRIGGER keep_countable ON clusters_figure;
DROP FUNCTION clusters_keep_countable();
"""


class Migration(migrations.Migration):
    dependencies = [("clusters", "0008_rows_are_found_by_their_constraint")]
    operations = [migrations.RunSQL(FUNCTION, UNDO)]
