"""What was done: one row an act, chained by hash, never changed."""

import re
from collections import defaultdict
from functools import reduce
from operator import or_
from unicodedata import normalize

from django.db import models
from django.utils import timezone

FIRST_PREVIOUS_HASH = "0" * 64


class _Folded(models.Func):
    """Text without its marks, đ as d, in lower case, by the database's own function."""

    function = "audit_folded"
    output_field = models.TextField()


class _Names(models.Func):
    """The names of an entry as its index `entry_by_names` holds them."""

    template = "(audit_folded(actor_name) || '|' || audit_folded(subject_name))"
    output_field = models.TextField()


class EntryQuerySet(models.QuerySet):
    def search(self, text):
        """Entries whose actor's or subject's name holds the text, with or without its marks."""
        if not re.search("[0-9a-zđ]", normalize("NFD", text).lower()):
            return self.none()  # nothing of it is left once it is folded, and nothing stands in every name
        return self.alias(names=_Names()).filter(names__contains=_Folded(models.Value(text)))

    def about(self, *subjects):
        """Entries whose subject is one of the given objects."""
        ids = defaultdict(list)
        for subject in subjects:
            ids[subject._meta.label_lower].append(str(subject.pk))
        asked = [models.Q(subject_kind=kind, subject_id__in=keys) for kind, keys in ids.items()]
        return self.filter(reduce(or_, asked, models.Q(pk__in=[])))


class Entry(models.Model):
    """Somebody did something to something, and why. Names are kept as text: they outlive what they name.

    `number`, `previous_hash` and `hash` are empty until the transaction commits; the database fills them in. `within`
    names what the act cannot have changed anything beside, empty where that may be anything.
    """

    at = models.DateTimeField(default=timezone.now)
    action = models.CharField(max_length=100)
    subject_kind = models.CharField(max_length=100, blank=True)
    subject_id = models.CharField(max_length=100, blank=True)
    subject_name = models.TextField(blank=True)
    actor_id = models.CharField(max_length=100, blank=True)
    actor_name = models.TextField()
    actor_role = models.CharField(max_length=100, blank=True)
    actor_unit = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    within = models.CharField(max_length=100, blank=True, db_default="", editable=False)
    number = models.BigIntegerField(null=True, unique=True, editable=False)
    previous_hash = models.CharField(max_length=64, null=True, editable=False)  # noqa: DJ001 -- null until chained
    hash = models.CharField(max_length=64, null=True, editable=False)  # noqa: DJ001 -- null until chained

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=("subject_kind", "subject_id", "at"), name="entry_by_subject"),
            models.Index(fields=("at",), name="entry_by_time"),
            models.Index(fields=("within", "number"), name="entry_by_reach"),
        ]

    def __str__(self):
        return f"{self.action}: {self.subject_name}"
