"""The documents of runs are packed with lz4, a fraction of the work of PostgreSQL's own way, where the server has it."""

from django.db import migrations

PACK = """
DO $$ BEGIN
  ALTER TABLE clusters_rundocument ALTER COLUMN text SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  RAISE NOTICE 'this server was built without lz4: documents are packed as everything else';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("clusters", "0004_finished_runs_are_frozen")]
    operations = [migrations.RunSQL(PACK, "ALTER TABLE clusters_rundocument ALTER COLUMN text SET COMPRESSION default")]
