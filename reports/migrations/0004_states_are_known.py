"""Whatever reaches the database past the forms: a print is in one of the states that there are."""

from django.db import migrations

STATES = "('queued', 'running', 'done', 'failed')"


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_prints_know_what_they_say")]
    operations = [
        migrations.RunSQL(
            f"ALTER TABLE reports_printedreport ADD CONSTRAINT print_state_is_known CHECK (state::text IN {STATES})",
            "ALTER TABLE reports_printedreport DROP CONSTRAINT print_state_is_known",
        )
    ]
