"""The ranking of a season: asked for, watched, read."""

from collections.abc import Callable
from functools import cache, partial
from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from clusters import drawn, policies, ranking_sentences
from clusters.actions import ranking as ranking_actions
from clusters.charts import Stack, stacked
from clusters.conversation import found_season
from clusters.errors import RuleBroken
from clusters.forms.base import PostedOnce
from clusters.links import address_of
from clusters.queries import excluded, ranking, ranking_order, verification
from clusters.templatetags.numbers import NOT_REPORTED, number, percent
from clusters.templatetags.seasons import season_crumbs
from clusters.words import said_of

POINTS = '<a href="{}">{}<span class="visually-hidden"> {}, {}</span></a>'


@login_required
@require_GET
def show(request, season_id):
    """The last successful ranking, and how the run asked for last stands."""
    state = drawn.now("season", season_id)
    season, stands = found_season(request, season_id)
    may_see = policies.may_see_ranking(stands)
    latest = ranking.latest(season) if may_see else None
    if request.htmx:
        return _progress(request, season, latest)
    shown = ranking.last_done(season, latest) if may_see else None
    may_request = policies.may_request_run(stands)
    later = bool(may_request and shown and shown.inputs_version != season.inputs_version)
    overtaken = later and verification.is_overtaken(shown)
    asked, plain = drawn.asked(request, sort=partial(ranking_order.known, shown))
    context = {
        "season": season,
        "crumbs": season_crumbs(season),
        "may_see": may_see,
        "may_request": may_request,
        "ask": PostedOnce() if may_request else None,
        "overtaken": overtaken,
        "untouched": later and not overtaken,
        "latest": latest,
        "open": ranking.in_progress(latest),
        "sentence": ranking_sentences.state(latest) if latest else "",
        "steps": ranking_sentences.steps(latest) if latest else (),
        "failed": bool(latest and latest.problem),
        "run": shown,
        "found": cache(partial(_found, shown, *asked)),
        **drawn.once(state, "ranking", shown and shown.pk, asked, keep=plain),
    }
    return render(request, "clusters/ranking.html", context)


def _found(run, sort):
    """The table in words: every cell as it is written, so that the template has nothing to work out."""
    table = ranking.table(run)
    classes = {known["key"]: known.get("label") or known["key"] for known in table.run.sheet.classes}
    words = _Words(
        table,
        classes,
        table.by_percent,
        table.places,
        _("points by criterion"),
        address_of("clusters:scores"),
        excluded.conditions_met(run),
    )
    heads = [
        (column.key, f"{column} ({number(column.most)})" if column.most else str(column)) for column in table.columns
    ]
    return {
        "table": table,
        "heads": heads,
        "labels": _labels([label for _key, label in heads], words),
        "rows": [(row.unit.name, tuple(_cells(row, words))) for row in ranking_order.ordered(table, sort)],
        "by_percent": words.by_percent,
        "classes": classes,
        "steps": [ranking_sentences.step_name(tie) for tie in table.ties],
        "bonus": [column for column in table.columns if column.bonus],
        "chart": _chart(table) if table.rows else "",
    }


def _labels(groups, words):
    """The names of the columns after that of the unit, as the head has them."""
    percent = [_("Percentage of what was assigned")] * words.by_percent
    classed = [_("Class")] * bool(words.classes)
    ahead = _("Ahead of the next (percentage points)") if words.by_percent else _("Ahead of the next")
    return [_("Place"), *groups, _("Total"), *percent, ahead, *classed, _("Note")]


class _Words(NamedTuple):
    """What the cells of every row are written with."""

    table: ranking.RankingTable
    classes: dict
    by_percent: bool
    places: int
    by_criterion: str
    scores_of: Callable
    conditions: dict


def _cells(row, words):
    """The row's cells after the unit's name, as (class, text), in the order of the table's head."""
    places = words.table.run.sheet.places
    points = (words.scores_of(row.member_id), number(row.total, places), words.by_criterion, row.unit)
    yield "place", _place(row)
    for at, earned in enumerate(row.groups):
        yield "num", _("n/a") if at in row.away else number(earned, places)
    yield "num total", format_html(POINTS, *points)
    if words.by_percent:
        yield "num total", percent(row.score, words.places)
    yield "num", "" if row.gap is None else number(row.gap, words.places)
    if words.classes:
        classed = words.classes.get(row.class_key, row.class_key) if row.place else ""
        yield "", classed or NOT_REPORTED
    yield "note-cell", " ".join(_notes(row, words))


def _place(row):
    if not row.place:
        return _("Not considered")
    return f"{row.place} ({_('shared')})" if row.shared else row.place


def _notes(row, words):
    if tie := ranking_sentences.tie(row, words.table):
        yield tie
    yield from words.conditions.get(row.member_id, ())
    if row.incomplete:
        yield _("Some criteria have no points yet: press the total to see which.")
    if row.held:
        yield _("Held back until a matter is settled.")


def _chart(table):
    stacks = [Stack(row.unit.name, row.groups) for row in table.rows]
    groups = [str(column) for column in table.columns]
    return stacked(_("Points by group"), groups, stacks, places=table.run.sheet.places)


def _progress(request, season, latest):
    """What the page asks for every second; once the run has ended, the whole page is asked for anew."""
    if latest is None:
        raise Http404
    finished = not ranking.in_progress(latest)
    context = {
        "url": reverse("clusters:ranking", args=[season.pk]),
        "done": latest.progress_done,
        "total": latest.progress_total,
        "label": _("Computing the ranking"),
        "sentence": ranking_sentences.state(latest),
        "steps": ranking_sentences.steps(latest),
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
            said_of(
                season.cluster,
                "The ranking is computed by the secretariat of the season or the organiser of the cluster, while "
                "results are entered and appraised.",
            )
        )
    form = PostedOnce(request.POST)
    key = form.cleaned_data["key"] if form.is_valid() else ""
    try:
        run = ranking_actions.request_run(season, by=request.actor, key=key or None)
    except RuleBroken as problem:
        messages.error(request, str(problem))
    else:
        if not ranking.in_progress(run):
            messages.info(request, _("This request was answered already. To compute again, press the button below."))
    return redirect("clusters:ranking", season.pk)
