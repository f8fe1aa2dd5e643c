"""What a person reads whose tries have locked him out, and the closed addresses, which the central board opens."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import policies
from accounts.actions import locks
from accounts.actors import Actor
from accounts.forms.blocks import AddressForm
from accounts.queries import blocks as queries

COUNTER = "Hệ thống đăng nhập"


def locked_out(request, original_response, credentials):
    """The whole page instead of the form; the same whether the account exists or not.

    The try that closes an address is told to the trail; the later ones are not even counted.
    """
    by = getattr(request, "tries_locked_by", "pair")
    if by == "address" and getattr(request, "axes_failures_since_start", None):
        locks.note_closed(queries.closed(request.axes_ip_address), by=Actor.system(COUNTER))
    return render(request, "accounts/locked_out.html", {"by": by}, status=429)


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
