"""The seasons: listed, shown, opened, given deadlines, carried from phase to phase."""

from functools import cache, partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from audit import trail
from clusters import drawn, policies, sorting
from clusters.actions import seasons as seasons_actions
from clusters.choices import MOVES, PHASE_ORDER, Phase
from clusters.conversation import Talk, converse, found_season, require, settable
from clusters.forms.seasons import ChangeSeasonForm, DeadlinesForm, MoveForm, OpenSeasonForm
from clusters.queries import growth, organisers, readiness
from clusters.queries import seasons as seasons_read
from clusters.queries.clusters import clusters_visible_to
from clusters.queries.standing import organises
from clusters.standing_sentences import parts_of
from clusters.templatetags.seasons import season_crumbs
from clusters.views.submissions import chart_of
from clusters.words import said_of
from organisations import keys
from organisations.vietnamese import sort_key

GET_AND_POST = ["GET", "POST"]
ROWS = 50
LAST_ACTS = 10
SORTS = {
    "season": lambda line: sort_key(line.season.cluster.name),
    "year": lambda line: line.season.year,
    "phase": lambda line: PHASE_ORDER.index(line.season.phase),
    "head": lambda line: sort_key(line.heads[0]) if line.heads else None,
    "members": lambda line: line.members,
}


@login_required
@require_GET
def seasons(request):
    asked, year = request.GET.get("q", "")[:100], request.GET.get("year", "")
    year = keys.read(year) if len(year) == 4 else None
    lines = seasons_read.listed(request.actor, year=year, asked=asked)
    lines = sorting.ordered(lines, request.GET.get("sort", ""), SORTS)
    context = {
        "page": Paginator(lines, ROWS).get_page(request.GET.get("page")),
        "asked": asked,
        "year": year,
        "years": seasons_read.years(request.actor),
        "may_open": policies.may_open_cluster(request.actor),
    }
    return render(request, "clusters/seasons.html", context)


@login_required
@require_GET
def season(request, pk):
    state = drawn.now("season", pk)
    shown, standing = found_season(request, pk)
    told = cache(partial(seasons_read.overview, shown))
    grown = cache(lambda: growth.of_season(shown, _compared(told(), standing)))
    timeline = seasons_read.timeline(shown, timezone.now())
    context = {
        "season": shown,
        "organiser": cache(partial(organisers.of_season, shown, timezone.localdate())),
        "timeline": timeline,
        "overview": told,
        "growth": grown,
        "chart": lambda: chart_of(grown().indicator, grown().rows, grown().whole, grown().stated) if grown() else "",
        "may_set_up": policies.may_set_up(standing),
        "parts": partial(parts_of, standing, shown.cluster),
        "moves": cache(partial(_moves, shown, standing)),
        "entries": cache(lambda: _last_acts(shown, standing)),
        "crumbs": season_crumbs(shown)[:1],
        # A deadline passes in the midst of a day.
        **drawn.once(state, "season", shown.pk, standing, [step.state for step in timeline]),
    }
    return render(request, "clusters/season.html", context)


def _compared(overview, standing):
    """Before publication a member sees only itself, and a mean of one would be no mean."""
    return [line.member for line in overview.members] if standing.sees_all else []


def _last_acts(season, standing):
    return list(trail.history_of(season)[:LAST_ACTS]) if standing.secretariat or standing.organises else None


