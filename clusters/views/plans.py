"""The year plan of one indicator, as one giver assigned it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusters import entry_policies, tokens
from clusters.actions import plans as plan_actions
from clusters.choices import PlanGiver
from clusters.entry_sentences import closed, refusal
from clusters.errors import RuleBroken, Stale
from clusters.forms.magnitude import known_of_plan
from clusters.forms.plans import PlanForm
from clusters.queries import figures as figure_queries
from clusters.views.figures import crumbs_of, found_indicator, found_submission


@login_required
@require_http_methods(["GET", "POST"])
def plan(request, pk, indicator, giver):
    submission, stands = found_submission(request, pk)
    indicator = found_indicator(indicator)
    if giver not in PlanGiver.values:
        raise Http404
    if not entry_policies.may_plan(request.actor, stands, submission):
        told = closed(stands, submission) or _("Your unit may not change this plan now.")
        raise PermissionDenied(refusal(stands, submission, told))
    standing_plan = figure_queries.plan_of(submission, indicator, giver)
    asked = _asked(submission) | {"known": _known(submission, indicator, giver, request)}
    form = PlanForm(request.POST or None, indicator=indicator, giver=giver, plan=standing_plan, **asked)
    if request.method == "POST" and form.is_valid():
        try:
            _act(submission, form, request.actor)
        except Stale as stale:
            standing_plan = form.stale = stale.current
            form.data = form.data.copy()
            form.data["token"] = tokens.of_plan(standing_plan)
            form.add_error(None, str(stale))
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            kept = form.cleaned_data["value"] is not None
            told = (
                _("The plan of “%(indicator)s” is saved.") if kept else _("“%(indicator)s” has no such plan any more.")
            )
            messages.success(request, told % {"indicator": indicator})
            return redirect("clusters:figures", submission.pk)
    context = {
        "form": form,
        "submission": submission,
        "indicator": indicator,
        "plan": standing_plan,
        "crumbs": crumbs_of(submission),
    }
    return render(request, "clusters/plan.html", context)


def _owner(submission):
    return submission.member if submission.member_id else submission.unit_year


def _asked(submission):
    """What the form asks for besides the plan, with all else that may be wrong in it."""
    owner = _owner(submission)
    asked, removal = (plan_actions.reason_asked(owner, removed=removed) for removed in (False, True))
    return {"asked": asked, "removal": removal}


def _known(submission, indicator, giver, request):
    """What a typed plan is held against; nothing is typed yet when the page is opened."""
    cell = figure_queries.cell(submission, indicator, request.actor) if request.method == "POST" else None
    return known_of_plan(cell, giver) if cell is not None else None


def _act(submission, form, actor):
    entry = plan_actions.PlanEntry(**form.values())
    return plan_actions.set_plan(_owner(submission), entry, by=actor, token=form.cleaned_data["token"] or None)
