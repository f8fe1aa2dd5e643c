"""What others changed of a unit's figures after it handed them in, for its own people to read."""

from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from clusters.choices import Phase, SubmissionState
from clusters.models import Figure
from clusters.queries.task import Task
from clusters.templatetags.figures import figure_text

# So many corrected figures are named one by one; of the rest it is said how many they are.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure as it stands now; `before` is the revision that the unit handed in, None where it handed in none."""

    figure: Figure
    before: Figure | None


def since_handed_in(actor) -> list[Correction]:
    """Figures of the actor's units corrected by others since they were handed in, the newest first.

    Until the results are published, and while they are not sent back or taken back; asks twice at most.
    """
    handed_in = Figure.objects.filter(
        submission=OuterRef("submission"),
        indicator=OuterRef("indicator"),
        entered_at__lte=OuterRef("submission__submitted_at"),
    ).order_by("-revision")
    corrected = list(
        Figure.objects.current()
        .filter(submission__member__unit__in=actor.unit_ids, submission__state=SubmissionState.SUBMITTED)
        .filter(entered_at__gt=F("submission__submitted_at"))
        .exclude(submission__member__season__phase=Phase.PUBLISHED)
        .exclude(Q(entered_by=actor.user_id) | Q(reason=""))
        .annotate(handed_in=Subquery(handed_in.values("pk")[:1]))
        .select_related("indicator", "entered_by", "submission__member__season__cluster", "submission__member__unit")
        .order_by("-entered_at", "-pk")
    )
    before = Figure.objects.in_bulk([one.handed_in for one in corrected if one.handed_in])
    return [Correction(one, before.get(one.handed_in)) for one in corrected]


def told(actor):
    """The tasks that tell of them: each figure as it was and as it is, by whom and why."""
    found = since_handed_in(actor)
    for one in found[:NAMED]:
        figure, member = one.figure, one.figure.submission.member
        names = {"indicator": figure.indicator, "unit": member, "season": member.season}
        words = {
            "before": figure_text(figure.indicator, one.before),
            "after": figure_text(figure.indicator, figure),
            "who": figure.entered_by or "—",
            "reason": figure.reason,
        }
        yield Task(
            title=_("“%(indicator)s” of %(unit)s, %(season)s, was corrected after it was handed in") % names,
            url=reverse("clusters:figure_history", args=[figure.submission_id, figure.indicator_id]),
            group="to_follow",
            note=_("%(before)s → %(after)s, by %(who)s. Reason: %(reason)s") % words,
        )
    if rest := found[NAMED:]:
        yield Task(
            title=_("%(count)d more figures were corrected after they were handed in") % {"count": len(rest)},
            url=reverse("clusters:figures", args=[rest[0].figure.submission_id]),
            group="to_follow",
        )
