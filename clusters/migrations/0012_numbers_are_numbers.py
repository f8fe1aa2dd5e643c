"""Whatever reaches the database past the forms: a number is a number, and a state is one of those that there are."""

from django.db import migrations

NUMBERS = {
    "criteriasheet": ("declared_max", "total_cap"),
    "criterion": ("max_points", "cap", "floor"),
    "figure": ("value", "numerator", "denominator", "previous"),
    "plan": ("value",),
    "rankingrow": ("score", "total", "percent", "gap"),
    "score": ("self_points", "appraised_points", "agreed_points"),
    "statement": ("value", "numerator", "denominator"),
}
PHASES = ("draft", "reporting", "appraisal", "appraised", "published")
STATES = {
    ("season", "phase"): PHASES,
    ("phasedeadline", "phase"): PHASES,
    ("criteriasheet", "state"): ("draft", "published", "frozen"),
    ("submission", "state"): ("draft", "submitted", "returned"),
    ("rankingrun", "state"): ("queued", "running", "done", "failed"),
}


def holds(table, name, condition):
    """Return the operation by which a table refuses rows that do not meet the condition."""
    return migrations.RunSQL(
        f"ALTER TABLE clusters_{table} ADD CONSTRAINT {table}_{name} CHECK ({condition})",
        f"ALTER TABLE clusters_{table} DROP CONSTRAINT {table}_{name}",
    )


def known(column, values):
    """Compared as text: PostgreSQL writes that condition down alike before and after a backup comes back."""
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column}::text IN ({listed})"


class Migration(migrations.Migration):
    dependencies = [("clusters", "0011_weighted_means_name_their_weight")]
    operations = [
        *(
            holds(table, "numbers_are_numbers", " AND ".join(f"{column} <> 'NaN'" for column in columns))
            for table, columns in NUMBERS.items()
        ),
        *(holds(table, f"{column}_is_known", known(column, values)) for (table, column), values in STATES.items()),
    ]
