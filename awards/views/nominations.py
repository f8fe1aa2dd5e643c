"""Nominations: listed, proposed and read."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from audit import trail
from awards import policies
from awards.actions import nominations as actions
from awards.choices import NEEDS_REASON, OPEN, STEPS, Stage
from awards.forms import ProposalForm
from awards.queries import grounds, proposals
from awards.queries import nominations as read
from awards.queries.work import seasons_of
from awards.views.conversation import season_crumbs, season_of
from clusters import ranking_sentences, sorting
from clusters.conversation import Talk, converse, found_season, require
from clusters.policies import may_see_ranking
from clusters.queries import excluded, ranking
from organisations.vietnamese import sort_key

GET_AND_POST = ["GET", "POST"]
TONES = {
    Stage.SUBMITTED: "wait",
    Stage.RETURNED: "bad",
    Stage.APPROVED: "now",
    Stage.DECIDED: "good",
}
STAGES = list(Stage)
SORTS = {
    "unit": lambda each: each.member.unit.sort_key,
    "award": lambda each: sort_key(each.category.name),
    "stage": lambda each: STAGES.index(each.stage),
}


@login_required
@require_GET
def index(request):
    """Seasons with nominations that the reader may see."""
    return render(request, "awards/index.html", {"seasons": seasons_of(request.actor) if request.actor else []})


@login_required
@require_GET
def season(request, season_id):
    """The nominations of a season beside what the quota leaves; its members see none before publication."""
    season, stands = found_season(request, season_id)
    if not policies.may_see(stands):
        return render(request, "awards/not_published.html", {"season": season, "crumbs": season_crumbs(season)[:1]})
    seen = [each for each in read.of_season(season) if policies.may_see_nomination(stands, each.stage)]
    found = sorting.ordered(seen, request.GET.get("sort", ""), SORTS)
    run = read.citable_run(season)
    gone = _gone(found, run, stands)
    told_here = [each for each in found if each not in gone] if may_see_ranking(stands) else []
    moved = _moved(told_here, run or read.shown_run(season.pk))
    context = {
        "season": season,
        "uses": [_seen(use, stands) for use in read.quota_uses(season)],
        "nominations": [(each, TONES.get(each.stage, ""), moved.get(each, "")) for each in found],
        "run": run,
        "gone": gone.items(),
        "may_propose": policies.may_propose(stands),
        "may_record": policies.may_review(stands) and any(each.stage == Stage.APPROVED for each in found),
        "may_set_quota": policies.may_set_quota(stands),
        "crumbs": season_crumbs(season)[:1],
    }
    return render(request, "awards/season.html", context)


def _seen(use, stands):
    return replace(use, taken=tuple(each for each in use.taken if policies.may_see_nomination(stands, each.stage)))


def _moved(found, shown):
    """Nominations of units that another ranking than the one they cite puts elsewhere, each with the sentence."""
    none = _("no place")
    sentence = _("Ranked again since: now %(now)s, %(then)s in the ranking cited.")
    pairs = grounds.moved(found, shown).items()
    return {each: sentence % {"now": _place(now) or none, "then": _place(then) or none} for each, (then, now) in pairs}


def _place(place):
    return place and _("number %(place)s") % {"place": place}


def _notes(row, table, met):
    """What decided the row's place, or excluded its unit."""
    return " ".join(filter(None, (ranking_sentences.tie(row, table), *met.get(row.member_id, ()))))


def _gone(found, run, stands):
    """Nominations still open whose ground has gone, for those who work on them."""
    return grounds.gone([each for each in found if each.stage in OPEN], run) if policies.may_see_history(stands) else {}


