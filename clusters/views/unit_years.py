"""A unit's own year, outside any cluster."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clusters import entry_policies
from clusters.actions import submissions as submission_actions
from clusters.actions import unit_years as unit_year_actions
from clusters.choices import Period
from clusters.conversation import Talk, converse, left_behind, require
from clusters.errors import RuleBroken
from clusters.forms.base import WithReason
from clusters.forms.statements import DescriptionForm, UnitYearForm
from clusters.models import UnitYear
from clusters.queries import statements as statement_queries
from clusters.queries.standing import unit_years_visible_to
from clusters.views.submissions import known_period


@login_required
@require_GET
def unit_years(request):
    actor = request.actor
    context = {
        "years": statement_queries.unit_years(actor),
        "may_open": entry_policies.may_open_own_year(actor),
    }
    return render(request, "clusters/unit_years.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def unit_year_new(request):
    actor = request.actor
    if not entry_policies.may_open_own_year(actor):
        raise PermissionDenied(_("Only the staff of the unit keep its own year."))
    form = UnitYearForm(request.POST or None, units=statement_queries.units_kept_by(actor))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        known = statement_queries.own_year(given["unit"], given["year"])
        told = _(
            "This year is open already. The title and source that you typed were not taken over; change them below."
        )
        try:
            year = known or unit_year_actions.open_year(**given, by=actor)
        except RuleBroken as broken:
            form.add_error(broken.field, str(broken))
        else:
            if known and (known.title, known.source) != (given["title"], given["source"]):
                messages.warning(request, told)
            else:
                messages.success(request, _("The year is open. Enter its figures and statements."))
            return redirect("clusters:unit_year", year.pk)
    return render(request, "clusters/unit_year_new.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def unit_year(request, pk):
    year = get_object_or_404(unit_years_visible_to(request.actor), pk=pk)
    may_keep = entry_policies.may_keep_own_year(request.actor, year.unit_id)
    form = DescriptionForm(
        request.POST or None, initial={"title": year.title, "source": year.source, "token": year.version}
    )
    if request.method == "POST":
        if not may_keep:
            raise PermissionDenied(_("Only the staff of the unit keep its own year."))
        if form.is_valid() and _describe(year, form, request.actor):
            messages.success(request, _("Saved."))
            return redirect("clusters:unit_year", year.pk)
    context = {
        "year": year,
        "form": form,
        "may_keep": may_keep,
        "may_remove": may_keep and statement_queries.is_empty(year),
        "periods": [(value, label, _of(year, value)) for value, label in Period.choices],
        "statements": statement_queries.statements_of(year),
    }
    return render(request, "clusters/unit_year.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def unit_year_remove(request, pk):
    """Take away a year that was opened by mistake, as long as nothing is recorded in it."""
    if left_behind(request, UnitYear, pk):
        return redirect("clusters:unit_years")
    year = get_object_or_404(unit_years_visible_to(request.actor), pk=pk)
    require(
        entry_policies.may_keep_own_year(request.actor, year.unit_id),
        _("Only the staff of the unit keep its own year."),
    )
    page = reverse("clusters:unit_year", args=[year.pk])
    crumbs = [(_("Own years"), reverse("clusters:unit_years")), (year, page)]
    intro = _("Only for a year that was opened by mistake, while nothing is recorded in it.")
    talk = Talk(
        _("Take the year away"), page, _("Take the year away"), crumbs, intro, done=_("The year was taken away.")
    )

    def act(values):
        unit_year_actions.remove(year, by=request.actor, reason=values["reason"], key=values["key"] or None)
        return reverse("clusters:unit_years")

    return converse(request, WithReason(request.POST or None), talk, act)


@login_required
@require_POST
def own_submission_open(request, pk, period):
    year = get_object_or_404(unit_years_visible_to(request.actor), pk=pk)
    if not entry_policies.may_keep_own_year(request.actor, year.unit_id):
        raise PermissionDenied(_("Only the staff of the unit keep its own year."))
    submission = submission_actions.open_submission(year, known_period(period), by=request.actor)
    return redirect("clusters:figures", submission.pk)


def _of(year, period):
    return next((submission for submission in year.submissions.all() if submission.period == period), None)


def _describe(year, form, actor):
    given = form.cleaned_data
    try:
        return unit_year_actions.describe(year, given["title"], given["source"], by=actor, token=given["token"])
    except RuleBroken as broken:
        form.add_error(None, str(broken))
    return None
