"""Put the acting person at ``request.actor``, and let nobody past who may not act today."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import sessions
from accounts.queries import acting

# Beside the pages open to strangers, those that a person needs in order to come into a state in which he may act.
WITHOUT_ASSIGNMENT = {"accounts:password_change", "accounts:profile", "accounts:acting", "accounts:roles"}
WITH_GIVEN_PASSWORD = {"accounts:password_change"}


class ActingMiddleware:
    """Sets ``request.actor`` (None for strangers and people without a valid assignment) and ``request.assignments``.

    One query for the assignments and one for the lineage of the unit, both only when somebody is signed in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor, request.assignments = None, []
        if not request.user.is_authenticated:
            return self.get_response(request)
        if sessions.is_over(request.session, timezone.now()):
            logout(request)
            messages.info(request, _("You were signed out because the page was idle for a long time. Sign in again."))
            return redirect_to_login(request.get_full_path())
        sessions.touch(request.session, timezone.now())
        preferred = request.session.get(sessions.ACTING)
        request.actor, request.assignments = acting.choose(request.user, timezone.localdate(), preferred=preferred)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Send the owner of a given password to change it, and tell a person without assignment how things stand."""
        open_to_strangers = not getattr(view, "login_required", True)
        if open_to_strangers or not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name
        if request.user.must_change_password and name not in WITH_GIVEN_PASSWORD:
            return redirect("accounts:password_change")
        if request.actor is None and name not in WITHOUT_ASSIGNMENT:
            return render(request, "accounts/no_assignment.html", status=403)
        return None
