"""How long a sign-in lasts: it ends after idleness and, however busy, after a working day."""

import datetime as dt

ACTING = "acting_assignment"
SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"

# Long enough for a telephone call to the department that holds the figure, short enough for a shared office.
IDLE = dt.timedelta(hours=2)
WORKING_DAY = dt.timedelta(hours=12)
# The session is written at most this often: a write on every page would cost a query on every page.
TOUCH_EVERY = dt.timedelta(minutes=5)


def is_over(session, now):
    """Whether the session has been idle, or has lasted, too long."""
    signed_in_at, seen_at = _moment(session, SIGNED_IN_AT), _moment(session, SEEN_AT)
    return (signed_in_at is not None and now - signed_in_at > WORKING_DAY) or (
        seen_at is not None and now - seen_at > IDLE
    )


def begin(session, now):
    """Start counting anew: the person has just signed in."""
    session[SIGNED_IN_AT] = session[SEEN_AT] = now.isoformat()


def touch(session, now):
    """Remember that the person is at work."""
    if SIGNED_IN_AT not in session:
        session[SIGNED_IN_AT] = now.isoformat()
    seen_at = _moment(session, SEEN_AT)
    if seen_at is None or now - seen_at > TOUCH_EVERY:
        session[SEEN_AT] = now.isoformat()


def _moment(session, key):
    text = session.get(key)
    return dt.datetime.fromisoformat(text) if text else None
