"""One's own account, and what the roles mean."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actions import people
from accounts.forms.people import LanguageForm
from accounts.queries import acting
from accounts.queries.people import role_table
from accounts.views.session import remember_language


@login_required
@require_http_methods(["GET", "POST"])
def profile(request):
    form = LanguageForm(request.POST or None, initial={"language": request.user.language})
    if form.is_valid():
        by = request.actor or acting.bare_actor(request.user)
        language = form.cleaned_data["language"]
        people.choose_language(request.user, language, by=by)
        messages.success(request, _("The language of your pages is saved."))
        response = redirect("accounts:profile")
        remember_language(request, response, language)
        return response
    assignments = request.user.assignments.select_related("unit")
    context = {"form": form, "assignments": assignments, "today": timezone.localdate()}
    return render(request, "accounts/profile.html", context)


@login_required
@require_GET
def roles(request):
    return render(request, "accounts/roles.html", {"roles": role_table()})
