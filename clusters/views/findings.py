"""Facts that close a gate of the criteria sheet for a member."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusters import entry_policies
from clusters.actions import findings as finding_actions
from clusters.errors import RuleBroken
from clusters.forms.scores import FindingForm, ReasonForm
from clusters.queries import criteria, scores, sheets
from clusters.views.scores import crumbs_for, found_member


def _required(request, pk):
    member, stands = found_member(request, pk)
    if not entry_policies.may_record_finding(stands, member):
        raise PermissionDenied(_("Findings are recorded by whoever appraises the unit, never by the unit itself."))
    return member


@login_required
@require_http_methods(["GET", "POST"])
def findings(request, pk):
    member = _required(request, pk)
    gates = criteria.finding_gates(sheets.current(member.season))
    form = FindingForm(request.POST or None, gates=gates)
    if request.method == "POST" and form.is_valid():
        try:
            finding_actions.record_finding(
                member, form.cleaned_data["gate"], form.cleaned_data["basis"], by=request.actor
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("The finding is recorded."))
            return redirect("clusters:findings", member.pk)
    found = [(finding, gates.get(finding.gate, finding.gate)) for finding in scores.findings_of(member)]
    context = {"form": form, "member": member, "findings": found, "gates": gates, "crumbs": crumbs_for(member)}
    return render(request, "clusters/findings.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def finding_withdraw(request, pk, finding):
    member = _required(request, pk)
    finding = get_object_or_404(scores.findings_of(member), pk=finding)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            finding_actions.withdraw(finding, form.cleaned_data["reason"], by=request.actor)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("The finding is withdrawn; it stays on record with your reason."))
            return redirect("clusters:findings", member.pk)
    context = {"form": form, "member": member, "finding": finding, "crumbs": crumbs_for(member)}
    return render(request, "clusters/finding_withdraw.html", context)
