"""What sources state for the whole: of a season, or of a unit in a year of its own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from clusters import entry_policies
from clusters.actions import statements as statement_actions
from clusters.conversation import found_season
from clusters.errors import Incomplete, RuleBroken, Stale
from clusters.forms.statements import StatementForm
from clusters.models import Statement
from clusters.queries import statements as statement_queries
from clusters.queries.standing import unit_years_visible_to


@login_required
@require_GET
def statements(request, pk):
    season, stands = found_season(request, pk)
    context = {
        "season": season,
        "statements": statement_queries.statements_read_by(stands, season),
        "alone": not stands.sees_all,
        "may_state": entry_policies.may_state(stands),
        "may_correct": entry_policies.may_correct_statement(stands),
    }
    return render(request, "clusters/statements.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def statement_new(request, pk):
    season, stands = found_season(request, pk)
    _require(entry_policies.may_correct_statement(stands))
    if not entry_policies.may_state(stands):
        raise PermissionDenied(_("The results are published: a statement is corrected, none is added."))
    return _converse(request, season, reverse("clusters:statements", args=[season.pk]))


@login_required
@require_http_methods(["GET", "POST"])
def own_statement_new(request, pk):
    year = get_object_or_404(unit_years_visible_to(request.actor), pk=pk)
    _require(entry_policies.may_keep_own_year(request.actor, year.unit_id))
    return _converse(request, year, reverse("clusters:unit_year", args=[year.pk]))


@login_required
@require_http_methods(["GET", "POST"])
def statement(request, pk):
    statement = get_object_or_404(Statement.objects.prefetch_related("units"), pk=pk)
    if statement.season_id:
        owner, stands = found_season(request, statement.season_id)
        get_object_or_404(statement_queries.statements_read_by(stands, owner), pk=pk)
        _require(entry_policies.may_correct_statement(stands))
        back = reverse("clusters:statements", args=[owner.pk])
    else:
        owner = get_object_or_404(unit_years_visible_to(request.actor), pk=statement.unit_year_id)
        _require(entry_policies.may_keep_own_year(request.actor, owner.unit_id))
        back = reverse("clusters:unit_year", args=[owner.pk])
    return _converse(request, owner, back, statement)


def _require(allowed):
    if not allowed:
        raise PermissionDenied(_("Statements are kept by the secretariat, and by the unit itself for its own year."))


def _converse(request, owner, back, statement=None):
    units = statement_queries.units_of(owner)
    form = StatementForm(request.POST or None, units=units, statement=statement)
    if request.method == "POST" and form.is_valid() and _act(owner, statement, form, request.actor):
        messages.success(request, _("The statement is saved."))
        return redirect(back)
    context = {"form": form, "owner": owner, "statement": statement, "back": back, "crumbs": [(owner, back)]}
    return render(request, "clusters/statement.html", context)


def _act(owner, statement, form, actor):
    said = statement_actions.Said(**form.values())
    try:
        if statement is None:
            return statement_actions.state(owner, said, by=actor)
        reason, token = form.cleaned_data["reason"], form.cleaned_data["token"]
        return statement_actions.correct(statement, said, reason, by=actor, token=token)
    except Stale as stale:
        form.stale = stale.current
        form.data = form.data.copy()
        form.data["token"] = str(stale.current.version)
        form.add_error(None, str(stale))
    except Incomplete as incomplete:
        form.add_error("reason" if "reason" in form.fields else None, str(incomplete))
    except RuleBroken as broken:
        form.add_error(None, str(broken))
    return None
