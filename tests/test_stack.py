"""What the portal is built from is what it says it is built from."""

import re
from pathlib import Path

import pytest
from django.db.backends.postgresql.psycopg_any import is_psycopg3

from tests.architecture.sources import ROOT, python

LOCKS = ("requirements", "requirements-embedded", "requirements-dev", "requirements-uv")
# The word by which the code or the configuration names a dependency, where it is not its own name.
USED_AS = {
    "django-crispy-forms": "crispy_forms",
    "django-template-partials": "template_partials",
    "django-axes": "axes.middleware",
    "django-csp": "csp.middleware",
    "django-environ": "environ.Env",
    "argon2-cffi": "Argon2PasswordHasher",
    "psycopg2-binary": "psycopg2",
    "python-docx": "from docx",
    "tzdata": "Asia/Ho_Chi_Minh",
    "pytest-django": "DJANGO_SETTINGS_MODULE",
    "pytest-playwright": "playwright",
    "pytest-timeout": "--timeout",
    "pytest-xdist": "--numprocesses",
    "factory-boy": "import factory",
}
USED_BY_BEING_THERE = {"pytest-randomly"}
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


def _used(name, text):
    word = USED_AS.get(name, name.lower().replace("-", "_"))
    return name in USED_BY_BEING_THERE or re.search(rf"(?<![\w-]){re.escape(word)}\b", text) is not None


@pytest.mark.parametrize("name", LOCKS)
def test_every_dependency_is_used(name):
    ours = [Path(ROOT, source.path) for source in python() if source.path != "tests/test_stack.py"]
    text = "\n".join(path.read_text() for path in [*ours, ROOT / "pyproject.toml"])
    found = [DEPENDENCY.match(line) for line in (ROOT / f"{name}.in").read_text().splitlines()]

    assert [each["name"] for each in found if each and not _used(each["name"], text)] == []
    assert not _used("django-nobody-needs", text)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_hashes_and_no_addresses(name):
    locked = (ROOT / f"{name}.txt").read_text()
    packages = [line for line in locked.splitlines() if line[0].isalnum()]

    assert packages
    assert all(line.endswith("\\") for line in packages)
    assert "://" not in locked
