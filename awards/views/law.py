"""Awards and quotas: law kept as data."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from awards import policies
from awards.actions import quotas as actions
from awards.errors import RuleBroken
from awards.forms import CategoryForm, QuotaForm
from awards.models import AwardCategory, SeasonQuota
from awards.views.nominations import season_of


@login_required
@require_GET
def categories(request):
    """All awards with their deciding body and legal basis."""
    context = {"categories": AwardCategory.objects.all(), "may_edit": _may_edit(request)}
    return render(request, "awards/categories.html", context)


def _may_edit(request):
    return request.actor is not None and policies.may_edit_categories(request.actor)


@login_required
@require_http_methods(["GET", "POST"])
def category(request, category_id=None):
    """Open an award, or change one."""
    found = get_object_or_404(AwardCategory, pk=category_id) if category_id else None
    if not _may_edit(request):
        raise PermissionDenied(_("Awards and their legal bases are kept by the administrator of the central board."))
    copy = AwardCategory.objects.get(pk=found.pk) if found else None
    form = CategoryForm(request.POST or None, instance=copy, initial={"token": found.version if found else None})
    if form.is_valid():
        told = dict(form.cleaned_data)
        try:
            actions.save_category(found, by=request.actor, token=told.pop("token"), **told)
        except RuleBroken as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The award was saved."))
            return redirect("awards:categories")
    return render(request, "awards/category.html", {"category": found, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def quota(request, season_id, quota_id=None):
    """Set how many of an award the season may propose."""
    season, own = season_of(request, season_id)
    found = get_object_or_404(SeasonQuota, pk=quota_id, season=season) if quota_id else None
    if not policies.may_set_quota(own):
        raise PermissionDenied(_("The quota is set by the body that organises the cluster."))
    copy = SeasonQuota.objects.get(pk=found.pk) if found else None
    form = QuotaForm(request.POST or None, instance=copy, initial={"token": found.version if found else None})
    if form.is_valid():
        told = dict(form.cleaned_data)
        try:
            actions.set_quota(season, told.pop("category"), by=request.actor, token=told.pop("token"), **told)
        except RuleBroken as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The quota was saved."))
            return redirect("awards:season", season.pk)
    return render(request, "awards/quota.html", {"season": season, "quota": found, "form": form})
