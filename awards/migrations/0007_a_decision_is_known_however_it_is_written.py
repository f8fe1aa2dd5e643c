"""A decision is the same one however its number is written: the database refuses it twice."""

from django.db import migrations, models

import organisations.fields
from organisations.vietnamese import numbered


def identify(apps, _editor):
    known = set()
    for decision in apps.get_model("awards", "Decision").objects.order_by("pk"):
        identity = numbered(f"{decision.number} {decision.deciding_body}")
        # What was recorded twice before stays, until somebody takes one of the two off the record.
        if (identity, decision.signed_on) in known:
            identity = f"{identity} {decision.pk}"
        known.add((identity, decision.signed_on))
        type(decision).objects.filter(pk=decision.pk).update(identity=identity)


class Migration(migrations.Migration):
    dependencies = [("awards", "0006_reviews_are_kept")]
    operations = [
        migrations.AddField(
            "decision",
            "identity",
            organisations.fields.NumberedField(
                db_collation="C", default="", editable=False, max_length=1000, of=("number", "deciding_body")
            ),
        ),
        migrations.RunPython(identify, migrations.RunPython.noop, elidable=True),
        migrations.RemoveConstraint("decision", "one_decision_a_number_day_and_body"),
        migrations.AddConstraint(
            "decision",
            models.UniqueConstraint(
                fields=("identity", "signed_on"),
                name="one_decision_a_number_day_and_body",
                violation_error_message="A decision of this body with this number and day is recorded already. "
                "Look at the number again.",
            ),
        ),
    ]
