"""A finished run keeps what it found: the database refuses to change or delete it."""

from django.db import migrations, models

GUARD = """
CREATE FUNCTION clusters_refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what a finished ranking run found is frozen';
END $$;
CREATE TRIGGER rankingrow_is_frozen BEFORE UPDATE OR DELETE ON clusters_rankingrow
  FOR EACH ROW EXECUTE FUNCTION clusters_refuse_frozen();
CREATE TRIGGER rundocument_is_frozen BEFORE UPDATE OR DELETE ON clusters_rundocument
  FOR EACH ROW EXECUTE FUNCTION clusters_refuse_frozen();
CREATE TRIGGER finished_run_is_frozen BEFORE UPDATE OR DELETE ON clusters_rankingrun
  FOR EACH ROW WHEN (OLD.state = 'done') EXECUTE FUNCTION clusters_refuse_frozen();
"""
UNGUARD = """
DROP TRIGGER rankingrow_is_frozen ON clusters_rankingrow;
DROP TRIGGER rundocument_is_frozen ON clusters_rundocument;
DROP TRIGGER finished_run_is_frozen ON clusters_rankingrun;
DROP FUNCTION clusters_refuse_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("clusters", "0003_keep_what_is_relied_on")]
    operations = [
        # A unit to which nothing was assigned has no score.
        migrations.AlterField(
            model_name="rankingrow",
            name="score",
            field=models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True),
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
