"""Statements that a connection plans once and then carries out by name: planning them costs as much as they do."""

from weakref import WeakKeyDictionary

from django.db import connection

_KNOWN = WeakKeyDictionary()  # connection of the driver → names that it has planned


def execute(cursor, name, statement, values):
    """Carry out a statement with $1, $2 … for its values; `name` stands for it, and for no other, everywhere.

    A pool before the database must hand out connections whole (pgbouncer: `pool_mode = session`): names live with them.
    """
    known = _KNOWN.setdefault(connection.connection, set())
    if name not in known:
        # Beside the page's own questions: it is asked once a connection, whatever is on the page.
        with connection.wrap_database_errors, connection.connection.cursor() as planning:
            planning.execute(f"PREPARE {name} AS {statement}")
        known.add(name)
    blanks = ", ".join(["%s"] * len(values))
    cursor.execute(f"EXECUTE {name} ({blanks})", values)
