"""An installation as its first migration leaves it, and the demo that `make run` loads into it."""

import pytest
from django.core.management import call_command

from emulation_portal.demo.people import PASSWORD


@pytest.fixture
def installation(transactional_db, settings, monkeypatch, tmp_path):
    """The units that ship with the portal and nothing else; files and workers in a folder of the test's own."""
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    call_command("load_units", verbosity=0)


@pytest.fixture
def demo(installation):
    """The demo; the password that all its sign-ins share."""
    call_command("load_demo", verbosity=0)
    return PASSWORD
