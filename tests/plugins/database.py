"""The database that tests start from."""

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Start from an empty portal, and let tests with real commits empty the audit trail, which nobody else may do."""
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_is_not_emptied")
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(autouse=True)
def nothing_drawn():
    """Each test draws its own pages: another one's season may have borne the same key."""
    caches["frozen"].clear()
