"""Is the portal well: the database, the broker and the worker, each asked as it is used."""

import time
from dataclasses import asdict, dataclass

from django.core.cache import cache
from django.db import DatabaseError, connection
from redis.exceptions import RedisError

WORKER_SEEN = "health:worker"
# Beat asks every ten seconds: three silences in a row mean that the worker is gone, or busy to the last process.
SILENCE = 35


@dataclass(frozen=True, slots=True)
class Health:
    """What answered just now; `worker_seen` is the number of seconds since a worker last did, if it ever has."""

    database: bool
    broker: bool
    worker_seen: int | None

    @property
    def well(self):
        return self.database and self.broker and self.worker_seen is not None and self.worker_seen <= SILENCE

    def as_dict(self):
        return {"well": self.well, **asdict(self)}


def check():
    """Ask the three of them."""
    broker, seen = _ask_the_broker()
    return Health(database=_ask_the_database(), broker=broker, worker_seen=seen)


def worker_was_seen():
    """Remember that a worker did a task now."""
    cache.set(WORKER_SEEN, int(time.time()), timeout=None)


def answer(token):
    """Leave the answer to one ping for whoever waits for it."""
    cache.set(f"health:ping:{token}", 1, timeout=300)


def answered(token):
    """Say whether a worker has answered this ping."""
    return cache.get(f"health:ping:{token}") is not None


def _ask_the_database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _ask_the_broker():
    try:
        seen = cache.get(WORKER_SEEN)
    except RedisError:
        return False, None
    return True, None if seen is None else max(0, int(time.time()) - seen)