@login_required
@require_http_methods(GET_AND_POST)
def propose(request, season_id):
    """Propose a member, with the ranking and the conference's conclusion beside the form."""
    season, stands = season_of(request, season_id)
    sentence = _("The secretariat of the cluster proposes units, once the points are agreed.")
    require(policies.may_propose(stands), sentence)
    run = read.citable_run(season)
    table = ranking.table(run) if run else None
    uses = read.quota_uses(season)
    found = proposals.candidates(season, table, uses) if table else []
    met = excluded.conditions_met(run) if run else {}
    conclusions = read.conclusions(season)
    form = ProposalForm(
        request.POST or None,
        members=read.members_of(season),
        categories=read.awards_of(season),
        conclusions=conclusions,
    )
    form.initial |= _suggestion(request, found, uses, conclusions)
    heading, page = _("Propose a unit of %(season)s") % {"season": season}, reverse("awards:season", args=[season.pk])
    talk = Talk(heading, page, _("Propose"), season_crumbs(season), template="awards/propose.html")

    def act(values):
        told = {name: values[name] for name in ("conclusion", "achievement", "departure")}
        key = values["key"] or None
        made = actions.propose(values["member"], values["category"], by=request.actor, key=key, **told)
        messages.success(request, _("“%(name)s” is recorded. Hand it in once it is complete.") % {"name": made})
        return reverse("awards:nomination", args=[made.pk])

    context = {
        "season": season,
        "run": run,
        "places": table.places if table else None,
        "by_percent": bool(table and table.by_percent),
        "candidates": [(each, _notes(each.row, table, met)) for each in found],
        "uses": uses,
        "used_up": bool(uses) and all(use.left <= 0 for use in uses),
        "conclusions": conclusions,
    }
    return converse(request, form, talk, act, **context)


def _suggestion(request, found, uses, conclusions):
    """What the form is filled in with: what was pressed in the ranking, else the first that nobody proposed yet.

    A conclusion is chosen beforehand only where it alone names that unit and that award.
    """
    first = next((each for each in found if each.open), None)
    member, award = (first.row.member_id, first.award.pk) if first else (None, None)
    chosen = {"member": member, "category": award}
    if "member" in request.GET:
        chosen = {"member": request.GET["member"], "category": request.GET.get("award")}
    units = {str(each.row.member_id): each.row.unit for each in found}
    awards = {str(use.quota.category_id): use.quota.category for use in uses}
    conclusion = proposals.cited(conclusions, units.get(str(chosen["member"])), awards.get(str(chosen["category"])))
    return chosen | {"conclusion": conclusion.pk if conclusion else None}


def found(request, nomination_id):
    """Return the nomination and how the reader stands to its season; 404 where he may not know of it."""
    nomination = get_object_or_404(read.visible_to(request.actor), pk=nomination_id)
    nomination.season, stands = season_of(request, nomination.season_id)
    if not policies.may_see_nomination(stands, nomination.stage):
        raise Http404
    nomination.member.season = nomination.season
    return nomination, stands


@login_required
@require_GET
def nomination(request, nomination_id):
    """One nomination: what it rests on, what happened to it, what may happen next."""
    return page_of(request, *found(request, nomination_id))


def page_of(request, nomination, stands, **more):
    """The page of a nomination; `more` is what a step that came too late leaves to say."""
    open_to_change = nomination.stage in (Stage.DRAFT, Stage.RETURNED)
    gone = _gone([nomination], read.citable_run(nomination.season), stands).get(nomination, "")
    newer = read.newer_run(nomination) if may_see_ranking(stands) else None
    # What the page says is not to be agreed on or decided has no button for it either.
    steps = [to for to in read.open_steps(nomination, stands, policies.may_move) if not gone or to != Stage.APPROVED]
    context = {
        "season": nomination.season,
        "nomination": nomination,
        "tone": TONES.get(nomination.stage, ""),
        "legal_basis": nomination.category.legal_basis_on(nomination.conclusion.on),
        "may_see_ranking": may_see_ranking(stands),
        "place": read.place_of(nomination.run, nomination.member),
        "newer": newer,
        "newer_place": read.place_of(newer, nomination.member),
        "gone": gone,
        "steps": [(to, STEPS[to], to in NEEDS_REASON) for to in steps],
        "last": nomination.reviews.select_related("by").last(),
        "may_decide": policies.may_review(stands) and nomination.stage == Stage.APPROVED and not gone,
        "may_complete": policies.may_propose(stands) and open_to_change,
        "entries": trail.history_of(nomination) if policies.may_see_history(stands) else (),
        "crumbs": season_crumbs(nomination.season),
    }
    return render(request, "awards/nomination.html", context | more)
