"""The database chains the entries and refuses to change, delete or empty them."""

from django.db import migrations

# Hashing is done by the database, so that no way of writing an entry leaves it out of the chain.
DIGEST = """
CREATE FUNCTION audit_entry_digest(entry audit_entry) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array(
        entry.previous_hash,
        entry.number::text,
        to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        entry.action,
        entry.subject_kind,
        entry.subject_id,
        entry.subject_name,
        entry.actor_id,
        entry.actor_name,
        entry.actor_role,
        entry.actor_unit,
        entry.reason,
        entry.details::text
    )::text, 'UTF8')), 'hex')
$$;
"""

# Two steps, both at commit. The first only queues the second behind every other deferred check of the
# transaction (foreign keys take row locks), so that whoever holds the chain's lock waits for nobody.
CHAIN = """
CREATE FUNCTION audit_entry_queue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE audit_entry SET previous_hash = '' WHERE id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION audit_entry_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entry audit_entry;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('audit_entry'));
    SELECT * INTO STRICT entry FROM audit_entry WHERE id = NEW.id;
    SELECT number + 1, hash INTO entry.number, entry.previous_hash
        FROM audit_entry WHERE number IS NOT NULL ORDER BY number DESC LIMIT 1;
    IF NOT FOUND THEN
        entry.number := 1;
        entry.previous_hash := repeat('0', 64);
    END IF;
    UPDATE audit_entry
        SET number = entry.number, previous_hash = entry.previous_hash, hash = audit_entry_digest(entry)
        WHERE id = NEW.id;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER audit_entry_is_queued AFTER INSERT ON audit_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_entry_queue();
CREATE CONSTRAINT TRIGGER audit_entry_is_chained AFTER UPDATE ON audit_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.previous_hash IS NULL AND NEW.hash IS NULL) EXECUTE FUNCTION audit_entry_chain();
"""

# The only change ever let through is the chaining itself, from inside the triggers above.
GUARD = """
CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit trail is never changed, deleted or emptied.' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION audit_entry_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    same audit_entry := NEW;
BEGIN
    same.number := OLD.number;
    same.previous_hash := OLD.previous_hash;
    same.hash := OLD.hash;
    IF OLD.hash IS NULL AND same IS NOT DISTINCT FROM OLD AND pg_trigger_depth() > 1 THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The audit trail is never changed, deleted or emptied.' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION audit_entry_arrive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.number := NULL;
    NEW.previous_hash := NULL;
    NEW.hash := NULL;
    RETURN NEW;
END $$;

CREATE TRIGGER audit_entry_arrives BEFORE INSERT ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_arrive();
CREATE TRIGGER audit_entry_is_not_changed BEFORE UPDATE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_guard();
CREATE TRIGGER audit_entry_is_not_deleted BEFORE DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse();
CREATE TRIGGER audit_entry_is_not_emptied BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse();
"""

UNDO = """
DROP TRIGGER audit_entry_is_not_emptied ON audit_entry;
DROP TRIGGER audit_entry_is_not_deleted ON audit_entry;
DROP TRIGGER audit_entry_is_not_changed ON audit_entry;
DROP TRIGGER audit_entry_arrives ON audit_entry;
DROP TRIGGER audit_entry_is_chained ON audit_entry;
DROP TRIGGER audit_entry_is_queued ON audit_entry;
DROP FUNCTION audit_entry_arrive, audit_entry_guard, audit_entry_refuse, audit_entry_chain, audit_entry_queue;
DROP FUNCTION audit_entry_digest;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(DIGEST + CHAIN + GUARD, UNDO)]
