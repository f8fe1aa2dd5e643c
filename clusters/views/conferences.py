"""Conferences of a season: held, changed, and what they resolved."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from audit import trail
from clusters import policies
from clusters.actions import conferences as actions
from clusters.choices import Phase
from clusters.conversation import Talk, converse, found_season, left_behind, require
from clusters.forms.conferences import ChangeConferenceForm, CorrectionForm, HoldForm, RemovalForm, ResolutionForm
from clusters.models import Conference, Resolution
from clusters.queries import conferences as read
from clusters.queries.standing import seasons_visible_to, standing
from clusters.templatetags.seasons import season_crumbs
from clusters.words import said_of

GET_AND_POST = ["GET", "POST"]
SHOWN = 50


@login_required
@require_GET
def index(request, season_id):
    """The conferences of a season; before publication a member sees when and where, not what was concluded."""
    season, stands = found_season(request, season_id)
    conferences = read.of(season=season)
    context = {
        "season": season,
        "conferences": conferences,
        "may_record": policies.may_record_conference(stands),
        "may_correct": policies.may_correct_conference(stands),
        "sees_resolutions": stands.sees_all,
        "entries": _history(conferences) if stands.sees_all else (),
        "crumbs": season_crumbs(season),
    }
    return render(request, "clusters/conferences.html", context)


def _history(conferences):
    return trail.history_of(*conferences, *read.resolutions_of(conferences))[:SHOWN]


@login_required
@require_http_methods(GET_AND_POST)
def hold(request, season_id):
    """Record a conference."""
    season = _correctable(request, season_id)
    _require_recordable(request, season)
    form = HoldForm(request.POST or None, hosts=read.hosts(season))
    talk = Talk(_("Record a conference"), _page(season), _("Record the conference"), _crumbs(season))

    def act(values):
        actions.hold({"season": season}, form.values(), by=request.actor, key=values["key"] or None)
        messages.success(request, _("The conference was recorded."))
        return _page(season)

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def change(request, conference_id):
    """Correct what is recorded of a conference."""
    conference, season = _conference(request, conference_id)
    initial = {name: getattr(conference, name) for name in actions.FIELDS}
    told = {"hosts": read.hosts(season), "published": season.phase == Phase.PUBLISHED}
    form = ChangeConferenceForm(request.POST or None, token=str(conference.version), initial=initial, **told)
    talk = Talk(_("Change the conference"), _page(season), _("Save"), _crumbs(season), facts=_facts(conference))

    def act(values):
        told = {"version": form.number_seen, "reason": values.get("reason", "")}
        actions.change(conference, form.values(), by=request.actor, **told)
        messages.success(request, _("The conference was saved."))
        return _page(season)

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def resolve(request, conference_id):
    """Record what the conference discussed, proposed, was directed to do, or concluded."""
    conference, season = _conference(request, conference_id)
    _require_recordable(request, season)
    form = ResolutionForm(request.POST or None, initial={"on": conference.held_on})
    heading = _("Record a conclusion or proposal")
    talk = Talk(heading, _page(season), _("Record"), _crumbs(season), facts=_facts(conference))

    def act(values):
        actions.resolve(conference, form.values(), by=request.actor, key=values["key"] or None)
        messages.success(request, _("What the conference resolved was recorded."))
        return _page(season)

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def correct(request, resolution_id):
    """Correct a recorded text, with a reason; the old one is kept."""
    resolution = _resolution(request, resolution_id)
    conference, season = _conference(request, resolution.conference_id)
    stands = read.newest(resolution)
    initial = {name: getattr(stands, name) for name in actions.RESOLUTION}
    form = CorrectionForm(request.POST or None, initial=initial, token=str(stands.pk))
    earlier = read.earlier(stands)
    told = [(_("Earlier text"), old.text) for old in earlier]
    facts = [*_facts(conference), (_("Text now"), stands.text), *told]
    intro = _("The old text is kept and stays readable in the history.")
    talk = Talk(_("Correct a recorded text"), _page(season), _("Save the correction"), _crumbs(season), intro, facts)

    def act(values):
        seen = next((one for one in (stands, *earlier) if one.pk == form.number_seen), resolution)
        actions.correct(seen, form.values(), by=request.actor, reason=values["reason"])
        messages.success(request, _("The text was corrected; the old one is kept."))
        return _page(season)

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def remove(request, resolution_id):
    """Take a text recorded by mistake off its conference, with a reason."""
    if left := left_behind(request, Resolution, resolution_id):
        return redirect(_page(_conference(request, left)[1]))
    resolution = _resolution(request, resolution_id)
    conference, season = _conference(request, resolution.conference_id)
    _require_recordable(request, season)
    stands = read.newest(resolution)
    form = RemovalForm(request.POST or None, token=str(stands.pk))
    facts = [*_facts(conference), (stands.get_kind_display(), stands.text)]
    intro = _("Only for what was recorded by mistake. What it said is kept in the history.")
    talk = Talk(
        _("Take a recorded text off"),
        _page(season),
        _("Take it off"),
        _crumbs(season),
        intro,
        facts,
        done=_("Taken off."),
    )

    def act(values):
        told = {"reason": values["reason"], "key": values["key"] or None}
        actions.remove(stands if form.number_seen == stands.pk else resolution, by=request.actor, **told)
        return _page(season)

    return converse(request, form, talk, act)


def _resolution(request, resolution_id):
    visible = Resolution.objects.filter(conference__season__in=seasons_visible_to(request.actor))
    resolution = get_object_or_404(visible.select_related("conference__season"), pk=resolution_id)
    if not standing(request.actor, resolution.conference.season).sees_all:
        raise Http404
    return resolution


def _correctable(request, season_id):
    """A season whose conferences the reader may correct; 404 for a stranger, 403 for a colleague without the right."""
    season, stands = found_season(request, season_id)
    sentence = said_of(
        season.cluster, "The secretariat of the cluster or its organiser records conferences, once the season is open."
    )
    if season.phase == Phase.PUBLISHED and stands.secretariat:
        sentence = _(
            "The results are published, and your unit came after the one that was the head then: it reads. Ask the "
            "organiser to correct what was recorded."
        )
    require(policies.may_correct_conference(stands), sentence)
    return season


def _require_recordable(request, season):
    sentence = _("The results are published: what is recorded of conferences is corrected, but nothing is added.")
    require(policies.may_record_conference(standing(request.actor, season)), sentence)


def _conference(request, conference_id):
    visible = Conference.objects.filter(season__in=seasons_visible_to(request.actor))
    conference = get_object_or_404(visible, pk=conference_id)
    return conference, _correctable(request, conference.season_id)


def _facts(conference):
    return [(_("Conference"), conference.title)]


def _page(season):
    return reverse("clusters:conferences", args=[season.pk])


def _crumbs(season):
    return [*season_crumbs(season), (_("Conferences"), _page(season))]
