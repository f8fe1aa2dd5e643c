"""The worker's sign of life, on a beat and when asked."""

from celery import shared_task

from emulation_portal import health


@shared_task
def heartbeat():
    """Say that a worker lives."""
    health.worker_was_seen()


@shared_task
def ping(token):
    """Answer one question of `manage.py round_trip`."""
    health.worker_was_seen()
    health.answer(token)
