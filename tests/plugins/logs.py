"""A test that makes the portal log an error fails, unless it asked for `expected_errors`."""

import logging

import pytest


class _Collector(logging.Handler):
    def __init__(self):
        super().__init__(level=logging.ERROR)
        self.sentences = []

    def emit(self, record):
        self.sentences.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture
def expected_errors():
    """The errors logged during this test, for the test to look at: it provokes them on purpose."""
    return []


@pytest.fixture(autouse=True)
def no_error_is_logged(request):
    collector = _Collector()
    if "expected_errors" in request.fixturenames:
        collector.sentences = request.getfixturevalue("expected_errors")
    root = logging.getLogger()
    root.addHandler(collector)
    yield
    root.removeHandler(collector)
    if "expected_errors" not in request.fixturenames:
        assert collector.sentences == []
