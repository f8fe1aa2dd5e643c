"""Signed decisions: recorded, read, corrected."""

from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from audit import trail
from awards import policies
from awards.actions import decisions as actions
from awards.choices import Stage
from awards.errors import NotReady, Recorded
from awards.forms import CorrectionForm, DecisionForm, RemovalForm
from awards.models import Decision
from awards.queries import nominations as read
from awards.views.conversation import season_crumbs, season_of
from clusters.conversation import Talk, converse, left_behind, require
from clusters.queries.standing import standings
from organisations import keys

GET_AND_POST = ["GET", "POST"]


@login_required
@require_http_methods(GET_AND_POST)
def record(request, season_id):
    """Record one signed decision for nominations of the season that were agreed."""
    season, stands = season_of(request, season_id)
    require(policies.may_review(stands), _("Decisions are recorded by the body that organises the cluster."))
    found = list(read.of_season(season))
    waiting = [each for each in found if each.stage == Stage.APPROVED]
    chosen = _opened(request, found) if request.method == "GET" else _posted(request, found, "granted")
    first = waiting[0].category.deciding_body if waiting else ""
    form = DecisionForm(request.POST or None, initial={"deciding_body": first})
    page = reverse("awards:season", args=[season.pk])
    crumbs, template = season_crumbs(season), "awards/record_decision.html"
    talk = Talk(_("Record a decision"), page, _("Record the decision"), crumbs, template=template)

    if form.is_bound and not form.is_valid():
        _tell_too(form, chosen)

    def act(values):
        with _linked(talk):
            decision = actions.record(chosen, by=request.actor, key=values["key"] or None, **form.values())
        told = _("Decision %(number)s was recorded.")
        if decision.nominations.exclude(season=season).exists():
            told = _("Decision %(number)s stands for another season already; what you chose was added to it.")
        messages.success(request, told % {"number": decision.number})
        return reverse("awards:decision", args=[decision.pk])

    return converse(request, form, talk, act, season=season, waiting=waiting, chosen=set(chosen))


def _tell_too(form, chosen):
    """Tell that nothing was chosen beside what else is wrong, not after it."""
    try:
        actions.require_some(chosen)
    except NotReady as refusal:
        form.add_error(None, str(refusal))


def _opened(request, found):
    """A page opened from one nomination begins with that one ticked."""
    return {each.pk: each.version for each in found if str(each.pk) == request.GET.get("nomination")}


def _posted(request, found, name):
    """The nominations of this season that the form sent under the name, with the version that the reader saw."""
    sent = {each.pk: keys.read(request.POST.get(f"{name}-{each.pk}", "")) for each in found}
    return {pk: version for pk, version in sent.items() if version is not None}


@contextmanager
def _linked(talk):
    """Where the same decision stands already, the form leads to it."""
    try:
        yield
    except Recorded as refusal:
        page = reverse("awards:decision", args=[refusal.decision.pk])
        link = format_html('<a href="{}">{}</a>', page, refusal.decision)
        talk.facts.append((_("The decision that is recorded"), link))
        raise


def _decision(request, decision_id):
    """A decision and {season id: how the reader stands to it} of all that it grants something in, None to a stranger.

    404 where there is no season of it whose nominations the reader may know of.
    """
    decision = get_object_or_404(Decision, pk=decision_id)
    owners = set(decision.nominations.order_by().values_list("season", flat=True))
    stands = dict.fromkeys(owners) | standings(request.actor, sorted(owners))
    if not _seasons(stands, policies.may_see):
        raise Http404
    return decision, stands


def _seasons(stands, may):
    """The seasons to which the reader stands so that he may."""
    return [pk for pk, standing in stands.items() if standing is not None and may(standing)]


@login_required
@require_GET
def decision(request, decision_id):
    """One decision and what it grants, season by season as far as the reader may know of it."""
    decision, stands = _decision(request, decision_id)
    granted = list(read.of_seasons(_seasons(stands, policies.may_see)).filter(decision=decision))
    # What was recorded of it names nominations of every season of it.
    may_know = len(_seasons(stands, policies.may_see_history)) == len(stands)
    context = {
        "decision": decision,
        "granted": {season: [*each] for season, each in groupby(granted, key=attrgetter("season"))},
        "may_correct": bool(_seasons(stands, policies.may_review)),
        "entries": trail.history_of(decision) if may_know else (),
        "crumbs": _crumbs(granted),
    }
    return render(request, "awards/decision.html", context)


