"""The row of the grid of results, written in one go: a grid has dozens of them, and each has a form of its own."""

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from clusters.templatetags.figures import figure_text, value_text
from clusters.templatetags.numbers import NOT_REPORTED, percent

register = template.Library()

EMPTY = mark_safe("")
MUTED = '<div class="text-muted">{}</div>'
PAST = '{} <div class="text-muted">{}</div>'
FORM = (
    '<form method="post" action="{url}" hx-post="{url}" hx-trigger="submit, change target:[type=radio]"'
    ' hx-target="closest tr" hx-swap="outerHTML" hx-sync="this:replace" class="cell-form" novalidate data-cell{held}>'
    '{csrf}<input type="hidden" name="brief" value="1">{token}{sure}<div class="cell-fields">{fields}'
    '<button class="btn btn-secondary btn-sm" id="save-{pk}">{save}</button></div>{problem}</form>'
)
CSRF = '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
READING = '<fieldset class="cell-reading" data-asked-of="{}"><legend>{}</legend>{}</fieldset>'
CHOICE = '<label class="form-check">{} {}</label>'
REASON = '<div class="cell-reason"><label for="{}">{}</label>{}</div>'
FIELD = '<label class="visually-hidden" for="{}">{}: {}</label> {}{}'
OUT_OF = mark_safe('<span aria-hidden="true">/</span>')
LINKS = (
    '<div class="cell-links"><a id="details-{pk}" href="{history}" hx-get="{history}" hx-target="#figure-panel">'
    "{details}</a> {edit}</div>"
)
EDIT = '<a id="edit-{}" href="{}">{}</a>'
ROW = (
    '<tr id="figure-{}"{}><th scope="row">{}</th><td class="num" data-label="{}">{}</td>'
    '<td class="num" data-label="{}">{}</td><td data-label="{}" class="num cell-entry">{}{}</td>'
    '<td data-label="{}">{}{}</td></tr>'
)


@register.simple_tag(takes_context=True)
def figure_row(context, submission, row):
    """One row of the grid (views.figures.row): posts itself, and comes back as itself."""
    cell, form = row["cell"], row["form"]
    pk, typed = cell.indicator.pk, row["inline"] and cell.applies
    url = reverse("clusters:figure", args=[submission.pk, pk])
    if typed:
        entry = _form(form, cell, url, context.get("csrf_token"))
    else:
        entry = format_html(
            '<span class="cell-value">{}</span>', figure_text(cell.indicator, cell.figure, cell.applies)
        )
    saved = render_to_string("clusters/_figure_saved.html", {"row": row}) if row["saved"] else EMPTY
    may_edit = cell.applies and (row["inline"] or context.get("may_write"))
    edit = format_html(EDIT, pk, url, _("More fields") if row["inline"] else _("Correct")) if may_edit else EMPTY
    history = reverse("clusters:figure_history", args=[submission.pk, pk])
    return format_html(
        ROW,
        pk,
        mark_safe(' class="cell-error"') if form is not None and form.errors else EMPTY,
        _name(cell),
        _("Year plan"),
        _plans(cell),
        _("Last year"),
        _last_year(cell),
        _("This period"),
        entry,
        saved,
        _("State"),
        _state(cell.figure),
        format_html(LINKS, pk=pk, history=history, details=_("Details"), edit=edit),
    )


def _name(cell):
    indicator = cell.indicator
    measure = format_html(' <span class="text-muted">({})</span>', indicator.measure) if indicator.measure else EMPTY
    due = cell.asked and cell.applies and cell.figure is None
    mark = format_html(' <span class="required-mark">{}</span>', _("to be answered")) if due else EMPTY
    return format_html("<span data-name>{}</span>{}{}", indicator, measure, mark)


def _plans(cell):
    if not cell.plans:
        return NOT_REPORTED
    return format_html_join("", "<div>{} {} {}</div>", (_plan(line, cell.indicator) for line in cell.plans))


def _plan(line, indicator):
    reached = ""
    if line.percent is not None:
        reached = ": " + _("%(percent)s of plan") % {"percent": percent(line.percent)}
    return (
        NOT_REPORTED if line.plan is None else value_text(line.plan.value, indicator),
        format_html('<span class="text-muted">{}{}</span>', line.label, reached),
        _illustrative(line.plan is not None and line.plan.illustrative),
    )


def _last_year(cell):
    figure, shown = cell.figure, NOT_REPORTED
    if figure is not None and figure.previous is not None:
        shown = format_html(PAST, value_text(figure.previous, cell.indicator), figure.get_previous_origin_display())
    elif cell.carried is not None:
        shown = format_html(PAST, value_text(cell.carried.value, cell.indicator), cell.carried.unit_name)
    return format_html("{} {}", shown, _illustrative(cell.carries_made_up))


def _state(figure):
    if figure is None:
        return EMPTY
    stands = _("not reported: %(reason)s") % {"reason": figure.reason}
    if figure.reported:
        stands = figure.get_status_display()
    year = EMPTY
    if figure.reference_year:
        year = format_html(MUTED, _("figure of %(year)s") % {"year": figure.reference_year})
    return format_html("{} {} {}", stands, year, _illustrative(figure.illustrative))


def _illustrative(made_up):
    return format_html('<span class="illustrative">{}</span>', _("illustrative figure")) if made_up else EMPTY


def _form(form, cell, url, csrf):
    """The form of one cell: what was refused says so beneath it."""
    problem = EMPTY
    if form.errors:
        told = {"form": form, "indicator": cell.indicator, "figure": cell.figure}
        problem = render_to_string("clusters/_figure_problem.html", told)
    held = " data-hold" if getattr(form, "stale", None) else " data-ask" if form.asks else ""
    return format_html(
        FORM,
        url=url,
        held=held,
        csrf=format_html(CSRF, csrf) if csrf else EMPTY,
        token=form["token"],
        sure=form["sure"],
        fields=format_html_join("", "{}", ((_field(form, field, cell.indicator),) for field in form.visible_fields())),
        pk=cell.indicator.pk,
        save=_("Save"),
        problem=problem,
    )


def _field(form, field, indicator):
    if field.name == "reason":
        shown = field.errors or field.value()
        return format_html(REASON, field.id_for_label, field.label, field) if shown else EMPTY
    if "_reading" in field.name:
        choices = format_html_join("", CHOICE, ((choice.tag(), choice.choice_label) for choice in field))
        return format_html(READING, field.name, field.label, choices)
    first = field.name == "numerator" or (field.name == "value" and "denominator" in form.fields)
    return format_html(FIELD, field.id_for_label, indicator, field.label, field, OUT_OF if first else EMPTY)
