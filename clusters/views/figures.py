"""The results of a member for a period: the grid, one cell, its history."""

from functools import cache

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from clusters import drawn, entry_policies
from clusters.actions import figures as figure_actions
from clusters.choices import PlanGiver, SubmissionState
from clusters.entry_sentences import closed, refusal
from clusters.errors import Incomplete, RuleBroken, Stale
from clusters.forms.figures import FigureForm
from clusters.models import Indicator
from clusters.queries import figures as figure_queries
from clusters.queries import submissions
from clusters.queries.standing import reader


def found_submission(request, pk):
    """The submission with how the reader stands to its season; 404 for whoever may not read it."""
    submission, stands = submissions.found(request.actor, pk)
    if submission is None:
        raise Http404
    return submission, stands


def crumbs_of(submission):
    if submission.member_id is None:
        year = submission.unit_year
        return [(_("Own years"), reverse("clusters:unit_years")), (year, reverse("clusters:unit_year", args=[year.pk]))]
    season = submission.member.season
    return [(_("Figures of %(season)s") % {"season": season}, reverse("clusters:figures_overview", args=[season.pk]))]


def found_indicator(pk):
    return get_object_or_404(Indicator, pk=pk)


@login_required
@require_GET
def figures(request, pk):
    state = drawn.now("submission", pk)
    submission, stands = found_submission(request, pk)
    everything, saved = "all" in request.GET, request.GET.get("saved", "")
    inline = entry_policies.may_fill(request.actor, stands, submission) or (
        submission.state != SubmissionState.SUBMITTED
        and entry_policies.may_write(request.actor, stands, submission)
        and not submissions.is_over(submission)
    )
    may, about = rights(request.actor, stands, submission), (submission.pk, reader(request.actor))

    @cache
    def groups():
        return figure_queries.grid(submission, request.actor, everything=everything)

    context = {
        **may,
        "submission": submission,
        "crumbs": crumbs_of(submission),
        "rows": lambda: [
            (group, [row(submission, cell, inline, saved=_of(cell, saved, request.actor)) for cell in group.cells])
            for group in groups()
        ],
        "inline": inline,
        "everything": everything,
        "illustrative": lambda: any(cell.illustrative for group in groups() for cell in group.cells),
        # What was saved just now is told to the reader alone; last year's values to whoever may read those results.
        **drawn.once(state, "grid", *about, everything, inline, may["may_write"], keep=not saved),
    }
    return render(request, "clusters/figures.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def figure(request, pk, indicator):
    submission, stands = found_submission(request, pk)
    indicator = found_indicator(indicator)
    if not entry_policies.may_write(request.actor, stands, submission):
        told = closed(stands, submission) or _("Your unit may not change this figure now.")
        raise PermissionDenied(refusal(stands, submission, told))
    cell = figure_queries.cell(submission, indicator, request.actor)
    brief, asked = "brief" in request.POST, figure_actions.correction(submission)
    form = FigureForm(request.POST or None, cell=cell, brief=brief, auto_id=_ids(indicator, brief), correction=asked)
    if request.method == "POST":
        if not cell.applies:
            raise PermissionDenied(_("This indicator does not apply to the unit (n/a)."))
        saved = form.is_valid() and _save(submission, indicator, form, request.actor)
        if saved:
            return _saved(request, submission, form, saved)
        if request.htmx and brief:
            fragment = {"submission": submission, "row": row(submission, form.cell, True, form)}
            return render(request, "clusters/_figure_row.html", fragment)
        if brief:
            form = _opened(form, asked)
    context = {
        "form": form,
        "submission": submission,
        "cell": form.cell,
        "crumbs": crumbs_of(submission),
        "revisions": figure_queries.history(submission, indicator),
        "givers": PlanGiver.choices,
        "may_plan": entry_policies.may_plan(request.actor, stands, submission),
    }
    return render(request, "clusters/figure.html", context)


@login_required
@require_GET
def figure_history(request, pk, indicator):
    submission, _stands = found_submission(request, pk)
    indicator = found_indicator(indicator)
    context = {
        "submission": submission,
        "cell": figure_queries.cell(submission, indicator, request.actor),
        "crumbs": crumbs_of(submission),
        "revisions": figure_queries.history(submission, indicator),
    }
    template = "clusters/_figure_panel.html" if request.htmx else "clusters/figure_history.html"
    return render(request, template, context)


def rights(actor, stands, submission):
    """What the reader may do with the submission as a whole."""
    return {
        "may_write": entry_policies.may_write(actor, stands, submission),
        "may_submit": entry_policies.may_submit(actor, stands, submission),
        "may_return": entry_policies.may_return(stands, submission),
        "may_reopen": entry_policies.may_reopen(actor, stands, submission),
    }


def row(submission, cell, inline, form=None, saved=None):
    """One row of the grid; `inline` when its cell can be typed in."""
    if form is None and inline and cell.applies:
        form = FigureForm(cell=cell, brief=True, auto_id=_ids(cell.indicator))
    return {"cell": cell, "form": form, "inline": inline, "saved": saved, "submission": submission}


def _ids(indicator, brief=True):
    """The grid has many forms: the fields of each bear its indicator, before and after it was sent."""
    return f"id_{indicator.pk}_%s" if brief else "id_%s"


def _of(cell, saved, actor):
    """The figure of the cell where it is the one that this very reader saved just now."""
    ours = cell.figure is not None and cell.figure.entered_by_id == actor.user_id
    return cell.figure if ours and str(cell.indicator.pk) == saved else None


def _save(submission, indicator, form, actor):
    """The saved figure, or None with the refusal in the form; a stale form learns what stands now."""
    token = form.cleaned_data["token"]
    try:
        return figure_actions.save_figure(
            submission, indicator, figure_actions.Entry(**form.values()), by=actor, token=token
        )
    except Stale as stale:
        form.cell = figure_queries.cell(submission, indicator, actor)
        form.data = form.data.copy()
        form.data["token"] = str(form.cell.revision)
        form.stale = stale.current
        form.add_error(None, str(stale))
    except Incomplete as incomplete:
        form.add_error("reason", str(incomplete))
    except RuleBroken as broken:
        form.add_error(None, str(broken))
    return None


def _saved(request, submission, form, saved):
    """Back to the row, which says that it is saved: the eye is there, not at the head of the page."""
    indicator, note = saved.indicator, _note(form, saved)
    if request.htmx and "brief" in request.POST:
        group, cell = figure_queries.place(submission, indicator, request.actor)
        shown = row(submission, cell, True, saved=saved) | {"note": note}
        fragment = {"submission": submission, "row": shown, "group": group}
        return render(request, "clusters/_figure_answer.html", fragment)
    done = _("“%(indicator)s” is saved.") if saved.reported else _("“%(indicator)s” now stands as not reported.")
    if not saved.reported and saved.revision > 1:
        done = _("The figure “%(indicator)s” was taken back.")
    messages.success(request, done % {"indicator": indicator})
    if note:
        messages.warning(request, note)
    return redirect(reverse("clusters:figures", args=[submission.pk]) + f"?saved={indicator.pk}#figure-{indicator.pk}")


def _note(form, saved):
    """What did not pass over to the number that was typed, or came back with it, in a sentence; empty where nothing."""
    source = form.left_behind(saved)
    if not saved.reported:
        return ""
    if saved.source and not form.values()["source"]:
        told = _("The source “%(source)s”, which stood with this number before, was put back with it.")
        return told % {"source": saved.source}
    if form.stood and not saved.illustrative and "illustrative" not in form.fields:
        return _(
            "The mark “illustrative figure” and its source were taken off, because you typed another number. "
            "“More fields” puts them back."
        )
    if not source:
        return ""
    return _(
        "The source “%(source)s” was taken off, because you typed another number. “More fields” puts in the new one."
    ) % {"source": source}


def _opened(brief, asked):
    """The whole form with what was typed in the grid, when a refusal has no grid to stand in."""
    stands = FigureForm(cell=brief.cell)
    data = brief.data.copy()
    for name in stands.fields:
        if name not in brief.fields and stands[name].value() not in (None, False):
            data[name] = stands[name].value()
    form = FigureForm(data, cell=brief.cell, correction=asked)
    form.is_valid()
    for name, errors in brief.errors.items():
        form.errors.setdefault(name, errors)
    form.stale = getattr(brief, "stale", None)
    return form
