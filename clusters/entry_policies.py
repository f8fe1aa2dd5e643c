"""Who may fill in, hand in and send back; asked with the standing in the season, or None for an own year."""

from accounts.roles import Right, grants
from clusters import policies
from clusters.choices import Phase, SubmissionState


def may_fill(actor, stands, submission):
    """Type figures that were not handed in yet, or were sent back."""
    return _unlocked(stands, submission) and _works_for(actor, stands, submission, Right.ENTER_FIGURES)


def may_write(actor, stands, submission):
    """Type figures, or correct those that were handed in."""
    if stands is None:
        return may_keep_own_year(actor, submission.unit_year.unit_id)
    return may_fill(actor, stands, submission) or _may_correct(stands, submission)


def _may_correct(stands, submission):
    """Correct what left its unit's hands; until then those who compete with the unit write nothing there."""
    left = submission.state == SubmissionState.SUBMITTED or stands.phase in policies.JUDGING
    return policies.may_correct(stands, submission.member) and (stands.organises or left)


def may_submit(actor, stands, submission):
    """Hand in: for the unit itself, by those whose role includes it."""
    return _unlocked(stands, submission) and hands_in(actor, stands, submission)


def hands_in(actor, stands, submission):
    """Whether handing in is one's own, whatever state the results are in."""
    return _works_for(actor, stands, submission, Right.SUBMIT) and grants(actor.role, Right.SUBMIT)


def may_return(stands, submission):
    """Send back for completion what was handed in."""
    return submission.state == SubmissionState.SUBMITTED and sends_back(stands, submission)


def sends_back(stands, submission):
    """Whether sending back is one's own now, whatever state the results are in."""
    if stands is None or stands.phase not in (Phase.REPORTING, Phase.APPRAISAL):
        return False
    return policies.may_correct(stands, submission.member)


def may_reopen(actor, stands, submission):
    """Take back what one's own unit handed in."""
    return submission.state == SubmissionState.SUBMITTED and may_take_back(actor, stands, submission)


def may_take_back(actor, stands, submission):
    """Whether one may take the results back once they are handed in, as things stand now."""
    during = stands is None or stands.phase == Phase.REPORTING
    return during and _works_for(actor, stands, submission, Right.SUBMIT)


def _unlocked(stands, submission):
    """Whether the unit's own people may still change the results."""
    if submission.state == SubmissionState.SUBMITTED:
        return False
    sent_back = submission.state == SubmissionState.RETURNED
    return stands is None or stands.phase == Phase.REPORTING or (sent_back and stands.phase == Phase.APPRAISAL)


def _works_for(actor, stands, submission, right):
    """Whether he acts for the unit whose results these are, in a role that includes the right."""
    if stands is None:
        unit_id = submission.unit_year.unit_id
        return actor.is_administrator or (grants(actor.role, right) and unit_id in actor.unit_ids)
    return grants(actor.role, right) and stands.works_for(submission.member_id)


def may_open(stands, member):
    """Open the results of a member for entry."""
    return policies.may_enter(stands, member) or policies.may_correct(stands, member)


def may_plan(actor, stands, submission):
    """Enter the year plans: like figures, and by the secretariat whatever was handed in."""
    if stands is None:
        return may_write(actor, stands, submission)
    return may_fill(actor, stands, submission) or policies.may_correct(stands, submission.member)


def may_state(stands):
    """Record what a source states for the whole season, until the results are published."""
    return may_correct_statement(stands) and stands.phase != Phase.PUBLISHED


def may_correct_statement(stands):
    """Correct a statement, with a reason."""
    return stands.runs and stands.phase != Phase.DRAFT


def may_record_finding(stands, member):
    """Record a fact that closes a gate: never for one's own unit."""
    return policies.may_appraise(stands, member) or (
        stands.organises and stands.phase == Phase.REPORTING and not stands.serves(member.pk)
    )


def may_keep_own_year(actor, unit_id):
    """Keep the own year of one's unit: whoever enters its figures, and the central board's administrator."""
    return may_open_own_year(actor) and (actor.is_administrator or unit_id in actor.unit_ids)


def may_open_own_year(actor):
    """Open a year of one's own unit for entry."""
    return actor.is_administrator or grants(actor.role, Right.ENTER_FIGURES)


def may_mark(stands, member, stage):
    """Give points at a stage.

    The unit's own are handed in with its results of the year: they are open until then, and again once these were taken
    back, or are sent back during the appraisal.
    """
    if stage == "self":
        returned = stands.enters and stands.works_for(member.pk) and member.pk in stands.returned
        return returned or (policies.may_enter(stands, member) and member.pk not in stands.handed_in)
    return policies.may_appraise(stands, member) if stage == "appraised" else policies.may_agree(stands, member)
