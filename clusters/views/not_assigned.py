"""Criteria that do not apply to a member (KAD)."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from clusters import policies
from clusters.actions import not_assigned as not_assigned_actions
from clusters.conversation import Talk, converse, found_season, require
from clusters.forms.base import WithReason
from clusters.forms.sheets import NotAssignedForm
from clusters.models import Member, NotAssigned
from clusters.queries import sheets
from clusters.queries.standing import members_visible, seasons_visible_to
from clusters.templatetags.seasons import season_crumbs
from clusters.words import said_of

GET_AND_POST = ["GET", "POST"]


@login_required
@require_GET
def not_assigned(request, pk):
    season, standing = found_season(request, pk)
    may_edit = policies.may_edit_sheet(standing)
    sheet = sheets.current(season) or (sheets.draft(season) if may_edit else None)
    rows = NotAssigned.objects.filter(criterion__sheet=sheet, member__in=members_visible(standing, season))
    context = {
        "season": season,
        "sheet": sheet,
        "rows": rows.select_related("member__unit", "criterion").order_by("member__position", "criterion__position"),
        "may_edit": may_edit,
        "crumbs": season_crumbs(season),
    }
    return render(request, "clusters/not_assigned.html", context)


@login_required
@require_http_methods(GET_AND_POST)
def set_not_assigned(request, pk):
    season, stands = _editable(request, pk)
    sheet = sheets.current(season) or sheets.draft(season)
    members = Member.objects.filter(season=season, left_on=None).exclude(pk__in=stands.own).select_related("unit")
    form = NotAssignedForm(request.POST or None, members=members, sheet=sheet, token=str(season.version))
    intro = _("The criterion is neither a gap nor a zero for the unit. How it counts is said in the sheet.")
    heading = _("Record that a criterion does not apply")
    talk = Talk(heading, _page(season), _("Record"), season_crumbs(season), intro, done=_("Saved."))

    def act(values):
        told = {"reason": values["reason"], "version": form.number_seen}
        not_assigned_actions.set(values["member"], values["criterion"], by=request.actor, **told)
        return _page(season)

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def clear_not_assigned(request, pk):
    rows = NotAssigned.objects.filter(member__season__in=seasons_visible_to(request.actor))
    row = get_object_or_404(rows.select_related("member__unit", "criterion"), pk=pk)
    season, stands = found_season(request, row.member.season_id)
    shown = sheets.sheets_visible(stands, season).filter(pk=row.criterion.sheet_id)
    if not policies.may_see(stands, row.member) or not shown.exists():
        raise Http404
    _editable(request, season.pk)
    sentence = said_of(
        season.cluster, "Whether a criterion applies to your own unit is decided by the organiser of the cluster."
    )
    require(policies.may_excuse(stands, row.member), sentence)
    form = WithReason(request.POST or None)
    facts = [(_("Unit"), row.member), (_("Criterion"), row.criterion), (_("Why it does not apply"), row.reason)]
    talk = Talk(
        _("The criterion applies after all"),
        _page(season),
        _("Record"),
        season_crumbs(season),
        facts=facts,
        done=_("Saved."),
    )

    def act(values):
        not_assigned_actions.clear(row, by=request.actor, reason=values["reason"])
        return _page(season)

    return converse(request, form, talk, act)


def _editable(request, pk):
    season, stands = found_season(request, pk)
    require(
        policies.may_edit_sheet(stands),
        said_of(
            season.cluster,
            "Only the secretariat or the organiser decides this, and only until the results are published.",
        ),
    )
    return season, stands


def _page(season):
    return reverse("clusters:not_assigned", args=[season.pk])
