"""Submissions as a whole: who has come how far, opening one, and every unit's answer to one indicator."""

from functools import cache

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from clusters import charts, drawn, entry_policies, sorting
from clusters.actions import submissions as submission_actions
from clusters.choices import Aggregation, IndicatorKind, Period, Phase
from clusters.conversation import found_season
from clusters.models import Indicator
from clusters.queries import aggregates, completeness, overview, statements
from clusters.queries import seasons as seasons_read
from clusters.queries.standing import members_visible, standing

COVER_SORTS = {
    "unit": lambda row: row.member.unit.sort_key,
    "state": lambda row: row.submission.get_state_display() if row.submission else None,
    "answered": lambda row: row.total.answered / row.total.asked if row.total.asked else None,
}
MEAN_NAMES = {
    Aggregation.MEAN: gettext_lazy("Mean of those that reported"),
    Aggregation.WEIGHTED_MEAN: gettext_lazy("Weighted mean of those that reported"),
}
FIGURE_SORTS = {
    "unit": lambda row: row.member.unit.sort_key,
    "plan": lambda row: row.plan.value if row.plan else None,
    "previous": lambda row: row.figure.previous if row.figure else None,
    "value": lambda row: row.value,
    "percent": lambda row: row.percent,
}


def asked_period(request):
    period = request.GET.get("period", Period.FULL_YEAR)
    return Period(period) if period in Period.values else Period.FULL_YEAR


def known_period(code):
    if code not in Period.values:
        raise Http404
    return Period(code)


@login_required
@require_GET
def figures_overview(request, pk):
    state = drawn.now("season", pk)
    season, stands = found_season(request, pk)
    period = asked_period(request)
    matrix = cache(lambda: overview.matrix(season, list(members_visible(stands, season)), period))
    asked, plain = drawn.asked(
        request, period=Period.values.__contains__, sort=lambda sort: sorting.known(sort, COVER_SORTS)
    )
    context = {
        "season": season,
        "period": period,
        "periods": Period.choices,
        "matrix": matrix,
        "rows": lambda: [
            (row, entry_policies.may_open(stands, row.member))
            for row in sorting.ordered(matrix().rows, request.GET.get("sort", ""), COVER_SORTS)
        ],
        "due": seasons_read.deadlines(season).get(Phase.REPORTING),
        "now": timezone.now(),
        "indicators": cache(lambda: overview.indicators(season, stands)),
        "counted": cache(lambda: completeness.asked_indicators(season, period)),
        "alone": not stands.sees_all,
        **drawn.once(state, "figures", season.pk, stands, asked, keep=plain),
    }
    return render(request, "clusters/figures_overview.html", context)


@login_required
@require_GET
def figures_indicator(request, pk, indicator):
    season, stands = found_season(request, pk)
    indicator = get_object_or_404(Indicator.objects.select_related("weight"), pk=indicator)
    members = list(members_visible(stands, season))
    page = overview.across(season, indicator, members, asked_period(request), everybody=stands.sees_all)
    whole = aggregates.whole(indicator, page.rows) if page.whole else None
    stated = statements.mean_of(season, indicator, asked_period(request)) if page.whole else None
    context = {
        "season": season,
        "period": asked_period(request),
        "periods": Period.choices,
        "indicator": indicator,
        "page": page,
        "rows": sorting.ordered(page.rows, request.GET.get("sort", ""), FIGURE_SORTS),
        "aggregate": whole,
        "extremes": aggregates.extremes(indicator, page.rows) if page.whole else None,
        "stated": stated,
        "chart": chart_of(indicator, page.rows, whole, stated) if page.whole and page.reported else "",
    }
    return render(request, "clusters/figures_indicator.html", context)


def chart_of(indicator, rows, whole, stated=None):
    """The members' figures with the mean that a source states, else with their own; without either, without the line.

    A percentage says so at every figure; any other measure is told once, above them.
    """
    measure, percentage = indicator.measure, indicator.measure == "%"
    mean = whole if whole is not None and whole.aggregation in MEAN_NAMES else None
    name = MEAN_NAMES[mean.aggregation] if mean else ""
    if stated is not None:
        mean, name = stated, _("Mean by the source")
    return charts.bars(
        f"{indicator} ({measure})" if measure and not percentage else str(indicator),
        [charts.Bar(str(row.member), row.value) for row in rows if row.applies],
        mean=mean.value if mean else None,
        mean_name=name,
        mean_places=None if stated is not None or mean is None else mean.places,
        # The share that two numbers make has no end of its own.
        places=indicator.places if indicator.kind == IndicatorKind.RATIO else None,
        unit="%" if percentage else "",
    )


@login_required
@require_POST
def submission_open(request, pk, period):
    member = get_object_or_404(overview.members_of_seasons(request.actor), pk=pk)
    stands = standing(request.actor, member.season)
    get_object_or_404(members_visible(stands, member.season), pk=pk)
    if not entry_policies.may_open(stands, member):
        raise PermissionDenied(_("Results of this unit cannot be opened for entry now."))
    submission = submission_actions.open_submission(member, known_period(period), by=request.actor)
    return redirect("clusters:figures", submission.pk)
