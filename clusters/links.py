"""Addresses for tables of hundreds of links."""

from functools import cache

from django.urls import get_script_prefix, reverse


def address_of(name):
    """Return a function from the key of a thing to the address of its page `name`, asked of the URLs once.

    For pages whose address has the one key in it, as a part of its own.
    """
    head, tail = _around(name, get_script_prefix())
    return lambda key: f"{head}/{key}/{tail}"


@cache
def _around(name, _prefix):
    head, _key, tail = reverse(name, args=[0]).rpartition("/0/")
    return head, tail
