"""The indicators: listed, defined, changed, given a new version, retired."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from audit import trail
from clusters import policies, tokens
from clusters.actions import indicators as indicators_actions
from clusters.conversation import Talk, converse, require
from clusters.forms.indicators import CreateIndicatorForm, EditIndicatorForm, RetireForm
from clusters.models import Indicator
from clusters.queries import indicators as indicators_read

GET_AND_POST = ["GET", "POST"]
ROWS = 50
LAST_ACTS = 20


@login_required
@require_GET
def indicators(request):
    asked, retired = request.GET.get("q", "")[:100], "retired" in request.GET
    found = indicators_read.listed(asked, retired=retired, sort=request.GET.get("sort", ""))
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "asked": asked,
        "retired": retired,
        "may_define": policies.may_define_indicators(request.actor),
    }
    return render(request, "clusters/indicators.html", context)


@login_required
@require_GET
def indicator(request, pk):
    shown = get_object_or_404(Indicator.objects.select_related("weight"), pk=pk)
    context = {
        "indicator": shown,
        "versions": indicators_read.versions(shown),
        "reported": indicators_actions.has_figures(shown),
        "may_change": _may_change(request, shown),
        "entries": trail.history_of(shown)[:LAST_ACTS],
        "crumbs": _crumbs(),
    }
    return render(request, "clusters/indicator.html", context)


@login_required
@require_http_methods(GET_AND_POST)
def create_indicator(request):
    require(
        policies.may_define_indicators(request.actor), _("Only a board that organises clusters defines indicators.")
    )
    form = CreateIndicatorForm(request.POST or None)
    talk = Talk(_("Define an indicator"), reverse("clusters:indicators"), _("Define"), _crumbs())

    def act(values):
        made = indicators_actions.create(form.values(), by=request.actor, key=values["key"] or None)
        messages.success(request, _("The indicator “%(indicator)s” is defined.") % {"indicator": made})
        return _made(request, form, made)

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def edit_indicator(request, pk):
    shown = _changeable(request, pk)
    kept = indicators_actions.has_figures(shown)
    form = EditIndicatorForm(
        request.POST or None, of=shown, kept=kept, initial=_as_it_is(shown), token=tokens.token(shown, tokens.INDICATOR)
    )
    intro = _(
        "Figures exist for this indicator: its name, kind and measure are kept. To change them make a new version."
    )
    talk = Talk(
        _("Change the indicator"), _page(shown), _("Save"), _crumbs_of(shown), intro if kept else "", done=_("Saved.")
    )

    def act(values):
        return _made(
            request, form, indicators_actions.edit(shown, form.values(), by=request.actor, seen=values["seen"])
        )

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def renew_indicator(request, pk):
    shown = _changeable(request, pk)
    form = CreateIndicatorForm(request.POST or None, of=shown, initial=_as_it_is(shown))
    intro = _("The figures reported so far stay with the old version; the new one begins without figures.")
    talk = Talk(_("New version of the indicator"), _page(shown), _("Make the new version"), _crumbs_of(shown), intro)

    def act(values):
        made = indicators_actions.renew(shown, form.values(), by=request.actor, key=values["key"] or None)
        messages.success(request, _("The new version of “%(indicator)s” is made.") % {"indicator": made})
        return _made(request, form, made)

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def retire_indicator(request, pk):
    shown = _changeable(request, pk)
    seen = tokens.token(shown, tokens.INDICATOR_USE)
    form = RetireForm(request.POST or None, initial={"on": shown.retired_on}, token=seen)
    intro = _("It is no longer offered for new criteria sheets. Sheets that use it keep it.")
    talk = Talk(_("Retire the indicator"), _page(shown), _("Retire"), _crumbs_of(shown), intro, done=_("Saved."))

    def act(values):
        return _page(indicators_actions.retire(shown, by=request.actor, **values))

    return converse(request, form, talk, act)


def _made(request, form, made):
    """The page of what was saved; what the form left to the kind is told there."""
    if form.combined_by_kind:
        told = {"name": made, "aggregation": made.get_aggregation_display(), "kind": made.get_kind_display()}
        sentence = _(
            "The members' figures of “%(name)s” are combined as “%(aggregation)s”, which fits the kind “%(kind)s”. "
            "Change the indicator if something else is meant."
        )
        messages.success(request, sentence % told)
    return _page(made)


def _may_change(request, shown):
    elsewhere = indicators_read.used_elsewhere(shown, request.actor)
    return policies.may_change_indicator(request.actor, used_elsewhere=elsewhere)


def _changeable(request, pk):
    shown = get_object_or_404(Indicator, pk=pk)
    require(
        _may_change(request, shown),
        _("Only a board that organises clusters changes indicators; the centre those that other clusters use."),
    )
    return shown


def _as_it_is(shown):
    return {name: getattr(shown, name) for name in tokens.INDICATOR}


def _page(shown):
    return reverse("clusters:indicator", args=[shown.pk])


def _crumbs():
    return [(_("Indicators"), reverse("clusters:indicators"))]


def _crumbs_of(shown):
    return [*_crumbs(), (shown, _page(shown))]
