"""Whatever reaches the database past the forms: a stage is one of those that there are."""

from django.db import migrations

STAGES = "('draft', 'submitted', 'returned', 'approved', 'rejected', 'withdrawn', 'decided')"
COLUMNS = (("nomination", "stage"), ("review", "from_stage"), ("review", "to_stage"))


class Migration(migrations.Migration):
    dependencies = [("awards", "0003_decisions_are_numbered_by_their_body")]
    operations = [
        migrations.RunSQL(
            f"ALTER TABLE awards_{table} ADD CONSTRAINT {table}_{column}_is_known CHECK ({column}::text IN {STAGES})",
            f"ALTER TABLE awards_{table} DROP CONSTRAINT {table}_{column}_is_known",
        )
        for table, column in COLUMNS
    ]
