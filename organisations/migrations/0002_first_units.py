"""A new portal knows the provinces: the 63 of before, the 34 of today, and the law that they rest on."""

from django.db import migrations


def load(apps, schema_editor):
    from organisations.actions import first_units  # noqa: PLC0415 -- the loader takes this migration's models

    first_units.load(apps.get_model)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
