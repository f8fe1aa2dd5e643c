"""Addresses for tables of hundreds of links."""

from functools import cache

from django.urls import reverse


def address_of(name):
    """Return a function from the key of a thing to the address of its page `name`, asked of the URLs once.

    For pages whose address has the one key in it, as a part of its own.
    """
    head, tail = _around(name)
    return lambda key: f"{head}/{key}/{tail}"


@cache
def _around(name):
    head, _key, tail = reverse(name, args=[0]).partition("/0/")
    return head, tail
