"""Background work of the accounts."""

from celery import shared_task


@shared_task
def send_reset_link(email, origin):
    """Mail the link in the background: the page answers in equal time whether the address is known or not."""
    from accounts.actions import passwords  # noqa: PLC0415 -- task

    passwords.send_link(email, origin)
