"""The mails that the embedded set-up keeps in a folder instead of sending them."""

import datetime as dt
import email
import email.policy
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

NEWEST = 100


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as it would have arrived; `sent` is None where it bears no date that can be read."""

    name: str
    to: str
    subject: str
    sent: dt.datetime | None
    body: str


def is_kept():
    """Whether this portal keeps its mails in a folder."""
    return settings.EMAIL_BACKEND == "django.core.mail.backends.filebased.EmailBackend"


def mails():
    """The newest mails, the latest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    if not folder.is_dir():
        return []
    files = sorted(folder.glob("*.log"), key=lambda path: (path.stat().st_mtime, path.name), reverse=True)
    return [_read(path) for path in files[:NEWEST]]


def _read(path):
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain",))
    text = body.get_content() if body else ""
    # The backend draws a line of dashes under each mail.
    text = text.rstrip().removesuffix("-" * 79).rstrip()
    return Mail(path.name, str(message["To"]), str(message["Subject"]), _moment(message["Date"]), text)


def _moment(date):
    """When a mail was sent; a mail that names no zone was dated in universal time."""
    sent = getattr(date, "datetime", None)
    return sent if sent is None or sent.tzinfo else sent.replace(tzinfo=dt.UTC)
