"""The compiled catalogues, made anew before the first test: nobody tests yesterday's words."""

from emulation_portal import catalogues


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        catalogues.compile_all()
