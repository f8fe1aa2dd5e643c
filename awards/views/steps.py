"""Nominations carried from stage to stage, and completed on the way."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from awards import policies
from awards.actions import nominations as actions
from awards.choices import BY_DECISION, NEEDS_REASON, STEPS, Stage
from awards.forms import CompletionForm, MoveForm
from awards.queries import nominations as read
from awards.views.conversation import season_crumbs
from awards.views.nominations import found, page_of
from clusters.conversation import Talk, converse, require

GET_AND_POST = ["GET", "POST"]
CONSEQUENCES = {
    Stage.SUBMITTED: gettext_lazy(
        "The nomination goes to the reviewer of the organiser; it can be changed only if it comes back."
    ),
    Stage.RETURNED: gettext_lazy("The nomination goes back to the secretariat of the cluster, with your reason."),
    Stage.APPROVED: gettext_lazy("The nomination waits for the signed decision."),
    Stage.REJECTED: gettext_lazy("The nomination ends here; its place in the quota becomes free."),
    Stage.WITHDRAWN: gettext_lazy("The nomination is withdrawn; its place in the quota becomes free."),
}


@login_required
@require_http_methods(GET_AND_POST)
def move(request, nomination_id, to):
    """Ask before a step, then take it."""
    nomination, stands = found(request, nomination_id)
    if to not in STEPS:
        raise Http404
    to, page = Stage(to), reverse("awards:nomination", args=[nomination.pk])
    if (nomination.stage, to) in BY_DECISION or not policies.may_move(stands, nomination.stage, to):
        return _too_late(request, nomination, stands, to)
    unchanged = to == Stage.SUBMITTED and read.came_back_unchanged(nomination)
    owed = {"needs_reason": to in NEEDS_REASON, "needs_answer": unchanged}
    form = MoveForm(request.POST or None, token=str(nomination.version), **owed)
    facts = [(_("Nomination"), nomination), (_("Stage now"), nomination.get_stage_display())]
    facts += _sent_back(nomination) if nomination.stage == Stage.RETURNED else []
    crumbs = [*season_crumbs(nomination.season), (nomination, page)]
    talk = Talk(STEPS[to], page, STEPS[to], crumbs, CONSEQUENCES[to], facts)

    def act(values):
        actions.move(nomination, to, by=request.actor, token=form.number_seen, reason=values.get("reason", ""))
        messages.success(request, _("“%(name)s”: %(stage)s.") % {"name": nomination, "stage": to.label})
        return page

    return converse(request, form, talk, act)


def _too_late(request, nomination, stands, to):
    """Whoever may take such a step lacks no right: the page shows what stands now, with the reason typed in vain."""
    told = {"name": nomination, "stage": nomination.get_stage_display()}
    once_open = any(policies.may_move(stands, stage, to) for stage in Stage if (stage, to) not in BY_DECISION)
    require(once_open, _("The nomination is “%(stage)s”; this step is not open to you. Look at it again.") % told)
    sentence = _("“%(name)s” is “%(stage)s” by now; nothing was changed.") % told
    typed, last = request.POST.get("reason", "").strip(), nomination.reviews.last()
    if typed and not (last and nomination.stage == to and last.reason == typed):
        return page_of(request, nomination, stands, meanwhile=sentence, typed=typed)
    messages.warning(request, sentence)
    return redirect("awards:nomination", nomination.pk)


@login_required
@require_http_methods(GET_AND_POST)
def complete(request, nomination_id):
    """Complete a nomination that is being prepared or came back."""
    nomination, stands = found(request, nomination_id)
    require(policies.may_propose(stands), _("Only the secretariat of the cluster changes a nomination."))
    form = CompletionForm(
        request.POST or None,
        conclusions=read.conclusions(nomination.season),
        token=str(nomination.version),
        initial={name: getattr(nomination, name) for name in ("conclusion", "achievement", "departure")},
    )
    page = reverse("awards:nomination", args=[nomination.pk])
    facts = _sent_back(nomination)
    crumbs = [*season_crumbs(nomination.season), (nomination, page)]
    talk = Talk(_("Complete the nomination"), page, _("Save"), crumbs, facts=facts)

    def act(values):
        told = {name: values[name] for name in ("conclusion", "achievement", "departure")}
        actions.complete(nomination, by=request.actor, token=form.number_seen, **told)
        messages.success(request, _("The nomination was saved."))
        return page

    return converse(request, form, talk, act)


def _sent_back(nomination):
    last = nomination.reviews.filter(to_stage=Stage.RETURNED).last()
    return [(_("Sent back because"), last.reason)] if last else []
