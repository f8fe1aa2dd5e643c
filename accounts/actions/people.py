"""Make, correct and close the accounts of people."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions import assignments
from accounts.choices import EDITABLE, Language
from accounts.errors import OwnAccess, StaleForm
from accounts.models import User
from accounts.wording import official
from audit import trail


def version_of(person):
    """A token of the values that a form shows: it changes when somebody else saves."""
    values = "\x1f".join(str(getattr(person, name)) for name in EDITABLE)
    return hashlib.sha256(values.encode()).hexdigest()[:16]


@transaction.atomic
def create(person, password, assignment=None, *, by):
    """Save the new account with a password to be changed at first sign-in, and its first assignment.

    The same form sent twice makes one account and gives that one back.
    """
    made = User.objects.filter(creation_key=person.creation_key).first() if person.creation_key else None
    if made:
        return made
    person.set_password(password)
    person.must_change_password = True
    person.full_clean()
    person.save()
    trail.record("accounts.person_created", person, by=by, username=person.username)
    if assignment is not None:
        assignment.user = person
        assignments.give(assignment, by=by)
    return person


@transaction.atomic
def edit(person, changes, *, version, by):
    """Change the named values; refused as a whole when somebody else saved since ``version`` was shown."""
    person = User.objects.select_for_update().get(pk=person.pk)
    changed = [name for name in changes if getattr(person, name) != changes[name]]
    if not changed:
        return person  # what is asked for stands already, as after the first of two posts of one form
    if version_of(person) != version:
        raise StaleForm(
            _("Somebody else changed this person while you were typing. Check the values below and save again.")
        )
    before = _shown(person, changed)
    for name in changed:
        setattr(person, name, changes[name])
    person.full_clean()
    person.save(update_fields=[*changed, "sort_key", "folded"])
    trail.record("accounts.person_edited", person, by=by, before=before, after=_shown(person, changed))
    return person


@transaction.atomic
def deactivate(person, reason, *, by):
    """Close the account from now on, and every open session with it; what the person did stays under his name."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.pk == by.user_id:
        raise OwnAccess(_("You cannot close your own account. Ask another administrator."))
    if not person.is_active:
        return person
    person.is_active = False
    person.session_version += 1
    person.save(update_fields=["is_active", "session_version"])
    trail.record("accounts.person_deactivated", person, by=by, reason=reason, before=True, after=False)
    return person


@transaction.atomic
def activate(person, *, by):
    """Let the person sign in again, with the assignments that are still valid."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.is_active:
        return person
    person.is_active = True
    person.save(update_fields=["is_active"])
    trail.record("accounts.person_activated", person, by=by, before=False, after=True)
    return person


@transaction.atomic
def choose_language(person, language, *, by):
    """Show the person's pages in the language, from the next sign-in in any browser."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.language == language:
        return person
    before, person.language = person.language, language
    person.save(update_fields=["language"])
    trail.record(
        "accounts.language_chosen", person, by=by, before=Language(before).label, after=Language(language).label
    )
    return person


def _shown(person, names):
    """The values under the words that people know them by."""
    return {official(person._meta.get_field(name).verbose_name): getattr(person, name) for name in names}
