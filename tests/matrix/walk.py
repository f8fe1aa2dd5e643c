"""Walk the routes of the portal and ask them everything that the matrix says an answer to, in Vietnamese."""

import importlib
import pkgutil
import re
import uuid

from django.conf import settings
from django.db import transaction
from django.shortcuts import resolve_url
from django.urls import URLPattern, get_resolver, reverse

import tests.matrix
from tests.matrix.objects import arguments
from tests.matrix.table import READERS, SIGN_IN, STRANGER
from tests.plugins.language import not_vietnamese

NOT_TABLES = {"table", "objects", "walk"}
# The one thing that differs between two equal pages: the token against forged forms.
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|"X-CSRFToken": "[^"]+"')


class _RolledBack(Exception):
    """Takes back what one request wrote, before the next reader asks."""


def tables():
    """The rows of every table beside this module, by the table's name."""
    names = sorted({module.name for module in pkgutil.iter_modules(tests.matrix.__path__)} - NOT_TABLES)
    return {name: importlib.import_module(f"tests.matrix.{name}").ROWS for name in names}


def all_rows():
    """The rows of every table, one after the other."""
    return [row for rows in tables().values() for row in rows]


def all_routes(resolver=None, namespace=""):
    """The name of every route, with its namespace; a route without a name is called by its pattern."""
    names = set()
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            names.add(namespace + (entry.name or f"<{entry.pattern}>"))
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            names |= all_routes(entry, inner)
    return names


def answers(row, world, client_of):
    """What the row's route answers to everybody, by method: two verdicts for ``deviations``."""
    args = arguments(row, world)
    address, missing = address_of(row, args), address_of(row, tuple(_nothing(each) for each in args))
    found = {}
    for method, data in (("get", {}), ("post", row.data)):
        found[method] = {name: _ask(client_of, world, name, (method, address, missing, data)) for name in READERS}
    return found


def deviations(row, found):
    """What differs from the row: by method and reader, the answer found and the one expected."""
    expected = {"get": row.get, "post": row.post}
    return {
        (method, reader): f"{answer}, not {expected[method][reader]}"
        for method, verdict in found.items()
        for reader, answer in verdict.items()
        if answer != expected[method][reader]
    }


def _ask(client_of, world, name, request):
    method, address, missing, data = request
    client = client_of(None if name == STRANGER else getattr(world, name))
    answer = answer_to(client, method, address, data)
    if answer.status_code == 404 and missing != address:
        nothing = answer_to(client, method, missing, data)
        if (nothing.status_code, _text(nothing, missing)) != (404, _text(answer, address)):
            return "404, but not the answer to an address of nothing"
    if foreign := _foreign(answer):
        return f"{answer.status_code}, but not in Vietnamese: {', '.join(foreign)}"
    if answer.status_code == 302 and answer.url.startswith(resolve_url(settings.LOGIN_URL)):
        return SIGN_IN
    return answer.status_code


def answer_to(client, method, address, data):
    """The answer to one request; what it wrote is taken back."""
    try:
        with transaction.atomic():
            answer = getattr(client, method)(address, data)
            # Reading a file to its end also closes it.
            answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            raise _RolledBack
    except _RolledBack:
        return answer


def address_of(row, args):
    """Where the row's route is, with the arguments that its maker gave."""
    return reverse(row.route, args=args) + row.query


def _foreign(answer):
    """What an HTML answer says that is not Vietnamese: on pages filled, in error and refused alike."""
    kind = answer.headers.get("Content-Type", "")
    return not_vietnamese(answer.body.decode()) if kind.startswith("text/html") else []


def _nothing(argument):
    """An argument of the same kind that names nothing."""
    if isinstance(argument, int):
        return 2**31 - 7
    if isinstance(argument, uuid.UUID):
        return uuid.UUID(int=7)
    return "no-such-thing" if not str(argument).isdigit() else str(2**31 - 7)


def _text(answer, address):
    return TOKEN.sub("", answer.body.decode(errors="replace")).replace(address, "")
