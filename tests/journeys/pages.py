"""The pages of the matrix, each for the reader who sees most of it: filled, in error, and refused."""

from contextlib import suppress
from dataclasses import dataclass
from itertools import product

from django.db import IntegrityError, transaction

from tests.matrix.objects import MAKERS, arguments
from tests.matrix.walk import address_of, answer_to, tables

# Whoever sees more comes first; the stranger sees the pages before the door.
BY_SIGHT = ("administrator", "secretariat", "reviewer", "clerk", "leader", "council_member", "nobody", "stranger")


class _TakenBack(Exception):
    """Ends what one page needed, before the next one is asked for."""


@dataclass(frozen=True)
class Page:
    """One answer, and a name for it that tells a person how to see it too."""

    route: str
    name: str
    address: str
    answer: object


def pages(table, world, client_of):
    """Every different page that the rows of a table lead to, one for each route, method and answer.

    A page about an object has what the object's maker makes; a list has what all the makers make, and comes last.
    """
    # Signed in once: what happens within one answer, a sign-in too, is taken back after it.
    clients = {name: client_of(getattr(world, name, None)) for name in BY_SIGHT}
    wanted = list(_wanted(tables()[table]))
    for row, *asked in (one for one in wanted if one[0].about):
        with suppress(_TakenBack), transaction.atomic():
            yield _page(row, asked, arguments(row, world), clients)
            raise _TakenBack
    _fill(world)
    for row, *asked in (one for one in wanted if not one[0].about):
        yield _page(row, asked, (), clients)


def _page(row, asked, args, clients):
    method, status, reader = asked
    address, name = address_of(row, args), f"{method} {row} as {reader}: {status}"
    answer = answer_to(clients[reader], method, address, row.data if method == "post" else {})
    assert answer.status_code == status, name
    return Page(row.route, name, address, answer)


def _fill(world):
    """Make everything that any row asks for, but what cannot stand beside it."""
    for make in MAKERS.values():
        with suppress(IntegrityError), transaction.atomic():
            make(world)


def _wanted(rows):
    """Each route's filled page and its form in error; one page refused says it for all: they differ by a sentence."""
    seen = set()
    for row, method, status in product(rows, ("get", "post"), (200, 403, 404)):
        verdict = row.get if method == "get" else row.post
        reader = next((name for name in BY_SIGHT if verdict[name] == status), None)
        key = (row.route, method) if status == 200 else status
        if reader and key not in seen:
            seen.add(key)
            yield row, method, status, reader
