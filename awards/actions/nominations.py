"""Proposing a member for an award and carrying the nomination from stage to stage."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import trail
from awards.choices import BY_DECISION, COUNTED, MOVES, NEEDS_REASON, PROPOSING, Stage
from awards.errors import MoveNotAllowed, NotReady, QuotaExceeded, ReasonMissing
from awards.models import Nomination, Review, SeasonQuota
from awards.queries import grounds
from awards.queries import nominations as read
from clusters.actions.entry import require_fresh
from clusters.actions.locks import assign, once
from clusters.choices import ResolutionKind
from clusters.models import Member, Resolution, Season


@once(Nomination)
def propose(member, category, *, conclusion, by, departure="", **told):
    """Nominate a member, citing the season's final ranking and the conference's conclusion.

    `departure` is owed where the ranking does not put the member among the proposed, or where there is no ranking.
    `told` may hold achievement, source and illustrative. Raises QuotaExceeded, NotReady or ReasonMissing; a second post
    of the same form (`key`) answers with what the first one made.
    """
    season = _season(member.season_id)
    member = Member.objects.select_related("unit").get(pk=member.pk)
    member.season = season
    _check_phase(season)
    _check_member(member, category)
    _check_quota(season, category)
    run = read.citable_run(season)
    nomination = Nomination(
        season=season,
        member=member,
        category=category,
        run=run,
        conclusion=_standing(conclusion, season),
        departure=departure.strip(),
        created_at=timezone.now(),
        created_by_id=by.user_id,
        **told,
    )
    _check_departure(nomination)
    nomination.full_clean()
    nomination.save(force_insert=True)
    code = run.code if run else ""
    trail.record("nomination.proposed", nomination, by=by, reason=departure, run=code, conclusion=str(conclusion))
    return nomination


def _season(season_id):
    return Season.objects.select_for_update(of=("self",)).select_related("cluster").get(pk=season_id)


def _check_phase(season):
    if season.phase not in PROPOSING:
        sentence = _("%(season)s is in the phase “%(phase)s”; units are proposed once the points are agreed.")
        raise NotReady(sentence % {"season": season, "phase": season.get_phase_display()})


def _check_stays(member):
    if member.left_on is not None:
        sentence = _("%(unit)s left the season on %(day)s and cannot be proposed.")
        raise NotReady(sentence % {"unit": member.unit, "day": f"{member.left_on:%d/%m/%Y}"})


def _check_member(member, category):
    _check_stays(member)
    if read.standing_nomination(member, category):
        sentence = _("%(unit)s is already nominated for %(award)s.")
        raise MoveNotAllowed(sentence % {"unit": member.unit, "award": category})


def _check_quota(season, category):
    quota = SeasonQuota.objects.filter(season=season, category=category).first()
    if quota is None:
        raise QuotaExceeded(
            _("%(season)s has no quota for %(award)s yet; ask the organiser of the cluster to set one.")
            % {"season": season, "award": category}
        )
    counted = Nomination.objects.filter(season=season, category=category, stage__in=COUNTED)
    named = [str(each.member) for each in counted.select_related("member__unit")]
    if quota.most == 0:
        sentence = _("The quota of %(award)s in %(season)s is 0: none can be proposed. Ask the organiser.")
        raise QuotaExceeded(sentence % {"season": season, "award": category})
    if len(named) >= quota.most:
        raise QuotaExceeded(
            _("The quota of %(most)d %(award)s is used up: %(units)s. Withdraw one before you propose another.")
            % {"most": quota.most, "award": category, "units": ", ".join(named) or "—"}
        )


def _standing(conclusion, season):
    """The conclusion as it stands, which must be one of a conference of this season."""
    found = conclusion and Resolution.objects.select_related("conference").filter(pk=conclusion.pk).first()
    if not found or found.conference.season_id != season.pk or found.kind != ResolutionKind.CONCLUDED:
        raise NotReady(_("Record the conclusion of the conference of %(season)s first.") % {"season": season})
    if found.replaced_by_id is not None:
        raise NotReady(_("The conclusion was corrected meanwhile; choose the text that stands now."))
    return found


def _check_departure(nomination):
    cited = (nomination.run, nomination.member, nomination.category)
    if read.departs(*cited) and not nomination.departure.strip():
        raise ReasonMissing(read.departure_sentence(*cited))


@transaction.atomic
def move(nomination, to, *, by, token=None, reason=""):
    """Carry a nomination to another stage; the only writer of `stage`, but for a decision that grants it.

    What came back and is handed in again as it was owes an answer, as `reason`.
    """
    nomination = _locked(nomination)
    _require_fresh(nomination, token)
    before, to = Stage(nomination.stage), Stage(to)
    if to not in MOVES[before] or (before, to) in BY_DECISION:
        raise MoveNotAllowed(
            _("The nomination is now “%(stage)s”; this step is not open any more. Look at it again.")
            % {"stage": nomination.get_stage_display()}
        )
    if to in NEEDS_REASON and not reason.strip():
        raise ReasonMissing(_("Say why, so that whoever receives it knows what to mend."))
    if to == Stage.SUBMITTED and not reason.strip() and read.came_back_unchanged(nomination):
        raise ReasonMissing(
            _(
                "Nothing was changed in this nomination since it was returned. Complete it first, or answer why it is "
                "handed in again as it is."
            )
        )
    if to == Stage.SUBMITTED:
        _check_sound(nomination)
    elif to == Stage.APPROVED:
        require_grounds(nomination.season, [nomination])
    nomination.stage = to
    nomination.version += 1
    nomination.save(update_fields=["stage", "version"])
    now = timezone.now()
    Review.objects.create(
        nomination=nomination, from_stage=before, to_stage=to, reason=reason.strip(), at=now, by_id=by.user_id
    )
    trail.record("nomination.moved", nomination, by=by, reason=reason, before=before, after=to)
    return nomination


def _check_sound(nomination):
    """What is handed in cites what stands: the season's final ranking and the conclusion as corrected."""
    season = nomination.season
    _check_phase(season)
    _check_stays(nomination.member)
    _standing(nomination.conclusion, season)
    final = read.citable_run(season)
    if (final and final.code) != (nomination.run and nomination.run.code):
        raise NotReady(
            _("The ranking changed since this nomination was written; complete it, so that it cites the final one.")
        )
    _check_departure(nomination)


