"""The addresses closed to signing in, seen and opened by the central board's administrator."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import policies
from accounts.actions import locks
from accounts.forms.blocks import AddressForm
from accounts.queries import blocks as queries


@login_required
@require_GET
def blocks(request):
    _only_who_opens_addresses(request.actor)
    return render(request, "accounts/blocks.html", {"blocks": queries.addresses()})


@login_required
@require_POST
def lift_block(request):
    _only_who_opens_addresses(request.actor)
    form = AddressForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This is no network address: choose one from the list."))
    elif locks.lift(form.cleaned_data["address"], by=request.actor):
        messages.success(request, _("Signing in from %(address)s is open again.") % form.cleaned_data)
    else:
        messages.info(request, _("No wrong passwords count against %(address)s any more.") % form.cleaned_data)
    return redirect("accounts:blocks")


def _only_who_opens_addresses(actor):
    if not policies.may_lift_blocks(actor):
        raise Http404
