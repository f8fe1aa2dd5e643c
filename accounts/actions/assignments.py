"""Give people their roles at units, and end them."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.errors import AlreadyEnded, DayOutOfRange, OwnAccess, StaleForm
from accounts.models import Assignment, User
from accounts.roles import Role
from accounts.wording import official
from audit import trail


@transaction.atomic
def give(assignment, *, by):
    """Save the new assignment and end the person's open sessions; the same one given twice is one."""
    User.objects.select_for_update().get(pk=assignment.user_id)
    given = _same(assignment)
    if given:
        return given
    assignment.full_clean()
    assignment.save()
    _end_sessions(assignment.user_id)
    trail.record(
        "accounts.assignment_given",
        assignment.user,
        by=by,
        role=assignment.role,
        role_name=official(Role(assignment.role).label),
        unit=assignment.unit,
        valid_from=assignment.valid_from,
        valid_to=assignment.valid_to,
        decision=assignment.decision,
    )
    return assignment


def version_of(assignment):
    """A token of the last day that a form shows: it changes when somebody else ends the assignment."""
    return str(assignment.valid_to)


@transaction.atomic
def end(assignment, on, reason, *, by, version=None):
    """Let the assignment be valid no longer from the day on; the days before it stay as they were.

    Refused when somebody else ended it on another day since ``version`` was shown; the same day twice is one act.
    Nobody is signed out by it: what a person may do is asked of his assignments on every page, and who holds none is
    told so there, which a sign-in that has ended could not tell him.
    """
    assignment = Assignment.objects.select_for_update(of=("self",)).select_related("user", "unit").get(pk=assignment.pk)
    if assignment.valid_to == on:
        return assignment
    if assignment.valid_to is not None and assignment.valid_to <= on:
        raise AlreadyEnded(_("This assignment already ends on %(day)s.") % {"day": f"{assignment.valid_to:%d/%m/%Y}"})
    if version and version != version_of(assignment):
        message = _(
            "Somebody else ended this assignment while this page was open: it ends on %(day)s. Look at it again."
        )
        raise StaleForm(message % {"day": f"{assignment.valid_to:%d/%m/%Y}" if assignment.valid_to else "—"})
    if on <= assignment.valid_from:
        message = _("The assignment began on %(day)s: choose a later day.")
        raise DayOutOfRange(message % {"day": f"{assignment.valid_from:%d/%m/%Y}"})
    if assignment.user_id == by.user_id and assignment.role == Role.ADMINISTRATOR:
        raise OwnAccess(_("You cannot end your own assignment as administrator. Ask another administrator."))
    before, assignment.valid_to = assignment.valid_to, on
    assignment.full_clean()
    assignment.save(update_fields=["valid_to"])
    trail.record(
        "accounts.assignment_ended",
        assignment.user,
        by=by,
        reason=reason,
        role=assignment.role,
        role_name=official(Role(assignment.role).label),
        unit=assignment.unit,
        before=before,
        after=on,
    )
    return assignment


def _same(assignment):
    values = {name: getattr(assignment, name) for name in ("user_id", "role", "unit_id", "valid_from", "valid_to")}
    return Assignment.objects.filter(**values).first()


def _end_sessions(user_id):
    User.objects.filter(pk=user_id).update(session_version=F("session_version") + 1)
