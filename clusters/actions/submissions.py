"""What a member hands in for a period: opened, handed in whole, sent back with a reason, handed in again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import trail
from clusters.actions import entry as door
from clusters.choices import Phase, SubmissionState
from clusters.errors import Incomplete, NotAllowedHere, Stale
from clusters.models import Member, Submission
from clusters.queries import completeness, entered


@transaction.atomic
def open_submission(owner, period, *, by):
    """Return the submission of the member or own year for the period, made when there is none."""
    owner = door.locked_owner(owner)
    season = getattr(owner, "season", None)
    door.require_open(season)
    owned = {"member" if isinstance(owner, Member) else "unit_year": owner}
    submission, made = Submission.objects.get_or_create(period=period, **owned)
    if made:
        trail.record("submission.opened", submission, by=by, within=season)
    return submission


@transaction.atomic
def submit(submission, *, by, token=None, shown=None):
    """Hand in, when every required cell is answered; points of zero are answers like any other.

    `shown` is the mark (clusters.queries.entered) of what the reader looked through. Raises Incomplete, or Stale where
    somebody changed anything of it since.
    """
    submission = door.locked(submission)
    if submission.state == SubmissionState.SUBMITTED:
        return submission
    season = door.season_of(submission)
    if season is not None:
        # What the secretariat sent back during the appraisal is handed in again during the appraisal.
        sent_back = submission.state == SubmissionState.RETURNED
        door.require_phase(season, Phase.REPORTING, *([Phase.APPRAISAL] if sent_back else []))
    door.require_fresh(submission, token, _changed())
    if shown and shown != entered.mark(submission):
        raise Stale(_changed(), current=submission)
    gaps = completeness.gaps(submission)
    if gaps:
        sentence = _("These results cannot be handed in yet: %(count)d figures are missing.") % {"count": len(gaps)}
        raise Incomplete(sentence, missing=gaps)
    return _move(submission, SubmissionState.SUBMITTED, "submission.submitted", by=by)


@transaction.atomic
def return_for_completion(submission, reason, *, by, token=None):
    """Send a handed-in submission back to its unit, with the reason it will read."""
    submission = door.locked(submission)
    season = door.season_of(submission)
    if season is not None:
        door.require_phase(season, Phase.REPORTING, Phase.APPRAISAL)
    if submission.state != SubmissionState.SUBMITTED:
        raise NotAllowedHere(_("Only results that were handed in can be sent back."))
    door.require_fresh(submission, token, _changed())
    door.require_reason(reason, _("Say what has to be completed; the unit will read it."))
    return _move(submission, SubmissionState.RETURNED, "submission.returned", by=by, reason=reason)


@transaction.atomic
def reopen(submission, reason, *, by, token=None):
    """Take back what was handed in, while results are still being entered."""
    submission = door.locked(submission)
    season = door.season_of(submission)
    if season is not None:
        door.require_phase(season, Phase.REPORTING)
    if submission.state != SubmissionState.SUBMITTED:
        raise NotAllowedHere(_("Only results that were handed in can be taken back."))
    door.require_fresh(submission, token, _changed())
    door.require_reason(reason, _("Say why the results are taken back."))
    return _move(submission, SubmissionState.DRAFT, "submission.reopened", by=by, reason=reason)


def _move(submission, state, action, *, by, reason=""):
    before, submission.state = submission.state, state
    submission.return_reason = reason if state == SubmissionState.RETURNED else ""
    handed_in = state == SubmissionState.SUBMITTED
    submission.submitted_at = timezone.now() if handed_in else None
    submission.submitted_by_id = by.user_id if handed_in else None
    submission.version += 1
    submission.full_clean()
    submission.save(update_fields=["state", "return_reason", "submitted_at", "submitted_by", "version"])
    within = door.season_of(submission)
    trail.record(action, submission, by=by, reason=reason, within=within, before=before, after=state)
    return submission


def _changed():
    return _("Somebody changed these results while you were looking. Look at them again, then decide.")
