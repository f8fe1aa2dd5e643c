"""The first page, the switch of text size, and what is shown when a page cannot be."""

from django.contrib.auth.decorators import login_not_required, login_required
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.typed import typed
from emulation_portal import health as wellbeing
from emulation_portal import work

ONE_YEAR = 365 * 24 * 3600


@login_required
@require_GET
def home(request):
    actor = request.actor
    groups = work.waiting_for(actor)
    steps = work.first_steps() if actor.is_administrator else []
    coming = None if groups or steps else work.coming(actor)
    context = {"groups": groups, "steps": steps, "ticked": [step.done for step in steps]}
    context |= {"coming": coming, "today": timezone.localdate()}
    return render(request, "home.html", context)


@login_not_required
@require_POST
def set_text_size(request):
    """Remember in this browser whether to show large text, and go back to where one was."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = reverse("home")
    response = HttpResponseRedirect(target)
    value = "1" if request.POST.get("size") == "large" else "0"
    response.set_cookie(
        "large_text", value, max_age=ONE_YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
    )
    return response


@login_not_required
@require_GET
def health(request):
    """For whoever watches the portal: 200 when it is well, 503 when a part of it does not answer."""
    state = wellbeing.check()
    return JsonResponse(state.as_dict(), status=200 if state.well else 503)


def bad_request(request, exception=None):
    return _refusal(request, "400.html", 400, told=_("The portal could not read what was sent."))


def forbidden(request, exception=None):
    """403 with the sentence that the refusing code gave, if it gave one."""
    sentence = str(exception or "")
    told = sentence or _("The role in which you are working does not include this act.")
    return _refusal(request, "403.html", 403, told=told, sentence=sentence, typed=typed(request))


def not_found(request, exception=None):
    told = _("This is there no more, or you cannot see it in the role in which you are working.")
    return _refusal(request, "404.html", 404, told=told, typed=typed(request))


def broken(request):
    return _refusal(request, "500.html", 500, told=_("The portal has a fault. Wait a minute, then try again."))


def stale_form(request, reason=""):
    """A form without a valid token: usually a page left open over a sign-in, so it can be sent again."""
    told = _("You signed in or out after this page was opened. Load it again.")
    again = {"link": request.htmx.current_url_abs_path, "words": _("Load the page again")} if _is_htmx(request) else {}
    return _refusal(request, "403_csrf.html", 403, told=told, typed=typed(request), **again)


def _refusal(request, template, status, *, told, **context):
    """The whole page; for what a page asked for by itself the sentence alone, which then stands in that page."""
    if _is_htmx(request):
        return render(request, "components/_refused.html", {**context, "sentence": told}, status=status)
    return render(request, template, context, status=status)


def _is_htmx(request):
    # A request may be refused before the middleware has looked at it.
    return bool(getattr(request, "htmx", False))
