from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from clusters.choices import Phase, PostKind
from clusters.words import post_of
from organisations.fields import NFCCharField, NFCTextField


class Season(models.Model):
    """One cluster's emulation year: what members pledge, report, are scored and ranked on."""

    cluster = models.ForeignKey("clusters.Cluster", models.PROTECT, related_name="seasons")
    year = models.PositiveSmallIntegerField()
    phase = models.CharField(max_length=12, choices=Phase, default=Phase.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    # Whoever organised it by the name of its time; open, it is whoever stands for the cluster's organiser today.
    organiser = models.ForeignKey("organisations.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    rules = NFCTextField(blank=True)
    source = NFCTextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    # Counted by the database with every change of what a ranking rests on; nobody else writes it.
    inputs_version = models.PositiveBigIntegerField(default=0, db_default=0, editable=False)

    class Meta:
        ordering = ("-year", "cluster__code")
        constraints = [
            models.UniqueConstraint(fields=("cluster", "year"), name="one_season_a_year"),
            models.CheckConstraint(
                condition=Q(phase=Phase.PUBLISHED, published_at__isnull=False)
                | (~Q(phase=Phase.PUBLISHED) & Q(published_at=None)),
                name="published_season_says_when",
            ),
        ]

    def __str__(self):
        return f"{self.cluster} {self.year}"


class PhaseDeadline(models.Model):
    """When a phase of a season should end; passing it shows lateness and moves nothing."""

    season = models.ForeignKey("clusters.Season", models.PROTECT, related_name="deadlines")
    phase = models.CharField(max_length=12, choices=Phase)
    due_at = models.DateTimeField()

    class Meta:
        ordering = ("due_at",)
        constraints = [models.UniqueConstraint(fields=("season", "phase"), name="one_deadline_a_phase")]

    def __str__(self):
        return f"{self.season}, {self.get_phase_display()}"


def _range(start, end):
    return Func(F(start), F(end), function="daterange", output_field=DateRangeField())


class Member(models.Model):
    """One unit's place in one season; it points at the unit as it was then, so old papers keep old names."""

    season = models.ForeignKey("clusters.Season", models.PROTECT, related_name="members")
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="memberships")
    position = models.PositiveSmallIntegerField(default=0)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    decision = NFCCharField(max_length=200, blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gt=F("joined_on")), name="member_leaves_after_joining"
            ),
            ExclusionConstraint(
                name="no_unit_twice_at_once_in_a_season",
                expressions=[
                    ("season", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    (_range("joined_on", "left_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self):
        return str(self.unit)


class Post(models.Model):
    """A post that a member holds in its season: introduced by a conference, decided by the Council, held over dates."""

    member = models.ForeignKey("clusters.Member", models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=10, choices=PostKind)
    introduced_on = models.DateField(null=True, blank=True)
    introduced_by = models.ForeignKey(
        "clusters.Conference", models.PROTECT, null=True, blank=True, related_name="introduced_posts"
    )
    decided_on = models.DateField(null=True, blank=True)
    decision_number = NFCCharField(max_length=100, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    holder_name = NFCCharField(max_length=200, blank=True)
    holder_title = NFCCharField(max_length=200, blank=True)
    source = NFCTextField(blank=True)

    class Meta:
        ordering = ("-kind", "valid_from", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="post_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(decision_number="") | Q(decided_on__isnull=False), name="post_decision_number_has_a_date"
            ),
            ExclusionConstraint(
                name="no_post_twice_at_once_for_a_member",
                expressions=[
                    ("member", RangeOperators.EQUAL),
                    (_range("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self):
        return f"{post_of(self.member.season.cluster, self.kind)}: {self.member}"
