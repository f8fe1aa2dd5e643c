"""The words of the pages: compiled before the first test asks for them."""

import gettext

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import trans_real

from emulation_portal import catalogues


def pytest_configure():
    catalogues.compile_all()
    # Loading the apps has read the catalogues already: older ones, or in a fresh clone none.
    gettext._translations.clear()
    trans_real._translations, trans_real._default = {}, None


@pytest.fixture(autouse=True)
def portal_language():
    """Begin every test in the portal's language, whatever the one before it left switched on."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def english(portal_language):
    """Sentences as they stand in the code, which is what a claim about them compares."""
    with translation.override("en"):
        yield
