"""What a ranking reads of figures, plans and points is in the index that finds them: their rows lie scattered.

The indexes of the keys alone go: those begin with the same column.
"""

from django.db import migrations, models
from django.db.models import PROTECT, Q


class Migration(migrations.Migration):
    dependencies = [("clusters", "0016_published_seasons_keep_their_organiser")]
    operations = [
        migrations.RemoveConstraint("figure", "one_current_figure"),
        migrations.RemoveConstraint("plan", "one_plan_a_giver"),
        migrations.RemoveConstraint("score", "one_score_a_member_and_criterion"),
        migrations.AlterField(
            "figure",
            "submission",
            models.ForeignKey("clusters.submission", PROTECT, db_index=False, related_name="figures"),
        ),
        migrations.AlterField(
            "plan",
            "member",
            models.ForeignKey("clusters.member", PROTECT, blank=True, db_index=False, null=True, related_name="plans"),
        ),
        migrations.AlterField(
            "score",
            "member",
            models.ForeignKey("clusters.member", PROTECT, db_index=False, related_name="scores"),
        ),
        migrations.AddConstraint(
            "figure",
            models.UniqueConstraint(
                fields=("submission", "indicator"),
                include=("value", "numerator", "denominator", "previous", "illustrative"),
                condition=Q(current=True),
                name="one_current_figure",
            ),
        ),
        migrations.AddConstraint(
            "plan",
            models.UniqueConstraint(
                fields=("member", "indicator", "giver"), include=("value", "illustrative"), name="one_plan_a_giver"
            ),
        ),
        migrations.AddConstraint(
            "score",
            models.UniqueConstraint(
                fields=("member", "criterion"),
                include=("appraised_points", "agreed_points", "illustrative"),
                name="one_score_a_member_and_criterion",
            ),
        ),
    ]
