"""The database that tests start from."""

from contextlib import suppress

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection
from django.test.utils import setup_databases, teardown_databases


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """Start from an empty portal, and let tests with real commits empty what nobody else may.

    The database is made whichever tests are asked for: left to what they are marked with, a fixture that needs one
    would find the portal's own when its tests run alone.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={DEFAULT_DB_ALIAS})
        guard_against_emptying("DISABLE")
        call_command("flush", interactive=False, verbosity=0)
    yield
    with django_db_blocker.unblock():
        _end_all_sessions()
        teardown_databases(made, verbosity=0)


def guard_against_emptying(verb):
    """ENABLE or DISABLE what keeps a table from being emptied in one go, wherever there is such a guard."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgtype & 32 <> 0 AND NOT tgisinternal")
        for table, guard in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} {verb} TRIGGER {guard}")


def _end_all_sessions():
    """End what a test left connected, a thread or a program on its way out: it would keep the database from going."""
    connection.close()
    with suppress(DatabaseError), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
    connection.close()


@pytest.fixture(autouse=True)
def nothing_drawn():
    """Each test draws its own pages: another one's season may have borne the same key."""
    caches["frozen"].clear()
