"""Whether figures, plans and marks may be written: asked under lock, with the season locked before what hangs on it."""

from django.utils.translation import gettext as _

from clusters.choices import Phase, SubmissionState
from clusters.errors import Incomplete, NotAllowedHere, SeasonClosed, Stale
from clusters.models import Season, Submission
from clusters.whole_numbers import refusal

JUDGING = (Phase.APPRAISAL, Phase.APPRAISED)


def locked_season(season_id):
    """Return the season, locked against a move of its phase."""
    return Season.objects.select_for_update(of=("self",), no_key=True).select_related("cluster").get(pk=season_id)


def locked(submission):
    """Return the submission as it stands now, locked, with its season locked first."""
    season = locked_season(submission.member.season_id) if submission.member_id else None
    owned = Submission.objects.select_related("member__unit", "unit_year__unit")
    found = owned.select_for_update(of=("self",)).get(pk=submission.pk)
    if season is not None:
        found.member.season = season
    return found


def locked_owner(owner):
    """Return the member or own year with its season locked."""
    if hasattr(owner, "season_id"):
        owner.season = locked_season(owner.season_id)
    return owner


def require_open(season):
    """Refuse while the season is being prepared and once it is published; an own year is always open."""
    if season is None:
        return
    if season.phase == Phase.DRAFT:
        raise SeasonClosed(
            _("%(season)s is still being prepared. Results can be entered once it is opened.") % {"season": season}
        )
    if season.phase == Phase.PUBLISHED:
        raise SeasonClosed(_("The results of %(season)s are published and are kept as they are.") % {"season": season})


def marks(before, after):
    """What the trail keeps beside a number that gives way to another: whether either is made up, and their sources."""
    if before is None:
        return {"source_after": after.source} if after.source else {}
    told = {}
    if before.illustrative or after.illustrative:
        told |= {"illustrative_before": before.illustrative, "illustrative_after": after.illustrative}
    if before.source != after.source or before.illustrative:
        told |= {"source_before": before.source, "source_after": after.source}
    return told


def require_phase(season, *phases):
    """Refuse in any other phase, naming the one that stands."""
    if season.phase not in phases:
        sentence = _("%(season)s is in the phase “%(phase)s”, in which this is not done.")
        raise SeasonClosed(sentence % {"season": season, "phase": season.get_phase_display()})


def season_of(submission):
    return submission.member.season if submission.member_id else None


def is_correction(submission):
    """A change to what was handed in, or made when entry is over, needs a reason."""
    season = season_of(submission)
    return submission.state == SubmissionState.SUBMITTED or (season is not None and season.phase in JUDGING)


def require_reason(reason, sentence):
    if not reason.strip():
        raise Incomplete(sentence)


def require_countable(indicator, part, number):
    """Refuse what cannot be counted: an accident less than none, the place before the first."""
    sentence = refusal(indicator.kind, part, number)
    if sentence:
        raise NotAllowedHere(
            _("“%(indicator)s” was not saved. %(problem)s") % {"indicator": indicator, "problem": sentence}
        )


def require_fresh(thing, token, sentence):
    """Refuse when somebody changed the thing after the token was read; no token means no reader to surprise."""
    if token is not None and token != thing.version:
        raise Stale(sentence, current=thing)
