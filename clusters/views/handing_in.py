"""Handing in what was entered: the last look, sending back, taking back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from clusters import entry_policies
from clusters.actions import submissions as submission_actions
from clusters.choices import SubmissionState
from clusters.entry_sentences import afterwards, closed, refusal
from clusters.errors import Incomplete, RuleBroken, Stale
from clusters.forms.scores import HandInForm, ReasonForm
from clusters.queries import completeness, criteria, entered, overview, sheets
from clusters.queries import figures as figure_queries
from clusters.views.figures import crumbs_of, found_submission

_HANDED_IN = {
    False: gettext_lazy("The results are handed in. The secretariat of the cluster sees them now."),
    True: gettext_lazy("The results are handed in."),
}
_NOT_THEIRS = gettext_lazy("These results can be handed in only by their own unit, while results are entered.")


@login_required
@require_http_methods(["GET", "POST"])
def submission_check(request, pk):
    submission, stands = found_submission(request, pk)
    own = entry_policies.hands_in(request.actor, stands, submission)
    if own and _sent_again(request, submission, SubmissionState.SUBMITTED):
        return _to_figures(request, submission, _HANDED_IN[submission.member_id is None])
    if not entry_policies.may_submit(request.actor, stands, submission):
        raise PermissionDenied(refusal(stands, submission, closed(stands, submission) or _NOT_THEIRS))
    shown = entered.mark(submission)
    form = HandInForm(request.POST or None, initial={"token": submission.version, "shown": shown})
    lines = criteria.lines_of(submission.member.season) if submission.member_id else []
    groups = figure_queries.grid(submission, request.actor, lines=lines)
    due = [cell for group in groups for cell in group.due]
    gaps = [cell.indicator for cell in due if cell.figure is None]
    if request.method == "POST" and form.is_valid():
        try:
            submission_actions.submit(submission, by=request.actor, **form.cleaned_data)
        except Incomplete as incomplete:
            form.add_error(None, str(incomplete))
            gaps = incomplete.missing
        except Stale as stale:
            form.hear(stale, shown)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            return _to_figures(request, submission, _HANDED_IN[submission.member_id is None])
    context = {
        "form": form,
        "submission": submission,
        "gaps": gaps,
        "asked": bool(due),
        "sheet": lambda: sheets.current(submission.member.season),
        "groups": groups,
        "afterwards": afterwards(
            stands, submission, may_take_back=entry_policies.may_take_back(request.actor, stands, submission)
        ),
        "crumbs": crumbs_of(submission),
        **_beside(submission, lines),
    }
    return render(request, "clusters/submission_check.html", context)


def _beside(submission, lines):
    """What is handed in with the figures, and what is missing but does not stop anybody."""
    return {
        "self_scored": entered.self_scored(submission, lines),
        "plans": completeness.missing_plans(submission, lines),
        "reminders": overview.reminders(submission, lines),
    }


@login_required
@require_http_methods(["GET", "POST"])
def submission_return(request, pk):
    submission, stands = found_submission(request, pk)
    done = _("The results were sent back.")
    same = request.POST.get("reason", "").strip() == submission.return_reason
    again = same and _sent_again(request, submission, SubmissionState.RETURNED)
    if entry_policies.sends_back(stands, submission) and again:
        return _to_figures(request, submission, done)
    if not entry_policies.may_return(stands, submission):
        told = _(
            "Only the secretariat or the organiser of the cluster sends back results, and only results that were "
            "handed in."
        )
        raise PermissionDenied(refusal(stands, submission, told))
    words = {
        "heading": _("Send back for completion"),
        "consequence": _("%(submission)s goes back to its unit, which reads your reason and hands in again.")
        % {"submission": submission},
        "done": done,
    }
    return _with_reason(request, submission, submission_actions.return_for_completion, words)


@login_required
@require_http_methods(["GET", "POST"])
def submission_reopen(request, pk):
    submission, stands = found_submission(request, pk)
    done = _("The results were taken back; hand them in again when they are complete.")
    own = entry_policies.may_take_back(request.actor, stands, submission)
    if own and _sent_again(request, submission, SubmissionState.DRAFT):
        return _to_figures(request, submission, done)
    if not entry_policies.may_reopen(request.actor, stands, submission):
        raise PermissionDenied(_("Results can be taken back only by their own unit, while results are entered."))
    words = {
        "heading": _("Take back what was handed in"),
        "consequence": _("%(submission)s can be changed again, and has to be handed in again.")
        % {"submission": submission},
        "done": done,
    }
    return _with_reason(request, submission, submission_actions.reopen, words)


def _sent_again(request, submission, state):
    """Whether the form now sent is the one that brought the results to this state."""
    again = request.method == "POST" and request.POST.get("token") == str(submission.version - 1)
    return again and submission.state == state


def _to_figures(request, submission, done):
    messages.success(request, done)
    return redirect("clusters:figures", submission.pk)


def _with_reason(request, submission, act, words):
    form = ReasonForm(request.POST or None, initial={"token": submission.version})
    if request.method == "POST" and form.is_valid():
        try:
            act(submission, form.cleaned_data["reason"], by=request.actor, token=form.cleaned_data["token"])
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            return _to_figures(request, submission, words["done"])
    context = {"form": form, "submission": submission, "crumbs": crumbs_of(submission), **words}
    return render(request, "clusters/submission_reason.html", context)
