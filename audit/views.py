"""The administrator's page of the trail."""

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from audit.forms import LogForm
from audit.models import Entry

ROWS = 50


@login_required
@require_GET
def log(request):
    if request.actor is None or not request.actor.is_administrator:
        raise PermissionDenied(_("Only the administrator of the central board reads the activity log."))
    form = LogForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    page = Paginator(_entries(**asked), ROWS).get_page(request.GET.get("page"))
    return render(request, "audit/log.html", {"form": form, "page": page})


def _entries(q="", since=None, until=None):
    entries = Entry.objects.all()
    if q:
        entries = entries.search(q)
    if since:
        entries = entries.filter(at__gte=_moment(since, dt.time.min))
    if until:
        entries = entries.filter(at__lte=_moment(until, dt.time.max))
    return entries


def _moment(day, time):
    return timezone.make_aware(dt.datetime.combine(day, time))