@login_required
@require_http_methods(GET_AND_POST)
def open_season(request, pk):
    cluster = get_object_or_404(clusters_visible_to(request.actor), pk=pk)
    allowed = policies.may_change_cluster(organises(request.actor, cluster), cluster)
    require(allowed, said_of(cluster, "Only the board that organises the cluster may open a season of it."))
    page = reverse("clusters:cluster", args=[cluster.pk])
    crumbs = [(_("Clusters"), reverse("clusters:clusters")), (cluster, page)]
    form = OpenSeasonForm(request.POST or None)
    intro = said_of(
        cluster, "The season begins as a draft: nobody is asked for results until its members, head and sheet stand."
    )
    talk = Talk(_("Open a season"), page, _("Open the season"), crumbs, intro)

    def act(values):
        texts = {name: values[name] for name in ("rules", "source")}
        made = seasons_actions.open(cluster, values["year"], texts, by=request.actor, key=values["key"] or None)
        messages.success(request, _("%(season)s is open and being prepared.") % {"season": made})
        return _page(made)

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def change_season(request, pk):
    shown = settable(request, pk)
    form = ChangeSeasonForm(
        request.POST or None, initial={"rules": shown.rules, "source": shown.source}, token=str(shown.version)
    )
    talk = Talk(_("Rules and source of the season"), _page(shown), _("Save"), season_crumbs(shown), done=_("Saved."))

    def act(values):
        texts = {name: values[name] for name in ("rules", "source")}
        return _page(seasons_actions.change(shown, texts, by=request.actor, version=form.number_seen))

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def deadlines(request, pk):
    shown = settable(request, pk)
    due = {each.phase: each.due_at for each in shown.deadlines.all()}
    form = DeadlinesForm(request.POST or None, due=due, token=str(shown.version))
    intro = said_of(
        shown.cluster,
        "A passed deadline shows lateness; it moves nothing. The secretariat carries the season on itself.",
    )
    talk = Talk(
        _("Deadlines of the phases"),
        _page(shown),
        _("Save the deadlines"),
        season_crumbs(shown),
        intro,
        done=_("Saved."),
    )

    def act(values):
        seasons_actions.set_deadlines(shown, form.deadlines(), by=request.actor, version=form.number_seen)
        return _page(shown)

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def move_season(request, pk, to):
    shown, standing = found_season(request, pk)
    if request.method == "POST" and to == shown.phase and (standing.secretariat or standing.organises):
        return redirect(_page(shown))  # the form that carried it here, sent again
    if to not in Phase.values or Phase(to) not in MOVES[Phase(shown.phase)]:
        raise Http404
    require(
        policies.may_move(standing, to),
        said_of(shown.cluster, "Only the secretariat or the organiser may carry the season on."),
    )
    to = Phase(to)
    back = _is_back(shown, to)
    form = MoveForm(request.POST or None, back=back, token=str(shown.version))
    heading = _("Back to “%(phase)s”") if back else _("On to “%(phase)s”")
    talk = Talk(
        heading % {"phase": to.label},
        _page(shown),
        heading % {"phase": to.label},
        season_crumbs(shown),
        said_of(shown.cluster, CONSEQUENCES[to]),
        template="clusters/move_season.html",
    )

    def act(values):
        reason = values.get("reason", "")
        seasons_actions.move(shown, to, by=request.actor, reason=reason, version=form.number_seen)
        told = {"season": shown, "phase": to.label}
        messages.success(request, _("%(season)s now stands in the phase “%(phase)s”.") % told)
        return _page(shown)

    told = {"gaps": [] if back else readiness.gaps(shown, to), "resting": readiness.resting(shown) if back else []}
    told |= {"blocked": any(gap.blocking for gap in told["gaps"]), "may_set_up": policies.may_set_up(standing)}
    return converse(request, form, talk, act, season=shown, **told)


CONSEQUENCES = {
    Phase.DRAFT: gettext_noop(
        "The members can no longer enter results until the season is opened again. What they entered is kept."
    ),
    Phase.REPORTING: gettext_noop(
        "The members enter their results and the points they give themselves. From there only the organiser of the "
        "cluster can put the season back into preparation, with a reason."
    ),
    Phase.APPRAISAL: gettext_noop("The members can no longer change what they entered; the secretariat appraises it."),
    Phase.APPRAISED: gettext_noop("Points are agreed on here. The ranking can be computed for the conference."),
    Phase.PUBLISHED: gettext_noop(
        "All members see all results and the ranking, and this cannot be undone. Figures, points and the ranking are "
        "never changed again; mistakes in statements and in what conferences recorded are corrected with a reason, by "
        "the organiser of the cluster and the head's unit; units that come after it read. Nominations go on until they "
        "are decided."
    ),
}


def _moves(shown, standing):
    """The buttons of the page, asked of the same table as the action; what is lacking something stands back."""
    allowed = [to for to in MOVES[Phase(shown.phase)] if policies.may_move(standing, to)]
    return [{"to": to, "back": _is_back(shown, to), "ready": _looks_ready(shown, to)} for to in allowed]


def _looks_ready(shown, to):
    return not _is_back(shown, to) and readiness.looks_ready(shown, to)


def _is_back(shown, to):
    return PHASE_ORDER.index(to) < PHASE_ORDER.index(Phase(shown.phase))


def _page(shown):
    return reverse("clusters:season", args=[shown.pk])
