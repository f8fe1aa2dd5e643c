"""The lines of a draft sheet: added, changed, moved, removed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clusters.actions import criteria as criteria_actions
from clusters.actions.sheets import LINE, LINE_TEXT
from clusters.choices import CriterionKind, InputPart, Method
from clusters.conversation import Talk, converse, left_behind
from clusters.errors import RuleBroken
from clusters.forms.base import typed
from clusters.forms.conditions import ConditionForm
from clusters.forms.criteria import GroupForm, ItemForm, RemovalForm
from clusters.forms.rules import rows_of
from clusters.forms.sheets import EditedForm
from clusters.models import Criterion
from clusters.queries.sheets import plain
from clusters.queries.standing import seasons_visible_to
from clusters.views.sheets import editable, sheet_crumbs, sheet_page
from organisations import keys

GET_AND_POST = ["GET", "POST"]
FORMS = {CriterionKind.GROUP: GroupForm, CriterionKind.ITEM: ItemForm}
CONDITION = ("indicator", "plan_giver", "period")


@login_required
@require_http_methods(GET_AND_POST)
def add_criterion(request, pk, kind):
    sheet = editable(request, pk)
    if kind not in CriterionKind.values:
        raise Http404
    initial = {"parent": keys.read(request.GET.get("under", ""))}
    form = FORMS[kind](request.POST or None, sheet=sheet, initial=initial, token=str(sheet.edited))
    heading = _("Add a group") if kind == CriterionKind.GROUP else _("Add a criterion")

    def act(values):
        made = criteria_actions.add(
            sheet, form.values(), by=request.actor, inputs=form.inputs(), key=values["key"] or None
        )
        return _after(made)

    return _converse(request, form, (sheet, heading), act)


@login_required
@require_http_methods(GET_AND_POST)
def edit_criterion(request, pk):
    line = found_line(request, pk)
    initial = {name: line.serializable_value(name) for name in (*LINE, *LINE_TEXT, "parent")}
    initial |= {name: typed(initial[name]) for name in ("max_points", "cap", "floor")}
    token = str(line.sheet.edited)
    form = FORMS[line.kind](request.POST or None, sheet=line.sheet, line=line, initial=initial, token=token)

    def act(values):
        edited = criteria_actions.edit(
            line, form.values(), by=request.actor, edited=form.number_seen, inputs=form.inputs()
        )
        return _after(edited)

    return _converse(request, form, (line.sheet, _("Change the line “%(line)s”") % {"line": line}), act)


@login_required
@require_POST
def move_criterion(request, pk):
    line = found_line(request, pk)
    seen = keys.read(request.POST.get("seen", ""))
    places = -1 if request.POST.get("way") == "up" else 1
    try:
        criteria_actions.move(line, places, by=request.actor, edited=seen)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{sheet_page(line.sheet)}#line-{line.pk}")


@login_required
@require_http_methods(GET_AND_POST)
def remove_criterion(request, pk):
    if sheet := left_behind(request, Criterion, pk):
        return redirect(sheet_page(editable(request, sheet)))
    line = found_line(request, pk)
    form = RemovalForm(request.POST or None, token=str(line.sheet.edited))
    under = line.children.count()
    facts = [(_("Line"), line), (_("Lines right under it"), under)]
    intro = _("The line is taken out of the draft together with every line under it.")
    talk = Talk(
        _("Remove the line"),
        sheet_page(line.sheet),
        _("Remove"),
        sheet_crumbs(line.sheet),
        intro,
        facts,
        done=_("The line is removed."),
    )

    def act(values):
        criteria_actions.remove(line, by=request.actor, edited=form.number_seen, key=values["key"])
        return sheet_page(line.sheet)

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def criterion_inputs(request, pk):
    """The conditions of a “k of n” criterion that indicators decide."""
    line = found_line(request, pk)
    if line.method != Method.CHECK:
        raise Http404
    form = EditedForm(request.POST or None, token=str(line.sheet.edited))
    rows = rows_of(ConditionForm, request.POST, [_row(each) for each in line.inputs.all()])
    heading = _("Conditions of “%(line)s”") % {"line": line}
    intro = _(
        "Each row is a condition that an indicator decides. What is answered with yes or no is asked of an indicator "
        "of that kind: choose it, with “at least” and 1. Where it is missing from the list, the body that organises "
        "the cluster defines it under “Indicators”. A row without an indicator is left out."
    )
    talk = Talk(
        heading,
        sheet_page(line.sheet),
        _("Save"),
        sheet_crumbs(line.sheet),
        intro,
        template="clusters/rows.html",
        done=_("Saved."),
    )
    if request.method == "POST" and not rows.is_valid():
        return render(request, talk.template, {"form": form, "rows": rows, "talk": talk})

    def act(values):
        taken = [_condition(row.cleaned_data) for row in rows if row.cleaned_data.get("indicator")]
        criteria_actions.set_inputs(line, taken, by=request.actor, edited=form.number_seen)
        return sheet_page(line.sheet)

    return converse(request, form, talk, act, rows=rows)


def found_line(request, pk):
    """Return a line of a sheet that the reader may edit, its inputs read."""
    visible = Criterion.objects.filter(sheet__season__in=seasons_visible_to(request.actor))
    line = get_object_or_404(visible.prefetch_related("inputs__indicator"), pk=pk)
    line.sheet = editable(request, line.sheet_id)
    return line


def _converse(request, form, about, act):
    """The fields of a method come with it: “redraw” shows them and saves nothing."""
    sheet, heading = about
    talk = Talk(
        heading,
        sheet_page(sheet),
        _("Save the line"),
        sheet_crumbs(sheet),
        template="clusters/criterion_form.html",
        done=_("The line is saved."),
    )
    if "redraw" in request.POST:
        form.redraw()
        return render(request, talk.template, {"form": form, "talk": talk})
    return converse(request, form, talk, act)


def _after(line):
    """A “k of n” criterion goes on to its conditions."""
    if line.method == Method.CHECK:
        return reverse("clusters:criterion_inputs", args=[line.pk])
    return f"{sheet_page(line.sheet)}#line-{line.pk}"


def _row(taken):
    condition = taken.condition
    numbers = {name: condition.get(name) for name in ("derive", "op")}
    numbers |= {name: typed(condition.get(name)) for name in ("than", "points")}
    return {name: getattr(taken, name) for name in CONDITION} | {"indicator": taken.indicator_id} | numbers


def _condition(cleaned):
    condition = {
        "derive": cleaned["derive"] or "value",
        "op": cleaned["op"] or ">=",
        "than": plain(cleaned["than"]) or "0",
        "points": plain(cleaned["points"]) or "0",
    }
    return {name: cleaned[name] for name in CONDITION} | {"part": InputPart.CONDITION, "condition": condition}
