"""The words of the pages: compiled before the first test asks for them."""

from emulation_portal import catalogues


def pytest_configure():
    catalogues.compile_all()