def require_grounds(season, nominations):
    """Refuse to agree on or decide nominations of the locked season that no longer rest on what stands."""
    if season.phase not in PROPOSING:
        sentence = _(
            "%(season)s is in the phase “%(phase)s”: its points are not agreed, so no nomination of it is agreed on or "
            "decided. Return the nomination, or wait until the points are agreed again."
        )
        raise NotReady(sentence % {"season": season, "phase": season.get_phase_display()})
    gone = grounds.gone(nominations, read.citable_run(season))
    if gone:
        raise NotReady(" ".join(f"“{nomination}”: {why}" for nomination, why in gone.items()))


@transaction.atomic
def complete(nomination, *, by, conclusion, token=None, achievement="", departure=""):
    """Change what a nomination in preparation or returned says; it cites the final ranking anew, the old is kept."""
    nomination = _locked(nomination)
    if nomination.stage not in (Stage.DRAFT, Stage.RETURNED):
        raise MoveNotAllowed(_("A nomination that was handed in can be changed only after it is returned."))
    wanted = {
        "run": _cited(nomination),
        "conclusion": _standing(conclusion, nomination.season),
        "achievement": achievement,
        "departure": departure.strip(),
    }
    before, after = assign(nomination, wanted, partial(_require_fresh, nomination, token))
    _check_departure(nomination)
    if not after:
        return nomination
    nomination.version += 1
    nomination.full_clean()
    nomination.save(update_fields=[*after, "version"])
    trail.record("nomination.completed", nomination, by=by, before=_said(before), after=_said(after))
    return nomination


def _cited(nomination):
    """The season's final ranking; the one cited where both say the same."""
    final, run = read.citable_run(nomination.season), nomination.run
    return run if (final and final.code) == (run and run.code) else final


def _said(values):
    """A ranking is told by the beginning of its code."""
    return {name: value.code[:16] if name == "run" and value else value or "" for name, value in values.items()}


def _require_fresh(nomination, token):
    sentence = _(
        "Somebody changed this nomination while you were looking at it; it is now “%(stage)s”. Look at what stands now "
        "before you go on."
    )
    require_fresh(nomination, token, sentence % {"stage": nomination.get_stage_display()})


def _locked(nomination):
    """The season and then the nomination, in the order in which `propose` locks."""
    season = _season(nomination.season_id)
    rows = Nomination.objects.select_for_update(of=("self",))
    found = rows.select_related("member__unit", "category", "run", "conclusion").get(pk=nomination.pk)
    found.season = found.member.season = season
    return found
