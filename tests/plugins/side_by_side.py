"""Tests in several processes: each takes the next test as soon as it is free, so that all of them end together.

The order of the collection is kept, but that what stays together comes first.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

# What shares something that takes long to make: in one process it is made once.
TOGETHER = ("tests/demo/", "tests/test_query_counts.py::", "tests/reports/test_worker.py::")


class OneByOne(LoadScopeScheduling):
    """Gives out tests one by one, and those that stay together at once."""

    def _split_scope(self, nodeid):
        return next((begun for begun in TOGETHER if nodeid.startswith(begun)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return OneByOne(config, log)
