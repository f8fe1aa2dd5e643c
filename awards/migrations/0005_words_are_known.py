"""Whatever reaches the database past the forms: a word of a list is one of those that there are."""

from django.db import migrations

from organisations.constraints import known


class Migration(migrations.Migration):
    dependencies = [("awards", "0004_stages_are_known")]
    operations = [
        known("awards_awardcategory", "level", "state", "province", "unit"),
        known("awards_awardcategory", "recipient", "collective", "individual", "both"),
    ]
