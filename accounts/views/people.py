"""The accounts of people, kept by an administrator."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import policies
from accounts.actions import locks, passwords
from accounts.actions import people as actions
from accounts.errors import OwnAccess, StaleForm
from accounts.forms.people import AssignmentForm, NewPersonForm, PersonForm, ReasonForm, SetPasswordForm
from accounts.models import User
from accounts.queries import blocks
from accounts.queries import people as queries
from audit import sentences, trail
from organisations.queries import lineage

PAGE = 50
HISTORY = 50
STILL_CLOSED = gettext_noop(
    "Signing in from some network addresses is still closed, to this person as to everybody there. "
    "Only the central board opens an address before its 15 minutes are over."
)


@login_required
@require_GET
def people(request):
    _only_who_keeps_people(request.actor)
    search = request.GET.get("q", "").replace("\x00", "").strip()
    today = timezone.localdate()
    found = queries.people(request.actor, search=search, sort=request.GET.get("sort", ""), today=today)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    lineage.place((assignment.unit for person in page for assignment in person.held), today)
    return render(request, "accounts/people.html", {"page": page, "search": search})


@login_required
@require_GET
def person(request, person_id):
    person = _visible_person(request.actor, person_id)
    may_change = policies.may_change_person(request.actor, person)
    assignments, elsewhere = queries.assignments_of(person, request.actor)
    history = trail.history_of(person)[:HISTORY] if may_change else []
    context = {
        "person": person,
        "may_change": may_change,
        "assignments": assignments,
        "elsewhere": elsewhere,
        "locked": may_change and queries.is_locked(person),
        "closed": blocks.closed_to(person) if may_change else [],
        "history": [(entry, sentences.sentence(entry)) for entry in history],
        "today": timezone.localdate(),
    }
    return render(request, "accounts/person.html", context)


@login_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def new_person(request):
    _only_who_keeps_people(request.actor)
    made = queries.made_with(request.POST.get("key", ""), request.actor)
    if made:
        return redirect("accounts:person", made.pk)
    form = NewPersonForm(request.POST or None)
    assignment_form = AssignmentForm(request.POST or None, by=request.actor)
    if all([form.is_valid(), assignment_form.is_valid()]):
        made = actions.create(form.instance, form.cleaned_data["password"], assignment_form.instance, by=request.actor)
        messages.success(request, _("The account of %(name)s is made.") % {"name": made})
        return redirect("accounts:person", made.pk)
    return render(request, "accounts/new_person.html", {"form": form, "assignment_form": assignment_form})


@login_required
@require_http_methods(["GET", "POST"])
def edit_person(request, person_id):
    person = _changeable_person(request.actor, person_id)
    version, saved = request.POST.get("version") or actions.version_of(person), []
    form = PersonForm(request.POST or None, instance=User.objects.get(pk=person.pk))
    if form.is_valid():
        try:
            actions.edit(person, form.cleaned_data, version=version, by=request.actor)
        except StaleForm as problem:
            form.add_error(None, str(problem))
            # Having seen what the other saved, the person may save over it.
            version, saved = actions.version_of(person), queries.values_of(person)
        else:
            messages.success(
                request, _("The changes to %(name)s are saved.") % {"name": form.cleaned_data["full_name"]}
            )
            return redirect("accounts:person", person.pk)
    context = {"form": form, "person": person, "version": version, "saved": saved}
    return render(request, "accounts/edit_person.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def deactivate_person(request, person_id):
    person = _changeable_person(request.actor, person_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.deactivate(person, form.cleaned_data["reason"], by=request.actor)
        except OwnAccess as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("%(name)s can no longer sign in.") % {"name": person})
            return redirect("accounts:person", person.pk)
    return render(request, "accounts/deactivate_person.html", {"form": form, "person": person})


@login_required
@require_POST
def activate_person(request, person_id):
    person = actions.activate(_changeable_person(request.actor, person_id), by=request.actor)
    messages.success(request, _("%(name)s can sign in again.") % {"name": person})
    return redirect("accounts:person", person.pk)


@login_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def set_password(request, person_id):
    person = _changeable_person(request.actor, person_id)
    form = SetPasswordForm(request.POST or None, person=person)
    if form.is_valid():
        try:
            passwords.set_for(person, **form.cleaned_data, by=request.actor)
        except StaleForm as problem:
            form.add_error(None, str(problem))
            form.data = form.data.copy()
            form.data["version"] = User.objects.get(pk=person.pk).session_version
        else:
            messages.success(request, _("The password of %(name)s is set.") % {"name": person})
            return redirect("accounts:person", person.pk)
    return render(request, "accounts/set_password.html", {"form": form, "person": person})


@login_required
@require_POST
def unlock_person(request, person_id):
    person = _changeable_person(request.actor, person_id)
    locks.unlock(person, by=request.actor)
    messages.success(request, _("The account of %(name)s is unlocked.") % {"name": person})
    if blocks.addresses():
        messages.warning(request, _(STILL_CLOSED))
    return redirect("accounts:person", person.pk)


def _only_who_keeps_people(actor):
    if not policies.may_manage_people(actor):
        raise Http404


def _visible_person(actor, person_id):
    return get_object_or_404(User.objects.visible_to(actor), pk=person_id)


def _changeable_person(actor, person_id):
    person = _visible_person(actor, person_id)
    if not policies.may_change_person(actor, person):
        raise PermissionDenied(
            _("%(name)s also works outside your units: only the central board may change this account.")
            % {"name": person}
        )
    return person
