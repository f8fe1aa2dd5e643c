from django.conf import settings
from django.db import models
from django.db.models import Q

from awards.choices import Stage
from organisations.fields import NFCTextField


class Nomination(models.Model):
    """A season's proposal of one member for one award; it cites the ranking run and the conference's conclusion.

    Where the source of a season gives no points there is no run, and `departure` says so; where the conclusion departs
    from the ranking, `departure` gives the reason.
    """

    season = models.ForeignKey("clusters.Season", models.PROTECT, related_name="nominations")
    member = models.ForeignKey("clusters.Member", models.PROTECT, related_name="nominations")
    category = models.ForeignKey("awards.AwardCategory", models.PROTECT, related_name="nominations")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT)
    run = models.ForeignKey("clusters.RankingRun", models.PROTECT, null=True, blank=True, related_name="nominations")
    conclusion = models.ForeignKey("clusters.Resolution", models.PROTECT, related_name="nominations")
    departure = NFCTextField(blank=True)
    achievement = NFCTextField(blank=True)
    decision = models.ForeignKey("awards.Decision", models.PROTECT, null=True, blank=True, related_name="nominations")
    illustrative = models.BooleanField(default=False)
    source = NFCTextField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("category__position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("member", "category"),
                condition=~Q(stage__in=[Stage.WITHDRAWN, Stage.REJECTED]),
                name="one_standing_nomination_a_member_and_award",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.DECIDED, decision__isnull=False) | (~Q(stage=Stage.DECIDED) & Q(decision=None)),
                name="decided_nomination_has_its_decision",
            ),
            models.CheckConstraint(
                condition=Q(run__isnull=False) | ~Q(departure=""), name="nomination_without_a_run_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.category}: {self.member}"
