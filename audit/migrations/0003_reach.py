"""An entry says within what its act stayed; an older one says nothing, and its hash stays as it is."""

from django.db import migrations, models

ENTRY = """
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
"""
DIGEST = """
CREATE OR REPLACE FUNCTION audit_entry_digest(entry audit_entry) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(({parts})::text, 'UTF8')), 'hex')
$$;
"""
BEFORE = f"jsonb_build_array({ENTRY})"
AFTER = f"""jsonb_build_array({ENTRY})
    || CASE WHEN entry.within = '' THEN '[]'::jsonb ELSE jsonb_build_array(entry.within) END"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chain")]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="within",
            field=models.CharField(blank=True, db_default="", editable=False, max_length=100),
        ),
        migrations.AddIndex(model_name="entry", index=models.Index(fields=["within", "number"], name="entry_by_reach")),
        migrations.RunSQL(DIGEST.format(parts=AFTER), DIGEST.format(parts=BEFORE)),
    ]
