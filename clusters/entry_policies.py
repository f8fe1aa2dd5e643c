"""Who may fill in, hand in and send back; asked with the standing in the season, or None for an own year."""

from accounts.roles import Right, grants
from clusters import policies
from clusters.choices import Phase, SubmissionState
from clusters.queries.standing import STAFF


def may_fill(actor, stands, submission):
    """Type figures that were not handed in yet, or were sent back."""
    if submission.state == SubmissionState.SUBMITTED:
        return False
    if stands is None:
        return may_keep_own_year(actor, submission.unit_year.unit_id)
    if policies.may_enter(stands, submission.member):
        return True
    sent_back = submission.state == SubmissionState.RETURNED and stands.phase == Phase.APPRAISAL
    return sent_back and stands.staff and submission.member_id in stands.own


def may_write(actor, stands, submission):
    """Type figures, or correct those that were handed in."""
    if stands is None:
        return may_keep_own_year(actor, submission.unit_year.unit_id)
    return may_fill(actor, stands, submission) or policies.may_correct(stands, submission.member)


def may_submit(actor, stands, submission):
    """Hand in: for the unit itself, by those whose role includes it."""
    return may_fill(actor, stands, submission) and grants(actor.role, Right.SUBMIT)


def may_return(stands, submission):
    """Send back for completion what was handed in."""
    if stands is None or submission.state != SubmissionState.SUBMITTED:
        return False
    return stands.phase in (Phase.REPORTING, Phase.APPRAISAL) and (stands.secretariat or stands.organises)


def may_reopen(actor, stands, submission):
    """Take back what one's own unit handed in."""
    return submission.state == SubmissionState.SUBMITTED and may_take_back(actor, stands, submission)


def may_take_back(actor, stands, submission):
    """Whether one may take the results back once they are handed in, as things stand now."""
    if stands is None:
        return may_keep_own_year(actor, submission.unit_year.unit_id)
    return policies.may_enter(stands, submission.member)


def may_open(stands, member):
    """Open the results of a member for entry."""
    return policies.may_enter(stands, member) or policies.may_correct(stands, member)


def may_plan(actor, stands, submission):
    """Enter the year plans: like figures, and by the secretariat whatever was handed in."""
    return may_write(actor, stands, submission)


def may_state(stands):
    """Record what a source states for the whole season, until the results are published."""
    return may_correct_statement(stands) and stands.phase != Phase.PUBLISHED


def may_correct_statement(stands):
    """Correct a statement, with a reason."""
    return (stands.secretariat or stands.organises) and stands.phase != Phase.DRAFT


def may_record_finding(stands, member):
    """Record a fact that closes a gate: never for one's own unit."""
    return policies.may_appraise(stands, member) or (
        stands.organises and stands.phase == Phase.REPORTING and not stands.serves(member.pk)
    )


def may_keep_own_year(actor, unit_id):
    """Keep the own year of one's unit: its staff, and the central board's administrator."""
    return actor.is_administrator or (actor.role in STAFF and unit_id in actor.unit_ids)


def may_mark(stands, member, stage):
    """Give points at a stage."""
    if stage == "self":
        return policies.may_enter(stands, member)
    return policies.may_appraise(stands, member) if stage == "appraised" else policies.may_agree(stands, member)
