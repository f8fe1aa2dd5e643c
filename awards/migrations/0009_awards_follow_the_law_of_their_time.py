"""An award stands once for each law: where the law changes, it is ended and opened anew under the same code."""

import django.contrib.postgres.constraints
from django.db import migrations, models

import organisations.models.unit


class Migration(migrations.Migration):
    dependencies = [("awards", "0008_nominations_stay_in_their_season"), ("organisations", "0001_initial")]
    operations = [
        migrations.AlterField("awardcategory", "code", models.SlugField(max_length=60)),
        migrations.AddConstraint(
            "awardcategory",
            django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("code", "="),
                    (organisations.models.unit.DateRange("effective_from", "effective_to"), "&&"),
                ],
                name="one_award_a_code_at_a_time",
                violation_error_message="An award of this code is in force in the same time. Say from which day on that "
                "one is no longer in force, then open this one from that day on.",
            ),
        ),
    ]
