"""What the portal is built from is what it says it is built from."""

import re

import pytest
from django.db.backends.postgresql.psycopg_any import is_psycopg3

from tests.architecture.sources import ROOT

LOCKS = ("requirements", "requirements-embedded", "requirements-dev", "requirements-uv")
DEPENDENCY = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+)  # (?P<why>.{10,})$")


def test_the_driver_under_test_is_the_one_that_ships():
    assert is_psycopg3 is False


@pytest.mark.parametrize("name", LOCKS)
def test_every_dependency_has_its_argument_and_its_lock(name):
    asked = [line for line in (ROOT / f"{name}.in").read_text().splitlines() if not line.startswith(("#", "-c"))]
    locked = (ROOT / f"{name}.txt").read_text()

    for line in asked:
        found = DEPENDENCY.match(line)
        assert found, line
        assert re.search(rf"^{re.escape(found['name'].lower())}=={re.escape(found['version'])} \\$", locked, re.M), line


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_hashes_and_no_addresses(name):
    locked = (ROOT / f"{name}.txt").read_text()
    packages = [line for line in locked.splitlines() if line[0].isalnum()]

    assert packages
    assert all(line.endswith("\\") for line in packages)
    assert "://" not in locked
