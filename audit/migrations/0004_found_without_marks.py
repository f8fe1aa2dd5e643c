"""Entries are found by name without marks, through an index: the log only grows."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

# Nothing but what every schema finds, so that a backup can be restored; letters are taken by their code alone.
FOLDED = r"""
CREATE FUNCTION audit_folded(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(lower(regexp_replace(
        translate(normalize(name, NFD), 'Đđ', 'dd') COLLATE "C", '[\u0300-\u036f]', '', 'g')), '[^a-z0-9]+', ' ', 'g'))
$$;
CREATE INDEX entry_by_names ON audit_entry
    USING gin ((audit_folded(actor_name) || '|' || audit_folded(subject_name)) gin_trgm_ops);
"""
UNDO = "DROP INDEX entry_by_names; DROP FUNCTION audit_folded;"


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_reach")]

    operations = [TrigramExtension(), migrations.RunSQL(FOLDED, UNDO)]
