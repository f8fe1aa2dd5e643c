"""A real Chromium, Debian's or the one that CHROMIUM names: quiet, pointed at the live server, one context a test."""

import os

import pytest
from django.conf import settings

from runner import debian

FLAGS = (
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
)


def _last_and_longest_first(item):
    allowed = item.get_closest_marker("timeout")
    return "browser" in getattr(item, "fixturenames", ()), -allowed.args[0] if allowed else 0


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Put browser tests last: Playwright leaves an event loop running, in which Django trusts no database.

    Whatever is allowed more time than most comes first among its like, so that processes side by side end together.
    """
    items.sort(key=_last_and_longest_first)


@pytest.fixture(scope="session")
def playwright(playwright):
    """Playwright itself, with Django told that the loop around the tests is not ours."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield playwright
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return {**browser_type_launch_args, "executable_path": debian.browser(), "args": [*FLAGS, *sandbox]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, live_server):
    place = {"locale": "vi-VN", "timezone_id": settings.TIME_ZONE, "base_url": live_server.url}
    # Pages glide to the line that was saved, a second each; hands need not wait for it.
    still = {"reduced_motion": "reduce", "viewport": {"width": 1440, "height": 900}}
    return {**browser_context_args, **place, **still}


@pytest.fixture
def page_of(page, client_of, live_server):
    """Turn a user into the page of a browser in which he has signed in; None is a stranger."""

    def make(user):
        page.context.clear_cookies()
        if user is not None:
            session = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
            page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        return page

    return make
