"""How wrong passwords and wishes for a new one are counted."""

import logging
import time

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_ip_address
from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class Tries(AxesDatabaseHandler):
    """Counts wrong tries by account and address together, by account and by address, each with its limit."""

    def get_failures(self, request, credentials=None):
        """Return the tries that count against `AXES_FAILURE_LIMIT`: a limit that is reached is reached as a whole."""
        limits = {
            "pair": settings.AXES_FAILURE_LIMIT,
            "account": settings.TRIES_FOR_AN_ACCOUNT,
            "address": settings.TRIES_FROM_AN_ADDRESS,
        }
        counted = {}
        for (name, limit), attempts in zip(limits.items(), self.get_user_attempts(request, credentials), strict=True):
            tries = sum(attempts.values_list("failures_since_start", flat=True))
            counted[name] = tries * settings.AXES_FAILURE_LIMIT // limit
        request.tries_locked_by = max(counted, key=counted.get)
        return counted[request.tries_locked_by]

    def reset_user_attempts(self, request, credentials=None):
        """Forget the tries of this account from this address alone.

        Whoever signs in must not wipe out what was tried from his address against others, nor elsewhere against him.
        """
        pair, *_wider = self.filter_user_attempts(request, credentials)
        return pair.delete()[0]


def counted_name(request, credentials=None):
    """The name under which tries are counted: capitals and spaces make no other name."""
    name = (credentials or {}).get("username") or request.POST.get("username", "")
    return name.strip().lower()


def may_ask_for_link(request):
    """Whether the address may ask for one more link: as often in a quarter of an hour as it may mistype passwords.

    Without the cache nothing is counted; the broker, which is the same server, takes no request then.
    """
    seconds, address = int(settings.AXES_COOLOFF_TIME.total_seconds()), get_client_ip_address(request)
    key = f"links-asked:{address}:{int(time.time()) // seconds}"
    try:
        cache.add(key, 0, 2 * seconds)
        asked = cache.incr(key)
    except RedisError:
        return True
    if asked == settings.TRIES_FROM_AN_ADDRESS + 1:
        logger.warning("%s asks for too many links to new passwords, no more are sent to it for a while", address)
    return asked <= settings.TRIES_FROM_AN_ADDRESS
