"""The members of a season: who, in which order, from when until when."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clusters import policies
from clusters.actions import members as members_actions
from clusters.conversation import Talk, converse, found_season, left_behind, settable
from clusters.errors import RuleBroken
from clusters.forms.base import WithReason
from clusters.forms.members import AdmitForm, CopyForm, LeaveForm
from clusters.models import Member
from clusters.queries import members as members_read
from clusters.queries import seasons as seasons_read
from clusters.queries.standing import seasons_visible_to
from clusters.templatetags.seasons import season_crumbs
from organisations import keys

GET_AND_POST = ["GET", "POST"]


@login_required
@require_GET
def members(request, pk):
    season, standing = found_season(request, pk)
    lines = seasons_read.member_lines(season)
    context = {
        "season": season,
        "lines": lines,
        "version": season.version,
        "may_set_up": policies.may_set_up(standing),
        "posts": [post for line in lines for post in line.posts],
        "crumbs": season_crumbs(season),
    }
    return render(request, "clusters/members.html", context)


@login_required
@require_http_methods(GET_AND_POST)
def admit_member(request, pk):
    season = settable(request, pk)
    units = members_read.candidates(season, asked=keys.read(request.POST.get("unit", "")))
    form = AdmitForm(request.POST or None, season=season, units=units)
    talk = Talk(_("Admit a member"), _page(season), _("Admit"), season_crumbs(season))

    def act(values):
        fields = {name: values[name] for name in ("joined_on", "decision")}
        made = members_actions.admit(season, values["unit"], fields, by=request.actor, key=values["key"] or None)
        messages.success(request, _("%(unit)s is now a member of the season.") % {"unit": made})
        return _page(season)

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def copy_members(request, pk):
    season = settable(request, pk)
    form = CopyForm(request.POST or None, season=season, token=str(season.version))
    intro = _("Whoever was a member at the end of that season and still exists is admitted, in the same order.")
    talk = Talk(
        _("Take over the members of another season"),
        _page(season),
        _("Take over"),
        season_crumbs(season),
        intro,
        done=_("Saved."),
    )

    def act(values):
        joined = {"joined_on": values["joined_on"]}
        left_out = members_actions.copy(
            season, values["source"], joined, by=request.actor, version=form.number_seen, key=values["key"] or None
        )
        for _unit, why in left_out:
            messages.warning(request, why)
        return _page(season)

    return converse(request, form, talk, act)


@login_required
@require_POST
def order_members(request, pk):
    """Move one member up or down by a place; the button says which."""
    season = settable(request, pk)
    moved, _dash, way = request.POST.get("move", "").partition(":")
    moved, order = keys.read(moved), list(season.members.values_list("pk", flat=True))
    if moved not in order or way not in ("up", "down"):
        raise Http404
    at = order.index(moved)
    to = max(0, at - 1) if way == "up" else min(len(order) - 1, at + 1)
    order[at], order[to] = order[to], order[at]
    try:
        version = keys.read(request.POST.get("seen", ""))
        members_actions.reorder(season, order, by=request.actor, version=version)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{_page(season)}#member-{moved}")


@login_required
@require_http_methods(GET_AND_POST)
def leave_member(request, pk):
    member = _found(request, pk)
    form = LeaveForm(request.POST or None)
    intro = _("What was recorded about the unit until that day stays as it is.")
    talk = Talk(
        _("%(unit)s leaves the season") % {"unit": member},
        _page(member.season),
        _("Record"),
        season_crumbs(member.season),
        intro,
        done=_("Saved."),
    )

    def act(values):
        members_actions.leave(member, values["on"], by=request.actor, reason=values["reason"])
        return _page(member.season)

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def remove_member(request, pk):
    if season := left_behind(request, Member, pk):
        return redirect(_page(settable(request, season)))
    member = _found(request, pk)
    form = WithReason(request.POST or None)
    intro = _("Only for an admission by mistake: the unit is taken off the list as if it had never been a member.")
    heading = _("Take %(unit)s off the list") % {"unit": member}
    talk = Talk(
        heading, _page(member.season), _("Take off the list"), season_crumbs(member.season), intro, done=_("Saved.")
    )

    def act(values):
        members_actions.remove(member, by=request.actor, reason=values["reason"], key=values["key"])
        return _page(member.season)

    return converse(request, form, talk, act)


def _found(request, pk):
    member = get_object_or_404(
        Member.objects.filter(season__in=seasons_visible_to(request.actor)).select_related("unit"), pk=pk
    )
    member.season = settable(request, member.season_id)
    return member


def _page(season):
    return reverse("clusters:members", args=[season.pk])
