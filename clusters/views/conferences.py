"""Conferences of a season: held, changed, and what they resolved."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from audit import trail
from clusters import policies
from clusters.actions import conferences as actions
from clusters.actions import locks
from clusters.errors import RuleBroken
from clusters.forms.conferences import ConferenceForm, CorrectionForm, ResolutionForm
from clusters.models import Conference, Resolution
from clusters.queries import conferences as read
from clusters.queries.standing import seasons_visible_to, standing


def _season(request, season_id):
    season = get_object_or_404(seasons_visible_to(request.actor), pk=season_id)
    return season, standing(request.actor, season)


def _require_recorder(own):
    if not policies.may_record_conference(own):
        raise PermissionDenied(
            _("Conferences are recorded by the secretariat of the season and by the organiser of the cluster.")
        )


@login_required
@require_GET
def index(request, season_id):
    """The conferences of a season; before publication a member sees when and where, not what was concluded."""
    season, own = _season(request, season_id)
    context = {
        "season": season,
        "conferences": read.of(season=season),
        "may_record": policies.may_record_conference(own),
        "sees_resolutions": own.sees_all,
    }
    return render(request, "clusters/conferences.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def hold(request, season_id):
    """Record a conference."""
    season, own = _season(request, season_id)
    _require_recorder(own)
    form = ConferenceForm(request.POST or None)
    if form.is_valid():
        values, key = form.values()
        try:
            actions.hold({"season": season}, values, by=request.actor, key=key)
        except RuleBroken as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The conference was recorded."))
            return redirect("clusters:conferences", season.pk)
    return render(request, "clusters/conference_form.html", {"season": season, "form": form})


def _conference(request, conference_id):
    conference = get_object_or_404(Conference, pk=conference_id, season__isnull=False)
    season, own = _season(request, conference.season_id)
    return conference, season, own


@login_required
@require_http_methods(["GET", "POST"])
def change(request, conference_id):
    """Correct what is recorded of a conference."""
    conference, season, own = _conference(request, conference_id)
    _require_recorder(own)
    initial = {"seen": locks.token(conference, actions.FIELDS)}
    form = ConferenceForm(request.POST or None, instance=Conference.objects.get(pk=conference.pk), initial=initial)
    if form.is_valid():
        values, _key = form.values()
        try:
            actions.change(conference, values, by=request.actor, seen=form.cleaned_data["seen"])
        except RuleBroken as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The conference was saved."))
            return redirect("clusters:conferences", season.pk)
    context = {"season": season, "conference": conference, "form": form, "entries": trail.history_of(conference)}
    return render(request, "clusters/conference_form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def resolve(request, conference_id):
    """Record what the conference discussed, proposed, was directed to do, or concluded."""
    conference, season, own = _conference(request, conference_id)
    _require_recorder(own)
    form = ResolutionForm(request.POST or None, initial={"on": conference.held_on})
    if form.is_valid():
        values, key = form.values()
        try:
            actions.resolve(conference, values, by=request.actor, key=key)
        except RuleBroken as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("What the conference resolved was recorded."))
            return redirect("clusters:conferences", season.pk)
    return render(request, "clusters/resolution_form.html", {"season": season, "conference": conference, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def correct(request, resolution_id):
    """Correct a recorded text, with a reason; the old one is kept."""
    resolution = get_object_or_404(Resolution, pk=resolution_id)
    conference, season, own = _conference(request, resolution.conference_id)
    _require_recorder(own)
    initial = {"kind": resolution.kind, "text": resolution.text, "on": resolution.on, "source": resolution.source}
    form = CorrectionForm(request.POST or None, initial=initial)
    if form.is_valid():
        values, _key = form.values()
        reason = values.pop("reason")
        try:
            actions.correct(resolution, values, by=request.actor, reason=reason)
        except RuleBroken as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The text was corrected; the old one is kept."))
            return redirect("clusters:conferences", season.pk)
    context = {
        "season": season,
        "conference": conference,
        "form": form,
        "resolution": resolution,
        "earlier": read.earlier(resolution),
    }
    return render(request, "clusters/resolution_form.html", context)
