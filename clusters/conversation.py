"""How a page of a season converses: fetch what may be seen, bind a form, call one action, answer."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from clusters import policies
from clusters.errors import RuleBroken, Stale
from clusters.queries import receipts
from clusters.queries.standing import found


def found_season(request, pk):
    """Return a season that the reader may know of, and how he stands to it; 404 otherwise."""
    season, stands = found(request.actor, pk)
    if season is None:
        raise Http404
    return season, stands


def require(allowed, sentence):
    """Answer 403 with the sentence unless the policy allows it."""
    if not allowed:
        raise PermissionDenied(sentence)


def settable(request, pk):
    """Return a season that the reader may set up; 404 for a stranger, 403 for a colleague without the right."""
    season, stands = found_season(request, pk)
    require(
        policies.may_set_up(stands),
        _("Only the board that organises the cluster may change this, and only until the results are published."),
    )
    return season


def left_behind(request, model, pk):
    """Return the key of what a removal by this very form left behind; None unless the form is sent again."""
    key = request.POST.get("key")
    return receipts.left_by(key, model, pk) if key else None


@dataclass(frozen=True)
class Talk:
    """The words around one form; `done` is what the next page says of it, unless the act says more itself."""

    heading: str
    back: str
    button: str
    crumbs: list = field(default_factory=list)
    intro: str = ""
    facts: list = field(default_factory=list)
    template: str = "clusters/form.html"
    done: str = ""


def converse(request, form, talk, act, **context):
    """Show the form; once it is sound, act and go where `act` says; a refusal stands in the form, input kept.

    `act` takes the clean values and returns an address.
    """
    if form.is_valid():
        try:
            page = act(form.cleaned_data)
        except Stale as refusal:
            form.hear(refusal)
        except RuleBroken as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            if talk.done:
                messages.success(request, talk.done)
            return redirect(page)
    return render(request, talk.template, {"form": form, "talk": talk, **context})
