"""Sign in, sign out, and choose the assignment under which to work."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required, login_required
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import sessions
from accounts.actions import sign_ins
from accounts.forms.passwords import SignInForm
from accounts.queries import acting

ONE_YEAR = 365 * 24 * 3600


@login_not_required
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request):
    target = _target(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(target)
    form = SignInForm(request, data=request.POST or None)
    if not form.is_valid():
        return render(request, "accounts/sign_in.html", {"form": form, "next": target})
    person = form.get_user()
    login(request, person)
    sessions.begin(request.session, timezone.now())
    actor, held = acting.choose(person, timezone.localdate())
    sign_ins.record(person, by=actor or acting.bare_actor(person))
    # Who holds several roles chooses first; whoever came for one page finds the way to the others on it.
    choose_first = len(held) > 1 and target == resolve_url(settings.LOGIN_REDIRECT_URL)
    response = HttpResponseRedirect(resolve_url("accounts:acting") if choose_first else target)
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        remember_language(request, response, person.language)
    return response


@login_not_required
@require_POST
def sign_out(request):
    if request.user.is_authenticated:
        sign_ins.record_end(request.user, by=request.actor or acting.bare_actor(request.user))
        logout(request)
        messages.success(request, _("You have signed out."))
    return redirect("accounts:sign_in")


@login_required
@require_http_methods(["GET", "POST"])
def acting_as(request):
    """Choose between the assignments that are valid today; a choice outside them changes nothing."""
    if request.method == "POST":
        chosen = request.POST.get("assignment", "")
        if chosen in {str(assignment.pk) for assignment in request.assignments}:
            request.session[sessions.ACTING] = int(chosen)
            return redirect("home")
        messages.error(request, _("This assignment is not valid today. Choose another."))
    return render(request, "accounts/acting.html", {"assignments": request.assignments})


def remember_language(request, response, language):
    """Show this browser's pages in the language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=ONE_YEAR,
        samesite="Lax",
        secure=request.is_secure(),
    )


def _target(request):
    """Where to go after signing in: a page of this portal, whatever the address says."""
    asked = request.POST.get("next", request.GET.get("next", ""))
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return asked
    return resolve_url(settings.LOGIN_REDIRECT_URL)
