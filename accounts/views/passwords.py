"""Change one's own password, or get a new one by mail."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required, login_required
from django.contrib.auth.tokens import default_token_generator
from django.shortcuts import redirect, render
from django.utils.http import urlsafe_base64_decode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from accounts import tasks, throttle
from accounts.actions import passwords
from accounts.forms.passwords import ForgottenForm, OwnPasswordForm, ResetForm
from accounts.models import User
from accounts.queries import acting
from organisations import keys


@login_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password_change(request):
    form = OwnPasswordForm(request, request.POST or None)
    if form.is_valid():
        by = request.actor or acting.bare_actor(request.user)
        person = passwords.change(request.user, form.cleaned_data["new_password1"], by=by)
        # This browser stays signed in, under a new session key; every other one is signed out.
        update_session_auth_hash(request, person)
        messages.success(request, _("Your password is changed. All other browsers are signed out."))
        return redirect("accounts:profile")
    return render(request, "accounts/password_change.html", {"form": form})


@login_not_required
@require_http_methods(["GET", "POST"])
def forgotten(request):
    """The same answer, as fast, whether or not an account has the address, or too much was asked from the network."""
    form = ForgottenForm(request.POST or None)
    if form.is_valid():
        if not throttle.may_ask_for_link(request) or _asked(request, form.cleaned_data["email"]):
            return redirect("accounts:link_sent")
        form.add_error(None, _("No mail can be sent at the moment. Wait a few minutes, then press the button again."))
    return render(request, "accounts/forgotten.html", {"form": form})


def _asked(request, email):
    return tasks.ask_for_link(email, request.build_absolute_uri("/"), uuid4().hex)


@login_not_required
@require_GET
def link_sent(request):
    return render(request, "accounts/link_sent.html")


@login_not_required
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def reset_password(request, key, token):
    """The link of the mail; a spent, old or altered one leads to a sentence and a new try."""
    person = _owner(key)
    if person is None or not default_token_generator.check_token(person, token):
        return render(request, "accounts/reset_spent.html", status=404)
    form = ResetForm(person, request.POST or None)
    if form.is_valid():
        passwords.reset(person, form.cleaned_data["new_password1"])
        messages.success(request, _("Your new password is saved. Sign in with it."))
        return redirect("accounts:sign_in")
    return render(request, "accounts/reset_password.html", {"form": form, "person": person})


def _owner(key):
    try:
        number = keys.read(urlsafe_base64_decode(key).decode())
    except ValueError:
        return None
    return User.objects.filter(pk=number, is_active=True).first()
