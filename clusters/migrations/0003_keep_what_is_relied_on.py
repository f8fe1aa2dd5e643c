"""The database itself keeps the meaning of a reported indicator and the text of a published sheet."""

from django.db import migrations

INDICATORS = """
CREATE FUNCTION clusters_keep_reported_indicator() RETURNS trigger AS $$
BEGIN
  IF (NEW.kind, NEW.measure, NEW.direction, NEW.aggregation)
     IS DISTINCT FROM (OLD.kind, OLD.measure, OLD.direction, OLD.aggregation)
     AND (EXISTS (SELECT FROM clusters_figure WHERE indicator_id = OLD.id)
          OR EXISTS (SELECT FROM clusters_plan WHERE indicator_id = OLD.id)) THEN
    RAISE EXCEPTION 'indicator % has figures: its meaning is frozen', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER keep_reported_indicator BEFORE UPDATE ON clusters_indicator
  FOR EACH ROW EXECUTE FUNCTION clusters_keep_reported_indicator();
"""

SHEETS = """
CREATE FUNCTION clusters_keep_published_sheet() RETURNS trigger AS $$
BEGIN
  IF OLD.state = 'draft' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' OR NEW.state = 'draft' OR (OLD.state = 'frozen' AND NEW.state <> 'frozen')
     OR to_jsonb(NEW) - 'state' IS DISTINCT FROM to_jsonb(OLD) - 'state' THEN
    RAISE EXCEPTION 'sheet % is published: it is kept as it is', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER keep_published_sheet BEFORE UPDATE OR DELETE ON clusters_criteriasheet
  FOR EACH ROW EXECUTE FUNCTION clusters_keep_published_sheet();

CREATE FUNCTION clusters_keep_published_line() RETURNS trigger AS $$
DECLARE
  touched bigint[];
BEGIN
  IF TG_TABLE_NAME = 'clusters_criterion' THEN
    touched := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.sheet_id] WHEN 'DELETE' THEN ARRAY[OLD.sheet_id]
                          ELSE ARRAY[OLD.sheet_id, NEW.sheet_id] END;
  ELSE
    SELECT array_agg(sheet_id) INTO touched FROM clusters_criterion WHERE id = ANY (
      CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.criterion_id] WHEN 'DELETE' THEN ARRAY[OLD.criterion_id]
                 ELSE ARRAY[OLD.criterion_id, NEW.criterion_id] END);
  END IF;
  IF EXISTS (SELECT FROM clusters_criteriasheet WHERE id = ANY (touched) AND state <> 'draft') THEN
    RAISE EXCEPTION 'the sheet is published: its lines are kept as they are' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER keep_published_line BEFORE INSERT OR UPDATE OR DELETE ON clusters_criterion
  FOR EACH ROW EXECUTE FUNCTION clusters_keep_published_line();
CREATE TRIGGER keep_published_input BEFORE INSERT OR UPDATE OR DELETE ON clusters_criterioninput
  FOR EACH ROW EXECUTE FUNCTION clusters_keep_published_line();
"""

UNDO = """
DROP TRIGGER keep_published_input ON clusters_criterioninput;
DROP TRIGGER keep_published_line ON clusters_criterion;
DROP FUNCTION clusters_keep_published_line();
DROP TRIGGER keep_published_sheet ON clusters_criteriasheet;
DROP FUNCTION clusters_keep_published_sheet();
DROP TRIGGER keep_reported_indicator ON clusters_indicator;
DROP FUNCTION clusters_keep_reported_indicator();
"""


class Migration(migrations.Migration):
    dependencies = [("clusters", "0002_receipts_and_copies")]

    operations = [migrations.RunSQL([INDICATORS, SHEETS], UNDO)]
