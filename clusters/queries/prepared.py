"""Statements that a connection plans once and then carries out by name: planning them costs as much as they do."""

from weakref import WeakKeyDictionary

from django.db import DatabaseError, connection
from psycopg2.errorcodes import FEATURE_NOT_SUPPORTED, INVALID_SQL_STATEMENT_NAME

# The tables were altered under a process that lives on, or somebody emptied the session.
PLAN_IS_GONE = (FEATURE_NOT_SUPPORTED, INVALID_SQL_STATEMENT_NAME)
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
    try:
        cursor.execute(f"EXECUTE {name} ({blanks})", values)
    except DatabaseError as refused:
        if getattr(refused.__cause__, "pgcode", None) in PLAN_IS_GONE:
            connection.close_at = 0  # the request or task that follows opens a new connection
        raise
