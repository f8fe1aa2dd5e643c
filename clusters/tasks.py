"""Celery's entrances: each takes ids, rings one action, and is safe to be rung twice."""

import logging

from celery import shared_task
from django.db import Error as DatabaseError
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def send(run_id):
    """Ring for a run; when the broker is away the row stays queued and beat rings again."""
    send_all([run_id])


def send_all(run_ids):
    """Ring for many runs over one connection; what is not sent stays queued and beat rings again."""
    try:
        with compute_ranking.app.producer_or_acquire() as producer:
            for run_id in run_ids:
                compute_ranking.apply_async((run_id,), producer=producer)
    except OperationalError:
        logger.warning("broker away, runs %s wait for beat", run_ids)


@shared_task
def compute_ranking(run_id):
    """Rank one season; however it ends, the run itself says so."""
    from clusters.actions import ranking  # noqa: PLC0415 -- task
    from clusters.models import RankingRun  # noqa: PLC0415 -- task

    try:
        ranking.compute(run_id)
    except DatabaseError:
        # The run stays open: a later delivery completes it from the figures as they then stand.
        raise
    except Exception:
        # The lock was let go on the way here: somebody else may be computing the run by now.
        ranking.give_up_unless_alive(RankingRun(pk=run_id), {"code": "crashed"})
        raise


@shared_task
def resend_lost_runs():
    """Ring again for runs whose message or worker was lost."""
    from clusters.actions import ranking  # noqa: PLC0415 -- task

    ranking.resend_lost()
