from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0005_words_are_known"),
    ]

    operations = [
        migrations.AddField(
            model_name="printedreport",
            name="told",
            field=models.JSONField(blank=True, null=True),
        ),
    ]
