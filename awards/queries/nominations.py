"""Nominations of a season, and what they may cite."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from audit import trail
from awards.choices import BY_DECISION, COUNTED, MOVES, Stage
from awards.models import AwardCategory, Nomination, SeasonQuota
from clusters.choices import ResolutionKind
from clusters.models import Member, RankingRow, RankingRun, Resolution
from clusters.queries import verification
from clusters.queries.standing import seasons_visible_to

OVER = (Stage.WITHDRAWN, Stage.REJECTED)


@dataclass(frozen=True, slots=True)
class QuotaUse:
    """An award of a season: how many it may propose, and the nominations that take them up."""

    quota: SeasonQuota
    taken: tuple[Nomination, ...]

    @property
    def left(self):
        return self.quota.most - len(self.taken)


def citable_run(season):
    """The final run that a nomination cites; None where the season has none."""
    return verification.final(season)


def shown_run(season_id):
    """The ranking that is shown now, final or not; None before the first."""
    return RankingRun.objects.shown().filter(season=season_id).first()


def newer_run(nomination):
    """The ranking that is shown now, where it found another result than the one that the nomination cites, or none."""
    shown = shown_run(nomination.season_id)
    return shown if shown and nomination.run and shown.code != nomination.run.code else None


def standing_nomination(member, category):
    """The nomination of the member for the award that was neither withdrawn nor refused."""
    return Nomination.objects.filter(member=member, category=category).exclude(stage__in=OVER).first()


def conclusions(season):
    """The conclusions of the season's conferences that stand, newest last."""
    standing = Resolution.objects.filter(kind=ResolutionKind.CONCLUDED, replaced_by=None)
    return standing.filter(conference__season=season).select_related("conference")


def place_of(run, member):
    """The member's place in the run; None when not considered, or without a run."""
    if run is None:
        return None
    return RankingRow.objects.filter(run=run, member=member).values_list("place", flat=True).first()


def last_place(season, category):
    """The last place that the ranking alone would give the award to: quotas are filled in the awards' order."""
    quotas = SeasonQuota.objects.filter(season=season, category__position__lte=category.position)
    return sum(quota.most for quota in quotas)


def departs(run, member, category):
    """Whether proposing the member departs from the ranking, so that a reason is owed."""
    place = place_of(run, member)
    return place is None or place > last_place(member.season, category) or _is_held(run, member)


def _is_held(run, member):
    """Whether a condition of the sheet keeps the member's award back until a matter is settled."""
    return RankingRow.objects.filter(run=run, member=member, held=True).exists()


def departure_sentence(run, member, category):
    """Why a reason is owed, as a sentence."""
    if run is None:
        return _("This season has no final ranking to cite; say what the proposal rests on.")
    place = place_of(run, member)
    if place is None:
        return _("%(unit)s is not considered in the ranking; say why it is proposed all the same.") % {
            "unit": member.unit
        }
    if _is_held(run, member):
        return _("%(unit)s is held back until a matter is settled; say why it is proposed all the same.") % {
            "unit": member.unit
        }
    last = last_place(member.season, category)
    told = _(
        "%(unit)s is number %(place)d in the ranking, which alone would give %(award)s to the first %(last)d; "
        "say why the conference concluded otherwise."
    )
    if last == 1:
        told = _(
            "%(unit)s is number %(place)d in the ranking, which alone would give %(award)s to the first; "
            "say why the conference concluded otherwise."
        )
    return told % {"unit": member.unit, "place": place, "award": category, "last": last}


def quota_uses(season):
    """Each award that the season may propose, with what takes it up; in two queries."""
    taken = {}
    counted = Nomination.objects.filter(season=season, stage__in=COUNTED).select_related("member__unit", "category")
    for nomination in counted:
        taken.setdefault(nomination.category_id, []).append(nomination)
    quotas = SeasonQuota.objects.filter(season=season).select_related("category")
    return [QuotaUse(quota=quota, taken=tuple(taken.get(quota.category_id, ()))) for quota in quotas]


def of_season(season):
    """All nominations of the season, the withdrawn and refused too, with what they cite."""
    return of_seasons([season.pk])


def of_seasons(seasons):
    """All nominations of the seasons of these keys, season by season, as `of_season` gives them."""
    return (
        Nomination.objects.filter(season__in=seasons)
        .order_by("season__cluster__name", "-season__year", "season", "category__position", "pk")
        .select_related("member__unit", "category", "run", "conclusion__conference", "decision", "season__cluster")
        .prefetch_related("reviews__by")
    )


def open_steps(nomination, standing, may_move):
    """The stages that the person may carry the nomination to, asked of the same table that the action obeys."""
    before = Stage(nomination.stage)
    return [to for to in MOVES[before] if (before, to) not in BY_DECISION and may_move(standing, before, to)]


def awards_of(season):
    """Awards for which the season has a quota, used up or not."""
    return AwardCategory.objects.filter(quotas__season=season)


def members_of(season):
    """Members that may be proposed: those that did not leave."""
    return Member.objects.filter(season=season, left_on=None).select_related("unit")


def visible_to(actor):
    """Nominations of seasons that the actor may know of; whether he may know of them yet is a question of standing."""
    cited = ("category", "member__unit", "run", "conclusion__conference", "decision")
    return Nomination.objects.filter(season__in=seasons_visible_to(actor)).select_related(*cited)


def came_back_unchanged(nomination):
    """Whether it was returned and nobody has changed what it says since: the last that was done to it was a step."""
    if nomination.stage != Stage.RETURNED:
        return False
    last = trail.history_of(nomination).values_list("action", flat=True).first()
    return last == "nomination.moved"
