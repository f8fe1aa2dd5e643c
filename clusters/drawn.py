"""Parts of pages that are drawn once for a state of the portal, and read by many.

Every change is in the audit trail, and the trail's entries are chained as they are committed: while the last act that
may have changed what is shown of a season is the same, a part that depends on nothing but what is recorded is as it
was. What depends on the moment, on who is signed in or on a form's token does not belong into such a part; the day
does, it is in the name.
"""

from hashlib import sha256

from django.utils import timezone
from django.utils.translation import get_language

from clusters.queries import state


def now(kind, pk):
    """Return the state of what is shown of a season, of a member's or of a submission's. Ask before anything is read.

    Asked later, an act that was committed in between would name what was read before it.
    """
    return state.of(kind, pk)


def once(reached, *about, keep=True):
    """Return the name of a part and the cache that keeps it, for `{% cache None "…" drawing using=shelf %}`.

    `about` says what the part depends on beside what is recorded: whose it is, how the reader stands, what he asked
    for. Without a single act in the trail, or with `keep` false, nothing is kept.
    """
    told = (reached, timezone.localdate(), get_language(), *about)
    shelf = "frozen" if reached and keep else "nowhere"
    return {"drawing": sha256(repr(told).encode()).hexdigest(), "shelf": shelf}


def asked(request, **known):
    """Return what a reader asked for by these names, for `about`, and whether that may be kept, for `keep`.

    Each name comes with a question, whether a value of it is known. There is no end of what can be made up: kept, it
    would push out what others read.
    """
    told = {name: request.GET.getlist(name) for name in request.GET}
    plain = told.keys() <= known.keys() and all(len(values) == 1 for values in told.values())
    values = tuple(request.GET.get(name, "") for name in known)
    pairs = zip(values, known.values(), strict=True)
    return values, plain and all(value == "" or is_known(value) for value, is_known in pairs)