def _crumbs(granted):
    """The way back to the nominations of the season, or to all of them where there are several."""
    seasons = {each.season_id: each.season for each in granted}
    return season_crumbs(granted[0].season)[: 2 if len(seasons) == 1 else 1]


@login_required
@require_http_methods(GET_AND_POST)
def correct(request, decision_id):
    """Correct a mistyped decision, or what it grants of the seasons that the reader reviews, with a reason."""
    decision, stands = _decision(request, decision_id)
    reviewed = _seasons(stands, policies.may_review)
    require(reviewed, _("Decisions are corrected by the body that organises the cluster."))
    initial = {name: getattr(decision, name) for name in actions.FIELDS}
    form = CorrectionForm(request.POST or None, token=str(decision.version), initial=initial)
    found = list(read.of_seasons(reviewed))
    granted = {each.pk for each in found if each.decision_id == decision.pk}
    ticked, shown = (_posted(request, found, name) for name in ("granted", "shown"))
    page = reverse("awards:decision", args=[decision.pk])
    heading = _("Correct decision %(number)s") % {"number": decision.number}
    intro = _("The old wording is kept in the history of the decision.")
    crumbs = [*_crumbs(found), (decision, page)]
    talk = Talk(heading, page, _("Save the correction"), crumbs, intro, template="awards/correct_decision.html")
    # What somebody else changed meanwhile stands as it is now: whoever did not see it said nothing of it.
    seen, sent = ticked | shown, request.method == "POST"
    moved = {each.pk for each in found if seen.get(each.pk, each.version) != each.version}
    moved |= {pk for pk in granted if sent and pk not in seen}
    chosen = (set(ticked) - moved) | (granted & moved if sent else granted)
    changes = {
        "add": {pk: version for pk, version in ticked.items() if pk not in granted},
        "drop": {pk: version for pk, version in shown.items() if pk not in ticked},
    }

    def act(values):
        reason = values["reason"]
        told = form.values() | changes
        with _linked(talk):
            actions.correct(decision, by=request.actor, token=form.number_seen, reason=reason, **told)
        messages.success(request, _("The decision was corrected; the old wording is kept in its history."))
        return page if granted - {*changes["drop"]} or changes["add"] else reverse("awards:index")

    waiting = [each for each in found if each.pk in granted or each.stage == Stage.APPROVED]
    changed = {"granted": granted, "moved": moved, "taken_out": moved & set(shown) - granted}
    changed["several"] = len(reviewed) > 1
    return converse(request, form, talk, act, waiting=waiting, chosen=chosen, **changed)


@login_required
@require_http_methods(GET_AND_POST)
def remove(request, decision_id):
    """Take a decision that was recorded by mistake off the record, with a reason."""
    if season := left_behind(request, Decision, decision_id):
        return redirect(reverse("awards:season", args=[season_of(request, season)[0].pk]))
    decision, stands = _decision(request, decision_id)
    reviewed = _seasons(stands, policies.may_review)
    require(reviewed, _("Decisions are corrected by the body that organises the cluster."))
    require(
        policies.may_remove_decision(stands.values()),
        _("This decision grants awards in clusters of another body as well: correct only what it grants here."),
    )
    granted = list(read.of_seasons(reviewed).filter(decision=decision))
    form = RemovalForm(request.POST or None, token=str(decision.version))
    page = reverse("awards:decision", args=[decision.pk])
    intro = _(
        "Only for a decision recorded by mistake. What it grants waits for a decision again; all that was recorded is "
        "kept in the history."
    )
    heading = _("Take decision %(number)s off the record") % {"number": decision.number}
    facts = [(_("What it grants"), "; ".join(str(each) for each in granted))]
    talk = Talk(heading, page, _("Take it off the record"), [*_crumbs(granted), (decision, page)], intro, facts)

    def act(values):
        told = {"token": form.number_seen, "reason": values["reason"], "key": values["key"] or None}
        actions.remove(decision, by=request.actor, **told)
        told = _("Decision %(number)s was taken off the record; what it granted waits for a decision again.")
        messages.success(request, told % {"number": decision.number})
        return reverse("awards:season", args=[reviewed[0]]) if len(reviewed) == 1 else reverse("awards:index")

    return converse(request, form, talk, act)
