"""Give people their roles at units, and end them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions import assignments
from accounts.errors import AccountsError, StaleForm
from accounts.forms.people import AssignmentForm, EndAssignmentForm
from accounts.models import Assignment, User


@login_required
@require_http_methods(["GET", "POST"])
def give_assignment(request, person_id):
    """The form offers the units that the administrator keeps, and no other unit passes it."""
    person = get_object_or_404(User.objects.visible_to(request.actor), pk=person_id)
    form = AssignmentForm(request.POST or None, instance=Assignment(user=person), by=request.actor)
    if form.is_valid():
        try:
            given = assignments.give(form.instance, by=request.actor)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("%(name)s now holds: %(assignment)s.") % {"name": person, "assignment": given})
            return redirect("accounts:person", person.pk)
    return render(request, "accounts/give_assignment.html", {"form": form, "person": person})


@login_required
@require_http_methods(["GET", "POST"])
def end_assignment(request, assignment_id):
    visible = Assignment.objects.visible_to(request.actor).select_related("user", "unit")
    assignment = get_object_or_404(visible, pk=assignment_id)
    form = EndAssignmentForm(request.POST or None, initial={"version": assignments.version_of(assignment)})
    if form.is_valid():
        try:
            ended = assignments.end(assignment, **form.cleaned_data, by=request.actor)
        except StaleForm as problem:
            form.add_error("on", str(problem))
            # Having seen the day that the other chose, the administrator may choose an earlier one.
            form.data = form.data.copy()
            form.data["version"] = assignments.version_of(Assignment.objects.get(pk=assignment.pk))
        except AccountsError as problem:
            form.add_error(problem.field, str(problem))
        else:
            messages.success(request, _("The assignment ends: %(assignment)s.") % {"assignment": ended})
            return redirect("accounts:person", assignment.user_id)
    return render(request, "accounts/end_assignment.html", {"form": form, "assignment": assignment})
