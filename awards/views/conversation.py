"""How every form of the awards converses: fetch what may be seen, bind the form, call one action, answer."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from awards import policies
from awards.errors import RuleBroken, Stale
from clusters.queries.standing import found


def found_season(request, season_id):
    """The season and the reader's standing to it; 404 where he may not know of the season."""
    season, stands = found(request.actor, season_id)
    if season is None:
        raise Http404
    return season, stands


def season_of(request, season_id):
    """The season and the reader's standing to it; 404 where he may not know of its nominations."""
    season, stands = found_season(request, season_id)
    if not policies.may_see(stands):
        raise Http404
    return season, stands


def require(allowed, sentence):
    """Answer 403 with the sentence unless the policy allows it."""
    if not allowed:
        raise PermissionDenied(sentence)


@dataclass(frozen=True)
class Talk:
    """The words around one form."""

    heading: str
    back: str
    button: str
    crumbs: list = field(default_factory=list)
    intro: str = ""
    facts: list = field(default_factory=list)
    template: str = "awards/form.html"


def converse(request, form, talk, act, **context):
    """Show the form; once it is sound, act and go where `act` says; a refusal stands in the form, input kept."""
    if form.is_valid():
        try:
            return redirect(act(form.cleaned_data))
        except Stale as refusal:
            form.hear(refusal)
        except RuleBroken as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
    return render(request, talk.template, {"form": form, "talk": talk, **context})


def season_crumbs(season):
    """The way back to the nominations of a season."""
    return [
        (_("Commendation"), reverse("awards:index")),
        (season, reverse("awards:season", args=[season.pk])),
    ]
