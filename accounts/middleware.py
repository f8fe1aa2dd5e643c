"""Put the acting person at ``request.actor``, and let nobody past who may not act today."""

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import sessions
from accounts.queries import acting
from accounts.typed import typed

# Beside the pages open to strangers, those that a person needs in order to come into a state in which he may act.
WITHOUT_ASSIGNMENT = {"accounts:password_change", "accounts:profile", "accounts:acting", "accounts:roles"}
SAFE = ("GET", "HEAD", "OPTIONS")
WITH_GIVEN_PASSWORD = {"accounts:password_change"}


class SignInMiddleware(LoginRequiredMiddleware):
    """Whoever has not signed in sees nothing but the sign-in page, unless a view says otherwise.

    A fragment of a page that is still open is no place for that page: it is told that the sign-in has ended. What was
    typed into a form that comes too late is shown once more.
    """

    def handle_no_permission(self, request, view_func):
        if request.htmx:
            return _sign_in_ended(request)
        if settings.CSRF_COOKIE_NAME in request.COOKIES and (found := typed(request)):
            return _too_late(request, found)
        if request.method not in SAFE:
            messages.info(
                request, _("You are not signed in any more, so what you asked for was not done. Sign in again.")
            )
            return redirect_to_login(_page_of(request))
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            messages.info(request, _("Your sign-in has ended. Sign in again; you come back to the page you asked for."))
        return super().handle_no_permission(request, view_func)


class ActingMiddleware:
    """Sets ``request.actor`` (None for strangers and people without a valid assignment) and ``request.assignments``.

    Whoever worked under an assignment that has ended is told so before he works under another: nothing that he sends
    under the old one is carried out under the new.

    One query for the assignments and one for the lineage of the unit, both only when somebody is signed in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor, request.assignments, request.lapsed = None, [], None
        if not request.user.is_authenticated:
            return self.get_response(request)
        if sessions.is_over(request.session, timezone.now()):
            logout(request)
            if not request.htmx and (found := typed(request)):
                return _too_late(request, found)
            messages.info(request, _("You were signed out because the page was idle for a long time. Sign in again."))
            if request.method not in SAFE:
                messages.info(request, _("What you asked for was not done."))
            return _sign_in_ended(request) if request.htmx else redirect_to_login(_page_of(request))
        sessions.touch(request.session, timezone.now())
        preferred = request.session.get(sessions.ACTING)
        request.actor, request.assignments = acting.choose(request.user, timezone.localdate(), preferred=preferred)
        if request.actor is not None and preferred not in (None, request.actor.assignment_id):
            request.lapsed = preferred
        elif request.actor is not None and preferred is None:
            _work_under(request)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Send the owner of a given password to change it, and tell a person without assignment how things stand."""
        open_to_strangers = not getattr(view, "login_required", True)
        if open_to_strangers or not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name
        if request.user.must_change_password and name not in WITH_GIVEN_PASSWORD:
            return _password_first(request) if request.htmx else redirect("accounts:password_change")
        if request.actor is None and name not in WITHOUT_ASSIGNMENT:
            return _no_assignment(request)
        return _lapsed(request, name) if request.lapsed else None


def _sign_in_ended(request):
    address = redirect_to_login(request.htmx.current_url_abs_path or "/").url
    told = _("Your sign-in has ended. Sign in again; you come back to this page.")
    return _told(request, told, status=401, link=address, words=_("Sign in again"))


def _page_of(request):
    """The page to come back to: what was asked for, or that on which somebody pressed a button."""
    if request.method in SAFE:
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    return urlunsplit(("", "", came_from.path, came_from.query, "")) if came_from.netloc == request.get_host() else "/"


def _too_late(request, found):
    address = redirect_to_login(request.get_full_path()).url
    return render(request, "accounts/ended.html", {"typed": found, "address": address}, status=403)


def _password_first(request):
    told = _("Change the password that was given to you first.")
    return _told(
        request, told, status=403, link=resolve_url("accounts:password_change"), words=_("Change your password")
    )


def _no_assignment(request):
    """Tell which assignment has ended, where the person worked under one, and who can give him another."""
    if not request.htmx:
        return render(request, "accounts/no_assignment.html", {"ended": _ended(request)}, status=403)
    told = _("You have no task in the portal today. Ask the administrator of your unit to assign you.")
    link = request.htmx.current_url_abs_path or "/"
    return _told(request, f"{_ended(request)} {told}".strip(), status=403, link=link, words=_("Load the page again"))


def _ended(request):
    """The sentence about the assignment under which the person worked last; empty where he worked under none."""
    ended = acting.named(request.session.get(sessions.ACTING), request.user)
    return _("Your assignment has ended: %(ended)s.") % {"ended": ended} if ended else ""


def _lapsed(request, name):
    """Tell which assignment has ended and what follows it; a page that only reads goes on, what was sent does not."""
    ended = acting.named(request.lapsed, request.user) or _("an earlier one")
    now = next((each for each in request.assignments if each.pk == request.actor.assignment_id), _("Administrator"))
    told = _("Your assignment has ended: %(ended)s. You now work as: %(now)s.") % {"ended": ended, "now": now}
    if request.htmx:
        return _told(
            request, told, status=403, link=request.htmx.current_url_abs_path or "/", words=_("Load the page again")
        )
    _work_under(request)
    if request.method in SAFE or name in WITHOUT_ASSIGNMENT:
        messages.warning(request, told)
        return None
    kept = _("What you sent was not carried out. Choose as whom you work, then go back, look at it again and send it.")
    messages.error(request, f"{told} {kept}")
    return render(request, "accounts/acting.html", {"assignments": request.assignments}, status=409)


def _work_under(request):
    request.session[sessions.ACTING] = request.actor.assignment_id


def _told(request, sentence, *, status, **link):
    return render(request, "components/_refused.html", {"sentence": sentence, **link}, status=status)
