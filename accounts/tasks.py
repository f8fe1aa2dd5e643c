"""Background work of the accounts."""

import logging

from celery import shared_task
from django.core.cache import cache
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

REMEMBERED_SECONDS = 3600


def ask_for_link(email, origin, request_key):
    """Ring for the mail; False when the broker is away, whether the address is known or not."""
    try:
        send_reset_link.delay(email, origin, request_key)
    except OperationalError:
        logger.warning("broker away, a request for a new password was not taken")
        return False
    return True


@shared_task(autoretry_for=(OSError,), max_retries=3, retry_backoff=20, retry_jitter=False)
def send_reset_link(email, origin, request_key):
    """Mail the link in the background: the page answers in equal time whether the address is known or not.

    One request, however often it is delivered, is one mail; while the mail server is away it is tried three times more,
    and the person may ask anew at once.
    """
    from accounts.actions import passwords  # noqa: PLC0415 -- task

    if not cache.add(f"reset-link:{request_key}", 1, REMEMBERED_SECONDS):
        return
    try:
        passwords.send_link(email, origin)
    except Exception:
        cache.delete(f"reset-link:{request_key}")
        raise
