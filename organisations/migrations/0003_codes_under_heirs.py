"""A code is borne once at a time under one superior, also after another unit took the superior's place.

The exclusion constraint sees the row that a unit names as its parent; this sees who stands for it. Two units that their
superiors brought into a merger keep the code that both bear: nothing that begins later may bear it as a third, but each
of them may change its name. One lock for all, since two rows that know nothing of each other may clash.
"""

from django.db import migrations

REFUSE = """
CREATE FUNCTION organisations_refuse_code_twice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    other bigint;
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.code, NEW.parent_id) IS NOT DISTINCT FROM (OLD.code, OLD.parent_id)
        AND daterange(NEW.valid_from, NEW.valid_to) <@ daterange(OLD.valid_from, OLD.valid_to) THEN
        RETURN NULL; -- what only ends takes nothing from anybody
    END IF;
    PERFORM pg_advisory_xact_lock('organisations_unit'::regclass::oid::bigint);
    WITH RECURSIVE heir AS (
        SELECT DISTINCT ON (predecessor_id) predecessor_id, successor_id FROM organisations_succession
        ORDER BY predecessor_id, id
    ), before(id) AS (
        SELECT heir.predecessor_id FROM heir WHERE heir.successor_id = NEW.parent_id
        UNION SELECT heir.predecessor_id FROM before JOIN heir ON heir.successor_id = before.id
    ), after(id) AS (
        SELECT heir.successor_id FROM heir WHERE heir.predecessor_id = NEW.parent_id
        UNION SELECT heir.successor_id FROM after JOIN heir ON heir.predecessor_id = after.id
    )
    SELECT unit.id INTO other FROM organisations_unit unit
    WHERE unit.parent_id IN (SELECT id FROM before UNION SELECT id FROM after)
        AND unit.code = NEW.code AND unit.id <> NEW.id
        AND daterange(unit.valid_from, unit.valid_to) && daterange(NEW.valid_from, NEW.valid_to) LIMIT 1;
    IF other IS NOT NULL THEN
        RAISE EXCEPTION 'unit % bears the code % under the same superior in the same time', other, NEW.code
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'one_unit_per_code_under_an_heir',
                  TABLE = 'organisations_unit';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER one_unit_per_code_under_an_heir
    AFTER INSERT OR UPDATE OF code, parent_id, valid_from, valid_to ON organisations_unit
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION organisations_refuse_code_twice();
"""
UNDO = """
DROP TRIGGER one_unit_per_code_under_an_heir ON organisations_unit;
DROP FUNCTION organisations_refuse_code_twice;
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_first_units")]
    operations = [migrations.RunSQL(REFUSE, UNDO)]
