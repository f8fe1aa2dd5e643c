"""Awards and quotas: law kept as data."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from awards import policies
from awards.actions import quotas as actions
from awards.forms import CategoryForm, OpenCategoryForm, QuotaForm
from awards.models import AwardCategory, SeasonQuota
from awards.views.conversation import season_crumbs, season_of
from clusters.conversation import Talk, converse, require
from organisations import keys

GET_AND_POST = ["GET", "POST"]


@login_required
@require_GET
def categories(request):
    """All awards with their deciding body and legal basis."""
    may_edit = policies.may_edit_categories(request.actor)
    context = {"categories": AwardCategory.objects.all(), "may_edit": may_edit, "crumbs": _crumbs()[:1]}
    return render(request, "awards/categories.html", context)


def _crumbs():
    return [
        (_("Commendation"), reverse("awards:index")),
        (_("Awards and their legal bases"), reverse("awards:categories")),
    ]


@login_required
@require_http_methods(GET_AND_POST)
def category(request, category_id=None):
    """Open an award, or change one."""
    found = get_object_or_404(AwardCategory, pk=category_id) if category_id else None
    require(
        policies.may_edit_categories(request.actor),
        _("Awards and their legal bases are kept by the administrator of the central board."),
    )
    form = _category_form(request, found)
    page = reverse("awards:categories")
    intro = _(
        "Where the law changes, do not write over it: say from which day on this one is no longer in force, and "
        "add the award anew from that day on, with the same short code. What was nominated "
        "before keeps the law of its time."
    )
    talk = Talk(_("Change the award") if found else _("Add an award"), page, _("Save"), _crumbs(), intro)

    def act(values):
        told = {name: values[name] for name in actions.CATEGORY}
        told |= {"token": form.number_seen} if found else {"key": values["key"] or None}
        actions.save_category(found, by=request.actor, **told)
        messages.success(request, _("The award was saved."))
        return page

    return converse(request, form, talk, act)


def _category_form(request, found):
    if found is None:
        return OpenCategoryForm(request.POST or None)
    initial = {name: getattr(found, name) for name in actions.CATEGORY}
    return CategoryForm(request.POST or None, token=str(found.version), initial=initial)


@login_required
@require_http_methods(GET_AND_POST)
def quota(request, season_id, quota_id=None):
    """Set how many of an award the season may propose."""
    season, stands = season_of(request, season_id)
    found = get_object_or_404(SeasonQuota, pk=quota_id, season=season) if quota_id else None
    require(policies.may_set_quota(stands), _("The quota is set by the body that organises the cluster."))
    # The award asked for stays among them: the form that set its quota may be sent again.
    asked = found.category_id if found else keys.read(request.POST.get("category", ""))
    others = Q(pk__in=[]) if found else ~Q(quotas__season=season)
    awards = AwardCategory.objects.filter(others | Q(pk=asked))
    initial = {name: getattr(found, name) for name in ("category", *actions.QUOTA)} if found else {}
    token = str(found.version if found else 0)
    form = QuotaForm(request.POST or None, categories=awards, token=token, initial=initial)
    page = reverse("awards:season", args=[season.pk])
    talk = Talk(_("Quota of the season"), page, _("Save"), season_crumbs(season))

    def act(values):
        told = {name: values[name] for name in actions.QUOTA}
        actions.set_quota(season, values["category"], by=request.actor, token=form.number_seen, **told)
        messages.success(request, _("The quota was saved."))
        return page

    return converse(request, form, talk, act)
