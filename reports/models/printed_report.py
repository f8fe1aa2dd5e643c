from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q

from organisations.fields import NFCCharField
from reports.choices import OPEN, Format, PrintState, SubjectKind


class PrintedReport(models.Model):
    """One paper that somebody asked for, from the button to the file; the row is also the outbox of its task."""

    kind = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=10, choices=SubjectKind)
    subject_id = models.BigIntegerField()
    subject_name = NFCCharField(max_length=300)
    format = models.CharField(max_length=4, choices=Format)
    state = models.CharField(max_length=8, choices=PrintState, default=PrintState.QUEUED)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    # A code with its arguments, put into a sentence when shown.
    problem = models.JSONField(null=True, blank=True)
    title = NFCCharField(max_length=300, blank=True)
    # Below MEDIA_ROOT.
    path = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    rests_on = models.CharField(max_length=64, blank=True)
    # The season's count of changes as the paper was filled from it; nothing for a paper without a season.
    inputs_version = models.PositiveBigIntegerField(null=True, blank=True)
    # The hash of what the paper said, its time left out: whether it would say the same now.
    says = models.CharField(max_length=64, blank=True)
    # Of a season's paper: what the season told beside its figures, as `reports.told` hashes it by topic.
    told = models.JSONField(null=True, blank=True)
    draft = models.BooleanField(default=False)
    illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ("-requested_at", "-pk")
        indexes = [models.Index(fields=("subject_kind", "subject_id"), name="prints_of_a_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "subject_id", "format"), condition=Q(state__in=OPEN), name="one_open_print_a_paper"
            ),
            models.CheckConstraint(
                condition=~Q(state=PrintState.DONE)
                | (~Q(path="") & ~Q(sha256="") & Q(size__gt=0, finished_at__isnull=False)),
                name="done_print_has_a_file",
            ),
            models.CheckConstraint(
                condition=~Q(state=PrintState.FAILED) | Q(problem__isnull=False), name="failed_print_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.title or self.subject_name} ({self.get_format_display()})"

    @property
    def is_open(self):
        return self.state in OPEN

    @property
    def file(self):
        """Where the file lies on the disk."""
        return Path(settings.MEDIA_ROOT) / self.path
