"""The mails of the embedded set-up, which leaves the machine with none of them."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import policies
from accounts.queries import mail


@login_required
@require_GET
def mails(request):
    if not policies.may_read_mail(request.actor):
        raise Http404
    return render(
        request, "accounts/mails.html", {"kept": mail.is_kept(), "mails": mail.mails() if mail.is_kept() else []}
    )
