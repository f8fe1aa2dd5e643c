"""What may be neither changed nor deleted row by row is not emptied in one go either."""

from django.db import migrations

# The table, and the words in which its own guard refuses a row.
KEPT = {
    "figure": "a figure is kept as it is: a change is a new revision",
    "rankingrun": "what a finished ranking run found is frozen",
    "rankingrow": "what a finished ranking run found is frozen",
    "rundocument": "what a finished ranking run found is frozen",
}
FUNCTION = """
CREATE FUNCTION clusters_refuse_emptying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END $$;
"""
EACH = "".join(
    f"CREATE TRIGGER keep_from_emptying BEFORE TRUNCATE ON clusters_{table}\n"
    f"  FOR EACH STATEMENT EXECUTE FUNCTION clusters_refuse_emptying('{why}');\n"
    for table, why in KEPT.items()
)
UNDO = [
    *(f"DROP TRIGGER keep_from_emptying ON clusters_{table}" for table in KEPT),
    "DROP FUNCTION clusters_refuse_emptying()",
]


class Migration(migrations.Migration):
    dependencies = [("clusters", "0017_what_a_ranking_reads_is_in_the_index")]
    operations = [migrations.RunSQL([FUNCTION, EACH], UNDO)]
