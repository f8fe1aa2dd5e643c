from django.conf import settings
from django.db import models
from django.db.models import Q

from clusters.choices import RunState


class RunQuerySet(models.QuerySet):
    def done(self):
        return self.filter(state=RunState.DONE)

    def shown(self):
        """The last successful run of each season."""
        return self.done().order_by("season_id", "-finished_at", "-pk").distinct("season_id")


class RankingRun(models.Model):
    """One ranking of a whole season, from the button to the result; the row is also the outbox of its task."""

    season = models.ForeignKey("clusters.Season", models.PROTECT, related_name="runs")
    sheet = models.ForeignKey("clusters.CriteriaSheet", models.PROTECT, null=True, blank=True, related_name="runs")
    state = models.CharField(max_length=8, choices=RunState, default=RunState.QUEUED)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    # A code with its arguments, put into a sentence when shown.
    problem = models.JSONField(null=True, blank=True)
    provisional = models.BooleanField(default=False)
    illustrative = models.BooleanField(default=False)
    # The season's count when the figures were read; none for runs older than the count.
    inputs_version = models.PositiveBigIntegerField(null=True, blank=True)
    code = models.CharField(max_length=64, blank=True)
    code_version = models.CharField(max_length=64, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ("-requested_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("season",),
                condition=Q(state__in=[RunState.QUEUED, RunState.RUNNING]),
                name="one_open_run_a_season",
            ),
            models.CheckConstraint(
                condition=~Q(state=RunState.DONE) | (~Q(code="") & Q(finished_at__isnull=False, sheet__isnull=False)),
                name="done_run_has_a_code",
            ),
            models.CheckConstraint(
                condition=~Q(state=RunState.FAILED) | Q(problem__isnull=False), name="failed_run_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.season}, {self.get_state_display()}"


class RunDocument(models.Model):
    """What a finished run rests on and found, in canonical JSON; its SHA-256 is the run's code."""

    run = models.OneToOneField("clusters.RankingRun", models.PROTECT, related_name="document", primary_key=True)
    text = models.TextField()

    def __str__(self):
        return str(self.run)


class RankingRow(models.Model):
    """One member's standing in a finished run; never edited, a new run makes new rows."""

    # Found by the index of its constraint, which begins with it.
    run = models.ForeignKey("clusters.RankingRun", models.PROTECT, related_name="rows", db_index=False)
    member = models.ForeignKey("clusters.Member", models.PROTECT, related_name="ranking_rows")
    place = models.PositiveIntegerField(null=True, blank=True)
    shared = models.BooleanField(default=False)
    # What is ranked: the total, or the percentage where lines may be not assigned; none where nothing was assigned.
    score = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    total = models.DecimalField(max_digits=14, decimal_places=4)
    percent = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    gap = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    class_key = models.CharField(max_length=60, blank=True)
    held = models.BooleanField(default=False)
    incomplete = models.BooleanField(default=False)
    # Points of the top lines by criterion key, and the tie-break steps won and lost, in the shape of scoring.frozen.
    groups = models.JSONField(default=dict)
    won = models.JSONField(null=True, blank=True)
    lost = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("place", "pk")
        constraints = [models.UniqueConstraint(fields=("run", "member"), name="one_row_a_member_and_run")]

    def __str__(self):
        return f"{self.place}. {self.member}"
