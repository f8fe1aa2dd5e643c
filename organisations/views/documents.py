"""The legal documents: everybody reads them, the centre keeps them."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from audit import trail
from organisations import policies
from organisations.actions import documents as documents_actions
from organisations.errors import DocumentChanged
from organisations.forms import DocumentForm
from organisations.models import LegalDocument

ROWS = 50
LAST_ACTS = 20


@login_required
@require_GET
def documents(request):
    asked = request.GET.get("q", "")[:200]
    page = Paginator(LegalDocument.objects.visible_to(request.actor).search(asked), ROWS).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "asked": asked, "may_keep": policies.may_keep_documents(request.actor)}
    return render(request, "organisations/documents.html", context)


@login_required
@require_GET
def document(request, document_id):
    shown = get_object_or_404(LegalDocument.objects.visible_to(request.actor), pk=document_id)
    context = {
        "document": shown,
        "successions": shown.successions.select_related("predecessor", "successor"),
        "entries": trail.history_of(shown)[:LAST_ACTS],
        "may_keep": policies.may_keep_documents(request.actor),
    }
    return render(request, "organisations/document.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_document(request):
    _only_the_centre(request)
    form = DocumentForm(request.POST or None)
    if form.is_valid():
        added = documents_actions.add(form.cleaned_data, by=request.actor)
        return redirect("organisations:document", added.pk)
    return render(request, "organisations/edit_document.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def edit_document(request, document_id):
    _only_the_centre(request)
    shown = get_object_or_404(LegalDocument.objects.visible_to(request.actor), pk=document_id)
    form = DocumentForm(request.POST or None, instance=shown, initial={"version": shown.version})
    current = None
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            documents_actions.correct(shown, form.cleaned_data, version, by=request.actor)
        except DocumentChanged as refusal:
            form.add_error(None, str(refusal))
            form.data = form.data.copy()
            form.data["version"] = refusal.current.version
            current = refusal.current
        else:
            return redirect("organisations:document", shown.pk)
    return render(request, "organisations/edit_document.html", {"form": form, "document": shown, "current": current})


def _only_the_centre(request):
    if not policies.may_keep_documents(request.actor):
        raise PermissionDenied(_("Only the administrator of the central board keeps the legal documents."))
