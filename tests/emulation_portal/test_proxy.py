"""Guessing is throttled by the address of the person, not of the proxy."""

import pytest
from django.test import RequestFactory

from emulation_portal.proxy import client_address

PROXY = ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize(
    ("header", "proxy", "address"),
    [
        ("", PROXY, "127.0.0.1"),
        ("203.0.113.7", PROXY, "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7", PROXY, "203.0.113.7"),
        ("203.0.113.7", None, "127.0.0.1"),
    ],
    ids=["nothing forwarded", "one proxy", "a written header before the proxy's", "no proxy to trust"],
)
def test_the_address_is_what_our_own_proxy_saw(settings, header, proxy, address):
    settings.SECURE_PROXY_SSL_HEADER = proxy
    request = RequestFactory().get("/", headers={"x-forwarded-for": header} if header else {})

    assert client_address(request) == address
