"""Signed decisions: recorded, read, corrected."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from audit import trail
from awards import policies
from awards.actions import decisions as actions
from awards.choices import Stage
from awards.errors import RuleBroken
from awards.forms import CorrectionForm, DecisionForm
from awards.models import Decision
from awards.queries import nominations as read
from awards.views.nominations import season_of


@login_required
@require_http_methods(["GET", "POST"])
def record(request, season_id):
    """Record one signed decision for nominations of the season that were agreed."""
    season, own = season_of(request, season_id)
    if not policies.may_review(own):
        raise PermissionDenied(_("Decisions are recorded by the reviewer of the body that organises the cluster."))
    waiting = [each for each in read.of_season(season) if each.stage == Stage.APPROVED]
    chosen = {
        each.pk: int(request.POST[f"granted-{each.pk}"]) for each in waiting if f"granted-{each.pk}" in request.POST
    }
    form = DecisionForm(request.POST or None, initial={"deciding_body": _first_body(waiting)})
    if form.is_valid():
        try:
            decision = actions.record(chosen, by=request.actor, **form.cleaned_data)
        except RuleBroken as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Decision %(number)s was recorded.") % {"number": decision.number})
            return redirect("awards:season", season.pk)
    context = {"season": season, "form": form, "waiting": waiting, "chosen": set(chosen)}
    return render(request, "awards/record_decision.html", context)


def _first_body(waiting):
    return waiting[0].category.deciding_body if waiting else ""


def _decision(request, decision_id):
    decision = get_object_or_404(Decision, pk=decision_id)
    first = decision.nominations.first()
    if first is None:
        raise Http404
    season, own = season_of(request, first.season_id)
    return decision, season, own


@login_required
@require_GET
def decision(request, decision_id):
    """One decision and what it grants in this season."""
    decision, season, own = _decision(request, decision_id)
    context = {
        "decision": decision,
        "season": season,
        "granted": read.of_season(season).filter(decision=decision),
        "may_correct": policies.may_review(own),
        "entries": trail.history_of(decision),
    }
    return render(request, "awards/decision.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def correct(request, decision_id):
    """Correct a mistyped decision, with a reason."""
    decision, season, own = _decision(request, decision_id)
    if not policies.may_review(own):
        raise PermissionDenied(_("Decisions are corrected by the reviewer of the body that organises the cluster."))
    form = CorrectionForm(
        request.POST or None, instance=Decision.objects.get(pk=decision.pk), initial={"token": decision.version}
    )
    if form.is_valid():
        told = dict(form.cleaned_data)
        try:
            actions.correct(decision, by=request.actor, token=told.pop("token"), reason=told.pop("reason"), **told)
        except RuleBroken as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The decision was corrected; the old wording is kept in its history."))
            return redirect("awards:decision", decision.pk)
    return render(request, "awards/correct_decision.html", {"decision": decision, "season": season, "form": form})
