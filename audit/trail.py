"""The trail of acts: written with the change it tells of, read as history, verified as a chain."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Model, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from audit.models import FIRST_PREVIOUS_HASH, Entry

WRITTEN = ("at", "action", "subject_kind", "subject_id", "subject_name", "actor_id", "actor_name", "actor_role")
WRITTEN += ("actor_unit", "reason", "details", "within")
# Every act writes here, some hundreds of times a minute.
WRITE = f"""
INSERT INTO audit_entry ({", ".join(WRITTEN)}) VALUES ({", ".join(["%s"] * len(WRITTEN))})
"""  # noqa: S608 -- our own names


def record(action, subject, *, by, reason="", within=None, **details):
    """Write one entry in the caller's transaction; when that commits, the database chains it, last of all.

    `details` may hold numbers, dates, model instances and collections of them; `before` and `after` say what changed.
    `within` is given where the act changes nothing that is shown of anything else: left out, it may have changed all.
    """
    about = ("", "", "") if subject is None else (subject._meta.label_lower, str(subject.pk), str(subject))
    actor = [_text(by, name) for name in ("user_id", "user_name", "role", "unit_name")]
    text = json.dumps(_plain(details), cls=DjangoJSONEncoder)
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [timezone.now(), action, *about, *actor, reason, text, reach(within)])


def reach(within):
    """Return the name by which entries say within what an act stayed; empty for None."""
    return "" if within is None else f"{within._meta.label_lower}:{within.pk}"


def history_of(*subjects):
    """Return the entries about the subjects, the newest first."""
    return Entry.objects.about(*subjects)


@dataclass(frozen=True)
class Fault:
    """One break of the chain: its kind ("edited", "deleted", "reordered", "unchained", "truncated") and where."""

    kind: str
    number: int
    sentence: str


@dataclass(frozen=True)
class Anchor:
    """A head of the chain as it was noted outside the database."""

    number: int
    hash: str


def head():
    """Return the end of the chain, to be kept where the database's owner cannot reach it; None when empty."""
    last = Entry.objects.exclude(number=None).order_by("-number").values_list("number", "hash").first()
    return Anchor(*last) if last else None


def verify(anchors=()):
    """Return the faults of the whole chain; none when every entry is as it was written and where it was."""
    faults, number, previous = [], 0, FIRST_PREVIOUS_HASH
    noted = {anchor.number: anchor.hash for anchor in anchors}
    chained = Entry.objects.filter(number__isnull=False).order_by("number")
    for entry in chained.annotate(details_text=Cast("details", TextField())).iterator(chunk_size=2000):
        faults += _faults(entry, number, previous, noted)
        number, previous = entry.number, entry.hash
    faults += [
        Fault("truncated", anchor.number, _("Entry %(number)s is missing at the end.") % {"number": anchor.number})
        for anchor in anchors
        if anchor.number > number
    ]
    unchained = Entry.objects.filter(number=None).order_by("pk").values_list("pk", flat=True)
    return faults + [
        Fault("unchained", pk, _("The entry with the key %(key)s is not in the chain.") % {"key": pk})
        for pk in unchained
    ]


def _faults(entry, number, previous, noted):
    if entry.number != number + 1:
        missing = {"first": number + 1, "last": entry.number - 1}
        yield Fault("deleted", number + 1, _("Entries %(first)s to %(last)s were deleted.") % missing)
    elif entry.previous_hash != previous:
        sentence = _("Entry %(number)s does not follow the entry before it: the order was changed.")
        yield Fault("reordered", entry.number, sentence % {"number": entry.number})
    if entry.hash != digest(entry):
        sentence = _("Entry %(number)s was changed after it was written.")
        yield Fault("edited", entry.number, sentence % {"number": entry.number})
    elif noted.get(entry.number, entry.hash) != entry.hash:
        sentence = _("Entry %(number)s is not the one that was noted outside: the chain was written anew.")
        yield Fault("edited", entry.number, sentence % {"number": entry.number})


def digest(entry):
    """Return the entry's hash as the database computes it; `details_text` is PostgreSQL's own text of the details."""
    parts = [
        entry.previous_hash,
        str(entry.number),
        entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        entry.action,
        entry.subject_kind,
        entry.subject_id,
        entry.subject_name,
        entry.actor_id,
        entry.actor_name,
        entry.actor_role,
        entry.actor_unit,
        entry.reason,
        entry.details_text,
        *([entry.within] if entry.within else []),
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _text(by, name):
    value = getattr(by, name, None)
    return "" if value is None else str(value)


def _plain(value):
    """Return rows as key and name, sets in order, lazy words as text; the encoder knows the rest."""
    if isinstance(value, Model):
        return {"id": value.pk, "name": str(value)}
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((_plain(item) for item in value), key=str)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
