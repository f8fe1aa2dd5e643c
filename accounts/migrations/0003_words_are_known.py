"""Whatever reaches the database past the forms: a word of a list is one of those that there are."""

from django.db import migrations

from organisations.constraints import known


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_name_officers_truthfully")]
    operations = [
        known("accounts_assignment", "role", "clerk", "leader", "reviewer", "council_member", "administrator"),
        known("accounts_user", "language", "vi", "en"),
    ]
