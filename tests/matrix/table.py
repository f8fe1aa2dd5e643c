"""The words in which the matrix is written.

A row is a route, the object in its address, and two verdicts, for GET and for POST: ::

    Row("accounts:person", "person_at_member_unit", get=only("administrator"), post=NOT_ALLOWED)

A verdict names the answer to every member of the cast and to a stranger: ``only`` and ``everybody`` write it shortly.
A row may send ``data`` with its POST; without it an empty form is sent, which a reader who may write gets back (200).
The same route stands in several rows when the answer depends on whose object it is: one row an object.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.plugins.cast import CAST

# A stranger is sent to the sign-in page, whatever he asks for.
SIGN_IN = "sign-in"
STRANGER = "stranger"
READERS = (STRANGER, *CAST)
# Who has signed in and may act.
ACTING = tuple(name for name in CAST if name != "nobody")

Verdict = Mapping[str, int | str]


def everybody(status=200, **exceptions):
    """Whoever acts under an assignment gets the status; strangers must sign in, a person without assignment is told."""
    return {STRANGER: SIGN_IN, "nobody": 403, **dict.fromkeys(ACTING, status), **exceptions}


def only(*names, status=200, others=404, **exceptions):
    """The named members of the cast get the status, the others are answered as if there were nothing (404)."""
    return everybody(others, **(dict.fromkeys(names, status) | exceptions))


def public(status=200, **exceptions):
    """Everyone is answered, signed in or not."""
    return dict.fromkeys(READERS, status) | exceptions


# The page is only read, or only written to.
NOT_ALLOWED = everybody(405)


@dataclass(frozen=True)
class Row:
    """What one route answers about one object; ``about`` is the name of a maker in ``tests.matrix.objects``."""

    route: str
    about: str = ""
    get: Verdict = field(default_factory=everybody)
    post: Verdict = field(default_factory=lambda: NOT_ALLOWED)
    data: Mapping[str, object] = field(default_factory=dict)
    query: str = ""

    def __post_init__(self):
        for verdict in (self.get, self.post):
            assert set(verdict) == set(READERS), f"{self.route}: a verdict must name everybody, and nobody else."

    def __str__(self):
        return f"{self.route} {self.about}".strip()
