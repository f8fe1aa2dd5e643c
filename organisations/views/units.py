"""The list of units and the page of one."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from audit import trail
from organisations import policies
from organisations.forms import SearchForm
from organisations.models import Unit
from organisations.queries import lineage, listing

ROWS = 50
LAST_ACTS = 20


@login_required
@require_GET
def units(request):
    form = SearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    day = asked.get("on") or timezone.localdate()
    told = {"search": asked.get("q", ""), "kind": asked.get("kind", ""), "sort": request.GET.get("sort", "")}
    found = listing.units(request.actor, on=day, **told)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    page.object_list = lineage.place(page.object_list, day)
    context = {
        "form": form,
        "page": page,
        "day": day,
        "may_add": policies.may_add_unit(request.actor, None),
        "may_add_under_own": policies.may_add_under_own(request.actor),
    }
    return render(request, "organisations/units.html", context)


@login_required
@require_GET
def unit(request, unit_id):
    visible = Unit.objects.visible_to(request.actor).select_related("parent__parent", "legal_document")
    shown = get_object_or_404(visible, pk=unit_id)
    chronicle = lineage.chronicle(shown)
    today = timezone.localdate()
    day = shown.day_nearest(today)
    under = lineage.under(shown, day)
    may_link = policies.may_change_unit(request.actor, shown)
    context = {
        "unit": shown,
        "chronicle": chronicle,
        "under_on": None if day == today else day,
        "under": Paginator(under, ROWS).get_page(request.GET.get("page")),
        "entries": trail.history_of(*chronicle.family)[:LAST_ACTS],
        "may_change": shown.valid_to is None and may_link,
        "may_link": may_link,
        "may_add": shown.valid_to is None and policies.may_add_unit(request.actor, shown),
    }
    return render(request, "organisations/unit.html", context)
