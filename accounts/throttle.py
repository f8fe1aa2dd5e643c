"""How wrong passwords are counted, and what a person reads whose account they have locked."""

from django.shortcuts import render


def counted_name(request, credentials=None):
    """The name under which tries are counted: capitals and spaces make no other account."""
    name = (credentials or {}).get("username") or request.POST.get("username", "")
    return name.strip().lower()


def locked_out(request, original_response, credentials):
    """The whole page instead of the form; the same whether the account exists or not."""
    return render(request, "accounts/locked_out.html", status=429)
