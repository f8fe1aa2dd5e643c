"""Guessing is throttled by the address of the person, not of the proxy."""

import os
import subprocess
import sys

import pytest
from django.test import RequestFactory

from emulation_portal.proxy import client_address


@pytest.mark.parametrize(
    ("header", "behind", "address"),
    [
        ("", True, "127.0.0.1"),
        ("203.0.113.7", True, "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7", True, "203.0.113.7"),
        ("203.0.113.7", False, "127.0.0.1"),
    ],
    ids=["nothing forwarded", "one proxy", "a written header before the proxy's", "no proxy to trust"],
)
def test_the_address_is_what_our_own_proxy_saw(settings, header, behind, address):
    settings.BEHIND_PROXY = behind
    request = RequestFactory().get("/", headers={"x-forwarded-for": header} if header else {})

    assert client_address(request) == address


@pytest.mark.parametrize(
    ("told", "believed"),
    [
        ({}, "True"),
        ({"PLAIN_HTTP": "true"}, "False"),
        ({"PLAIN_HTTP": "true", "BEHIND_PROXY": "true"}, "True"),
        ({"DEBUG": "true"}, "False"),
    ],
    ids=[
        "HTTPS comes from a proxy",
        "a plain network",
        "a plain network behind a proxy of ours",
        "a developer's machine",
    ],
)
def test_without_https_a_proxy_is_believed_only_where_the_installation_says_so(told, believed):
    ours = ("PLAIN_HTTP", "BEHIND_PROXY", "DEBUG", "PORTAL_EMBEDDED")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    servers = {
        "DATABASE_URL": "postgres://x@127.0.0.1/x",
        "REDIS_URL": "redis://127.0.0.1/0",
        "SECRET_KEY": "key-0" * 12,
    }
    ask = "from emulation_portal import settings; print(settings.BEHIND_PROXY)"

    asked = subprocess.run(
        [sys.executable, "-c", ask], env=kept | servers | told, check=True, capture_output=True, text=True, timeout=60
    )

    assert asked.stdout.strip() == believed
