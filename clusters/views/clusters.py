"""The clusters: listed, set up, changed, closed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from audit import trail
from clusters import policies, sorting, tokens
from clusters.actions import clusters as clusters_actions
from clusters.conversation import Talk, converse, require
from clusters.forms.clusters import ChangeClusterForm, CloseClusterForm, HandOverForm, OpenClusterForm
from clusters.queries import clusters as clusters_read
from clusters.queries import organisers
from clusters.queries import seasons as seasons_read
from clusters.queries.standing import organises
from clusters.words import said_of
from organisations.vietnamese import sort_key

GET_AND_POST = ["GET", "POST"]
ROWS = 50
LAST_ACTS = 20
SORTS = {
    "name": lambda line: sort_key(line.cluster.name),
    "organiser": lambda line: sort_key(line.organiser.name),
    "from": lambda line: line.cluster.established_on,
    "seasons": lambda line: line.seasons,
    "last": lambda line: line.last_year,
}


@login_required
@require_GET
def clusters(request):
    asked = request.GET.get("q", "")[:100]
    lines = sorting.ordered(clusters_read.listed(request.actor, asked), request.GET.get("sort", ""), SORTS)
    page = Paginator(lines, ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "asked": asked, "may_open": policies.may_open_cluster(request.actor)}
    return render(request, "clusters/clusters.html", context)


@login_required
@require_GET
def cluster(request, pk):
    shown = _found(request, pk)
    context = {
        "cluster": shown,
        "organiser": organisers.of_cluster(shown, timezone.localdate()),
        "lines": seasons_read.listed(request.actor, cluster=shown),
        "may_change": policies.may_change_cluster(organises(request.actor, shown), shown),
        "may_hand_over": policies.may_hand_over_cluster(request.actor, shown),
        "entries": trail.history_of(shown)[:LAST_ACTS],
        "crumbs": _crumbs(),
    }
    return render(request, "clusters/cluster.html", context)


@login_required
@require_http_methods(GET_AND_POST)
def open_cluster(request):
    require(policies.may_open_cluster(request.actor), _("Only a board that organises clusters may set one up."))
    form = OpenClusterForm(request.POST or None, organisers=_organisers(request))
    talk = Talk(_("Set up a cluster"), reverse("clusters:clusters"), _("Set up the cluster"), _crumbs())

    def act(values):
        made = clusters_actions.open(form.values(), by=request.actor, key=values["key"] or None)
        messages.success(request, _("“%(cluster)s” is set up. Open its first season here.") % {"cluster": made})
        return reverse("clusters:cluster", args=[made.pk])

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def change_cluster(request, pk):
    shown = _changeable(request, pk)
    form = ChangeClusterForm(
        request.POST or None,
        initial={name: getattr(shown, name) for name in tokens.CLUSTER_FIELDS},
        token=tokens.token(shown, tokens.CLUSTER),
    )
    talk = Talk(
        said_of(shown, "Change the cluster"),
        _page(shown),
        _("Save"),
        [*_crumbs(), (shown, _page(shown))],
        done=_("Saved."),
    )

    def act(values):
        return _page(clusters_actions.change(shown, form.values(), by=request.actor, seen=values["seen"]))

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def hand_over_cluster(request, pk):
    shown = _found(request, pk)
    sentence = _("Only the administrator of the central board names another organiser, and only until it is closed.")
    require(policies.may_hand_over_cluster(request.actor, shown), sentence)
    seen = tokens.token(shown, tokens.CLUSTER)
    form = HandOverForm(request.POST or None, organisers=_organisers(request), token=seen)
    intro = _("Its open seasons are led by the new organiser. What is published stays with whoever organised it then.")
    heading = _("Name another organiser")
    facts = [(_("Organised so far by"), organisers.of_cluster(shown, timezone.localdate()).full_name)]
    talk = Talk(heading, _page(shown), _("Save"), [*_crumbs(), (shown, _page(shown))], intro, facts)

    def act(values):
        told = {"reason": values["reason"], "seen": values["seen"]}
        return _page(clusters_actions.hand_over(shown, values["organiser"], by=request.actor, **told))

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def close_cluster(request, pk):
    shown = _changeable(request, pk, closed=request.method == "POST")
    form = CloseClusterForm(request.POST or None)
    intro = said_of(shown, "From that day on no season of the cluster can be opened. What was reported stays as it is.")
    heading = said_of(shown, "Close the cluster")
    talk = Talk(heading, _page(shown), heading, [*_crumbs(), (shown, _page(shown))], intro, done=_("Saved."))

    def act(values):
        return _page(clusters_actions.close(shown, values["on"], by=request.actor, reason=values["reason"]))

    return converse(request, form, talk, act)


def _found(request, pk):
    return get_object_or_404(clusters_read.clusters_visible_to(request.actor), pk=pk)


def _changeable(request, pk, *, closed=False):
    """A cluster that the reader may change; `closed` lets the form that closed it be sent again."""
    shown = _found(request, pk)
    organised = organises(request.actor, shown)
    allowed = organised if closed else policies.may_change_cluster(organised, shown)
    require(
        allowed, said_of(shown, "Only the board that organises the cluster may change it, and only until it is closed.")
    )
    return shown


def _organisers(request):
    return clusters_read.organisers_for(request.actor, timezone.localdate())


def _page(shown):
    return reverse("clusters:cluster", args=[shown.pk])


def _crumbs():
    return [(_("Clusters"), reverse("clusters:clusters"))]
