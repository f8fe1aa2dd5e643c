"""Change, set and reset passwords; no action keeps, logs or records a password itself."""

import datetime as dt
from functools import partial

from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.errors import StaleForm
from accounts.models import User
from audit import trail

ONE_MAIL_IN = dt.timedelta(minutes=5)
SENDER = "Hệ thống đặt lại mật khẩu"


@transaction.atomic
def change(person, password, *, by):
    """Take the password that the person chose; every other session of his ends."""
    return _store(_locked(person), password, "accounts.password_changed", by=by)


@transaction.atomic
def set_for(person, password, *, by, must_change=True, version=None):
    """Give the person a password without mail; unless it is to stay, he must choose his own at the next sign-in.

    `version` is the person's `session_version` as the form was opened: a password that was set since is not lost unseen
    (StaleForm); the same one, as by a form sent twice, is set once.
    """
    person = _locked(person)
    if version is not None and person.session_version != version:
        if person.check_password(password):
            return person
        raise StaleForm(
            _(
                "The password of %(name)s was changed, or the sign-ins were ended, while this page was open. Press the "
                "button again only if your password is to count."
            )
            % {"name": person}
        )
    return _store(person, password, "accounts.password_set", by=by, must_change=must_change)


@transaction.atomic
def reset(person, password):
    """Take the password chosen through the link of a mail; the link is spent by it."""
    by = Actor(user_id=person.pk, user_name=str(person), role=None, unit_id=None, unit_name="")
    return _store(_locked(person), password, "accounts.password_reset", by=by)


@transaction.atomic
def send_link(email, origin):
    """Mail a link to the active account with this address, at most once in five minutes."""
    recent = Q(reset_mailed_at__gt=timezone.now() - ONE_MAIL_IN)
    found = (
        User.objects.select_for_update().filter(email__iexact=email, is_active=True).exclude(recent).exclude(email="")
    )
    person = found.first()
    if person is None:
        return
    before, person.reset_mailed_at = person.reset_mailed_at, timezone.now()
    person.save(update_fields=["reset_mailed_at"])
    key = urlsafe_base64_encode(force_bytes(person.pk))
    with translation.override(person.language):
        path = reverse("accounts:reset_password", args=[key, default_token_generator.make_token(person)])
        body = render_to_string("accounts/reset_mail.txt", {"person": person, "link": origin.rstrip("/") + path})
        subject = _("A new password for the emulation portal")
    trail.record("accounts.reset_link_sent", person, by=Actor.system(SENDER))
    transaction.on_commit(partial(_mail, person, subject, body, before))


def _mail(person, subject, body, before):
    """Send the link; one that could not be sent counts as none, so that it may be asked for again at once."""
    try:
        send_mail(subject, body, None, [person.email])
    except Exception:
        with transaction.atomic():
            User.objects.filter(pk=person.pk, reset_mailed_at=person.reset_mailed_at).update(reset_mailed_at=before)
            trail.record("accounts.reset_link_not_sent", person, by=Actor.system(SENDER))
        raise


def _locked(person):
    return User.objects.select_for_update().get(pk=person.pk)


def _store(person, password, action, *, by, must_change=False):
    person.set_password(password)
    person.must_change_password = must_change
    person.session_version += 1
    person.save(update_fields=["password", "must_change_password", "session_version"])
    trail.record(action, person, by=by)
    return person
