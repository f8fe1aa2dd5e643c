"""Whatever reaches the database past the forms: a word of a list is one of those that there are."""

from django.db import migrations

from organisations.constraints import known


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_states_are_known")]
    operations = [
        known("reports_printedreport", "subject_kind", "season", "unit_year"),
        known("reports_printedreport", "format", "pdf", "docx", "xlsx"),
    ]
