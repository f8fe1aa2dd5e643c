"""The mails that the embedded set-up keeps in a folder instead of sending them."""

import email
import email.policy
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

NEWEST = 100


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as it would have arrived."""

    name: str
    to: str
    subject: str
    sent: str
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
    return Mail(path.name, str(message["To"]), str(message["Subject"]), str(message["Date"]), text)
