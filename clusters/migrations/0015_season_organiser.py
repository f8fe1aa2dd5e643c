from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = [("clusters", "0014_revisions_are_kept"), ("organisations", "0003_codes_under_heirs")]

    operations = [
        migrations.AddField(
            model_name="season",
            name="organiser",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=PROTECT, related_name="+", to="organisations.unit"
            ),
        ),
    ]
