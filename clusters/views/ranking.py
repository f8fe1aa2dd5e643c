"""The ranking of a season: asked for, watched, read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from clusters import policies, ranking_sentences
from clusters.actions import ranking as ranking_actions
from clusters.charts import Stack, stacked
from clusters.errors import RuleBroken
from clusters.queries import ranking, verification
from clusters.templatetags.numbers import number
from clusters.templatetags.seasons import season_crumbs
from clusters.views.conversation import found_season


@login_required
@require_GET
def show(request, season_id):
    """The last successful ranking, and how the run asked for last stands."""
    season, stands = found_season(request, season_id)
    may_see = policies.may_see_ranking(stands)
    latest = ranking.latest(season) if may_see else None
    if request.htmx:
        return _progress(request, season, latest)
    shown = ranking.last_done(season) if may_see else None
    may_request = policies.may_request_run(stands)
    context = {
        "season": season,
        "crumbs": season_crumbs(season),
        "may_see": may_see,
        "may_request": may_request,
        "overtaken": bool(may_request and shown and verification.is_overtaken(shown)),
        "latest": latest,
        "open": ranking.in_progress(latest),
        "sentence": ranking_sentences.state(latest) if latest else "",
        "failed": bool(latest and latest.problem),
        **(_shown(ranking.table(shown), request.GET.get("sort", "")) if shown else {}),
    }
    return render(request, "clusters/ranking.html", context)


def _shown(table, sort):
    classes = {known["key"]: known.get("label") or known["key"] for known in table.run.sheet.classes}
    rows = [
        (row, ranking_sentences.tie(row, table), classes.get(row.class_key, row.class_key))
        for row in ranking.ordered(table, sort)
    ]
    heads = [(column.key, f"{column} ({number(column.most)})") for column in table.columns]
    return {
        "table": table,
        "heads": heads,
        "rows": rows,
        "classes": classes,
        "chart": _chart(table) if table.rows else "",
    }


def _chart(table):
    stacks = [Stack(row.unit.name, row.groups) for row in table.rows]
    groups = [str(column) for column in table.columns]
    return stacked(_("Points by group"), groups, stacks, places=table.run.sheet.places)


def _progress(request, season, latest):
    """What the page asks for every two seconds; once the run has ended, the whole page is asked for anew."""
    if latest is None:
        raise Http404
    finished = not ranking.in_progress(latest)
    context = {
        "url": reverse("clusters:ranking", args=[season.pk]),
        "done": latest.progress_done,
        "total": latest.progress_total,
        "label": _("Computing the ranking"),
        "sentence": ranking_sentences.state(latest),
        "finished": finished,
    }
    response = render(request, "components/_progress.html", context)
    if finished:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def request_run(request, season_id):
    """Press the button: queue a run, or find the one that is open already."""
    season, stands = found_season(request, season_id)
    if not policies.may_request_run(stands):
        raise PermissionDenied(
            _(
                "The ranking is computed by the secretariat of the season or the organiser of the cluster, while "
                "results are entered and appraised."
            )
        )
    try:
        ranking_actions.request_run(season, by=request.actor)
    except RuleBroken as problem:
        messages.error(request, str(problem))
    return redirect("clusters:ranking", season.pk)
