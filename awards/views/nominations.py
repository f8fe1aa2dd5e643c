"""Nominations: proposed, read, carried from stage to stage."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from audit import trail
from awards import policies
from awards.actions import nominations as actions
from awards.choices import Stage
from awards.errors import RuleBroken
from awards.forms import CompletionForm, MoveForm, ProposalForm
from awards.models import Nomination
from awards.queries import nominations as read
from awards.queries.work import seasons_of
from clusters.models import Member
from clusters.queries.standing import seasons_visible_to, standing

CONSEQUENCES = {
    Stage.SUBMITTED: gettext_lazy(
        "The nomination goes to the reviewer of the organiser; it can be changed only if it comes back."
    ),
    Stage.RETURNED: gettext_lazy("The nomination goes back to the secretariat of the season, with your reason."),
    Stage.APPROVED: gettext_lazy("The nomination waits for the signed decision."),
    Stage.REJECTED: gettext_lazy("The nomination ends here; its place in the quota becomes free."),
    Stage.WITHDRAWN: gettext_lazy("The nomination is withdrawn; its place in the quota becomes free."),
}


def season_of(request, season_id):
    """The season and the reader's standing to it; 404 where he may not know of its nominations."""
    season = get_object_or_404(seasons_visible_to(request.actor), pk=season_id)
    own = standing(request.actor, season)
    if not own.sees_all:
        raise Http404
    return season, own


def nomination_of(request, nomination_id):
    nomination = get_object_or_404(
        Nomination.objects.select_related("category", "member__unit", "run", "conclusion__conference", "decision"),
        pk=nomination_id,
    )
    nomination.season, own = season_of(request, nomination.season_id)
    return nomination, own


@login_required
@require_GET
def index(request):
    """Seasons with nominations that the reader may see, those that wait for him first."""
    return render(request, "awards/index.html", {"seasons": seasons_of(request.actor)})


@login_required
@require_GET
def season(request, season_id):
    """The nominations of a season beside what the quota leaves."""
    season, own = season_of(request, season_id)
    context = {
        "season": season,
        "uses": read.quota_uses(season),
        "nominations": read.of_season(season),
        "run": read.citable_run(season),
        "may_propose": policies.may_propose(own),
        "may_review": policies.may_review(own),
        "may_set_quota": policies.may_set_quota(own),
    }
    return render(request, "awards/season.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def propose(request, season_id):
    """Propose a member of the season for an award."""
    season, own = season_of(request, season_id)
    if not policies.may_propose(own):
        raise PermissionDenied(_("Proposals are made by the secretariat of the season, once the points are agreed."))
    form = ProposalForm(
        request.POST or None,
        members=Member.objects.filter(season=season).select_related("unit"),
        categories=read.proposable(season) if not request.POST else read.awards_of(season),
        conclusions=read.conclusions(season),
    )
    if form.is_valid():
        told = dict(form.cleaned_data)
        try:
            nomination = actions.propose(told.pop("member"), told.pop("category"), by=request.actor, **told)
        except RuleBroken as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The nomination “%(name)s” was recorded.") % {"name": nomination})
            return redirect("awards:nomination", nomination.pk)
    context = {"season": season, "form": form, "run": read.citable_run(season), "uses": read.quota_uses(season)}
    return render(request, "awards/propose.html", context)


@login_required
@require_GET
def nomination(request, nomination_id):
    """One nomination: what it rests on, what happened to it, what may happen next."""
    nomination, own = nomination_of(request, nomination_id)
    steps = [(to, to.label) for to in read.steps(nomination, own, policies.may_move) if to != Stage.DECIDED]
    context = {
        "season": nomination.season,
        "nomination": nomination,
        "place": read.place_of(nomination.run, nomination.member),
        "steps": steps,
        "may_decide": policies.may_review(own) and nomination.stage == Stage.APPROVED,
        "may_complete": policies.may_propose(own) and nomination.stage in (Stage.DRAFT, Stage.RETURNED),
        "reviews": nomination.reviews.select_related("by"),
        "entries": trail.history_of(nomination),
    }
    return render(request, "awards/nomination.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def move(request, nomination_id, to):
    """Ask before a step, then take it."""
    nomination, own = nomination_of(request, nomination_id)
    if to not in Stage.values or to == Stage.DECIDED:
        raise Http404
    if not policies.may_move(own, nomination, to):
        raise PermissionDenied(
            _("The nomination is “%(stage)s”; this step is not open to you. Look at it again.")
            % {"stage": nomination.get_stage_display()}
        )
    initial = {"to": to, "token": nomination.version}
    form = MoveForm(request.POST or None, initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.move(nomination, Stage(to), by=request.actor, token=told["token"], reason=told["reason"])
        except RuleBroken as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(
                request,
                _("“%(name)s” is now “%(stage)s”.") % {"name": nomination, "stage": Stage(to).label},
            )
            return redirect("awards:nomination", nomination.pk)
    context = {
        "nomination": nomination,
        "form": form,
        "stage": Stage(to),
        "consequence": CONSEQUENCES[Stage(to)],
        "back": nomination.pk,
    }
    return render(request, "awards/move.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def complete(request, nomination_id):
    """Complete a nomination that is being prepared or came back."""
    nomination, own = nomination_of(request, nomination_id)
    if not policies.may_propose(own):
        raise PermissionDenied(_("Only the secretariat of the season may change the nomination."))
    initial = {
        "achievement": nomination.achievement,
        "departure": nomination.departure,
        "token": nomination.version,
    }
    form = CompletionForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.complete(nomination, by=request.actor, **form.cleaned_data)
        except RuleBroken as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The nomination was saved."))
            return redirect("awards:nomination", nomination.pk)
    return render(request, "awards/complete.html", {"nomination": nomination, "form": form})
