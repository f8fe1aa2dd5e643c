"""What migrations of every app ask of the database beside what models can say."""

from django.db import migrations


def known(table, column, *values):
    """Return the operation by which a table refuses, in a column of words, every word that is not among the values.

    Compared as text: PostgreSQL writes that condition down alike before and after a backup comes back.
    """
    name = f"{table.partition('_')[2]}_{column}_is_known"
    listed = ", ".join(f"'{value}'" for value in values)
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({column}::text IN ({listed}))",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )
