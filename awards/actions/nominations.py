"""Proposing a member for an award and carrying the nomination from stage to stage."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import trail
from awards.choices import COUNTED, MOVES, Stage
from awards.errors import MoveNotAllowed, NotReady, QuotaExceeded, ReasonMissing, Stale
from awards.models import Nomination, Review, SeasonQuota
from awards.queries import nominations as read
from clusters.models import Season

NEEDS_REASON = (Stage.RETURNED, Stage.REJECTED, Stage.WITHDRAWN)


@transaction.atomic
def propose(member, category, *, conclusion, by, departure="", **told):
    """Nominate a member, citing the season's final ranking and the conference's conclusion.

    `departure` is owed where the ranking does not put the member among the proposed, or where there is no ranking.
    `told` may hold achievement, source and illustrative. Raises QuotaExceeded, NotReady or ReasonMissing.
    """
    season = Season.objects.select_for_update(of=("self",)).select_related("cluster").get(pk=member.season_id)
    _check_quota(season, category)
    run = read.citable_run(season)
    if conclusion is None or conclusion.conference.season_id != season.pk:
        raise NotReady(_("Record the conclusion of the conference of %(season)s first.") % {"season": season})
    if read.departs(run, member, category) and not departure.strip():
        raise ReasonMissing(read.departure_sentence(run, member, category))
    nomination = Nomination(
        season=season,
        member=member,
        category=category,
        run=run,
        conclusion=conclusion,
        departure=departure,
        created_at=timezone.now(),
        created_by_id=by.user_id,
        **told,
    )
    if read.standing_nomination(member, category):
        raise MoveNotAllowed(
            _("%(unit)s is already nominated for %(award)s.") % {"unit": member.unit, "award": category}
        )
    nomination.full_clean()
    nomination.save()
    trail.record("nomination.proposed", nomination, by=by, reason=departure, run=run.code if run else "")
    return nomination


def _check_quota(season, category):
    quota = SeasonQuota.objects.filter(season=season, category=category).first()
    if quota is None:
        raise QuotaExceeded(
            _("%(season)s has no quota for %(award)s yet; ask the organiser of the cluster to set one.")
            % {"season": season, "award": category}
        )
    counted = Nomination.objects.filter(season=season, category=category, stage__in=COUNTED)
    named = [str(each.member) for each in counted.select_related("member__unit")]
    if len(named) >= quota.most:
        raise QuotaExceeded(
            _("The quota of %(most)d %(award)s is used up: %(units)s. Withdraw one before you propose another.")
            % {"most": quota.most, "award": category, "units": ", ".join(named)}
        )


@transaction.atomic
def move(nomination, to, *, by, token, reason=""):
    """Carry a nomination to another stage; the only writer of `stage`, but for the decision that ends it."""
    nomination = _locked(nomination, token)
    if Stage(to) not in MOVES[Stage(nomination.stage)] or to == Stage.DECIDED:
        raise MoveNotAllowed(
            _("The nomination is now “%(stage)s”; this step is not open any more. Look at it again.")
            % {"stage": nomination.get_stage_display()}
        )
    if to in NEEDS_REASON and not reason.strip():
        raise ReasonMissing(_("Say why, so that whoever receives it knows what to mend."))
    _step(nomination, to, by=by, reason=reason)
    return nomination


@transaction.atomic
def complete(nomination, *, by, token, achievement, departure):
    """Change what a nomination in preparation or returned says; the old text stays in the trail."""
    nomination = _locked(nomination, token)
    if nomination.stage not in (Stage.DRAFT, Stage.RETURNED):
        raise MoveNotAllowed(_("A nomination that was handed in can be changed only after it is returned."))
    if read.departs(nomination.run, nomination.member, nomination.category) and not departure.strip():
        raise ReasonMissing(read.departure_sentence(nomination.run, nomination.member, nomination.category))
    before = {"achievement": nomination.achievement, "departure": nomination.departure}
    nomination.achievement, nomination.departure = achievement, departure
    nomination.version += 1
    nomination.save(update_fields=["achievement", "departure", "version"])
    after = {"achievement": achievement, "departure": departure}
    trail.record("nomination.completed", nomination, by=by, before=before, after=after)
    return nomination


def _locked(nomination, token):
    nomination = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("season__cluster", "member__unit", "category", "run", "conclusion")
        .get(pk=nomination.pk)
    )
    if nomination.version != token:
        raise Stale(
            _("Somebody changed this nomination while you were looking at it; it is now “%(stage)s”.")
            % {"stage": nomination.get_stage_display()},
            current=nomination,
        )
    return nomination


def _step(nomination, to, *, by, reason="", **more):
    before = nomination.stage
    nomination.stage = to
    nomination.version += 1
    nomination.save(update_fields=["stage", "version", *more])
    Review.objects.create(
        nomination=nomination, from_stage=before, to_stage=to, reason=reason, at=timezone.now(), by_id=by.user_id
    )
    trail.record("nomination.moved", nomination, by=by, reason=reason, before=before, after=to)
