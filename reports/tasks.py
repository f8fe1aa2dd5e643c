"""Celery's entrances: each takes ids, rings one action, and is safe to be rung twice."""

import logging

from celery import shared_task
from django.db import Error as DatabaseError
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def send(print_id):
    """Ring for a print; when the broker is away the row stays queued and beat rings again."""
    try:
        produce_print.delay(print_id)
    except OperationalError:
        logger.warning("broker away, print %s waits for beat", print_id)


@shared_task
def produce_print(print_id):
    """Write one paper; however it ends, the print itself says so."""
    from reports.actions import prints  # noqa: PLC0415 -- task

    try:
        prints.produce(print_id)
    except DatabaseError:
        # The print stays open: a later delivery writes it from the figures as they then stand.
        raise
    except Exception:
        # The lock was let go on the way here: somebody else may be writing the print by now.
        prints.give_up_unless_alive(print_id, {"code": "crashed"})
        raise


@shared_task
def resend_lost_prints():
    """Ring again for prints whose message or worker was lost."""
    from reports.actions import prints  # noqa: PLC0415 -- task

    prints.resend_lost()
