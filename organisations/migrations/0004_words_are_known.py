"""Whatever reaches the database past the forms: a word of a list is one of those that there are."""

from django.db import migrations

from organisations.constraints import known


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_codes_under_heirs")]
    operations = [
        known(
            "organisations_unit",
            "kind",
            "province",
            "city",
            "central_board",
            "council",
            "agency",
            "commune",
            "enterprise",
            "bloc_member",
        ),
        known("organisations_succession", "kind", "merger", "renaming", "kind_change"),
    ]
