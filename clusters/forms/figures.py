"""The cell of the grid: text to the values of one figure, by the kind of its indicator."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clusters.choices import FigureStatus, IndicatorKind, PreviousOrigin
from clusters.forms.base import Whole
from clusters.forms.illustrative import MarkMixin
from clusters.forms.magnitude import SureMixin, known_of
from clusters.forms.numbers import HiddenInput, NFCField, NumberField, ReadingMixin, TextArea
from clusters.whole_numbers import refusal
from organisations.reasons import require_words

ANSWERS = (("", _("— not reported")), ("1", _("Yes")), ("0", _("No")))
PERCENTAGES = (IndicatorKind.PERCENTAGE, IndicatorKind.RATIO)
COUNTS = (IndicatorKind.COUNT, IndicatorKind.RANK)


class FigureForm(SureMixin, MarkMixin, ReadingMixin, forms.Form):
    """One cell; `brief` is what stands in the grid, otherwise everything that belongs to a figure.

    `correction` is the sentence that asks for the reason where what was handed in is changed.
    """

    value = NumberField(label=_("This period"))
    numerator = NumberField(label=_("Numerator"), whole=True)
    denominator = NumberField(label=_("Denominator"), whole=True)
    status = forms.ChoiceField(label=_("Status"), choices=FigureStatus, required=False)
    carry = forms.BooleanField(label=_("Take last year's value from last year's results"), required=False)
    previous = NumberField(label=_("Last year"))
    reference_year = Whole(
        label=_("Year that the figure is about"),
        help_text=_("Only when it differs from the season."),
        min_value=1945,
        max_value=2100,
        required=False,
        localize=False,
    )
    source = NFCField(
        label=_("Source"),
        help_text=_("Where the source names no year, end with “nguồn không nêu năm”: papers say so beside the figure."),
        widget=TextArea,
        required=False,
    )
    illustrative = forms.BooleanField(label=_("Illustrative figure, from no report"), required=False)
    reason = NFCField(
        label=_("Reason"),
        help_text=_("Needed to take a figure back, to leave it out, or to change what was handed in."),
        widget=TextArea,
        required=False,
        validators=[require_words],
    )
    token = forms.IntegerField(widget=HiddenInput, required=False)

    def __init__(self, *args, cell, brief=False, correction="", **options):
        self.cell, self.kind = cell, cell.indicator.kind
        unused = set(_unused(self.kind, brief, carried=cell.carried is not None))
        # A form copies its fields one by one: those that it would not show are left out before.
        self.base_fields = {name: field for name, field in self.base_fields.items() if name not in unused}
        super().__init__(*args, **options)
        self.initial = initial_of(cell) | self.initial
        self.mark_anew(cell.figure)
        if self.kind == IndicatorKind.YES_NO:
            self.fields["value"] = forms.ChoiceField(label=_("This period"), choices=ANSWERS, required=False)
        for name in ("value", "previous"):
            if isinstance(self.fields.get(name), NumberField):
                fit(self.fields[name], self.kind)
                self.fields[name].known = known_of(cell)
        if self.kind == IndicatorKind.RANK:
            self.fields["value"].label, self.fields["denominator"].label = _("Rank"), _("Out of")
        if correction and not brief:
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = correction

    def clean(self):
        given = super().clean()
        refuse_below_least(self, self.kind, ("value", "numerator", "denominator", "previous"))
        if self.kind == IndicatorKind.RATIO:
            self._clean_ratio(given)
        if self.kind == IndicatorKind.RANK:
            self._clean_rank(given)
        return given

    def values(self):
        """The fields of an entry; what the form does not show stays, but for what was said of another number."""
        given = initial_of(self.cell) | self.cleaned_data | self.unmarked()
        value = given.get("value")
        previous, origin = _previous(given, self.cell)
        return {
            "value": Decimal(value) if value not in (None, "") else None,
            "numerator": given.get("numerator"),
            "denominator": given.get("denominator"),
            "status": given.get("status") or FigureStatus.FINAL,
            "previous": previous,
            "previous_origin": origin,
            "reference_year": given.get("reference_year"),
            "source": given.get("source") or "",
            "illustrative": bool(given.get("illustrative")),
            "reason": given.get("reason") or "",
        }

    def _clean_ratio(self, given):
        missing = [name for name in ("numerator", "denominator") if given.get(name) is None]
        if len(missing) == 1 and missing[0] not in self.errors:
            self.add_error(missing[0], gettext("A ratio needs both of its numbers."))

    def _clean_rank(self, given):
        rank, of = given.get("value"), given.get("denominator")
        if of is not None and rank is None and "value" not in self.errors:
            self.add_error("value", gettext("Type the rank as well, or empty both cells."))
        elif of is not None and rank is not None and rank > of:
            self.add_error("denominator", gettext("The rank is beyond the number of those ranked."))


def initial_of(cell):
    """What stands in the cell, field by field."""
    figure = cell.figure
    if figure is None:
        return {"token": 0, "carry": cell.carried is not None, "status": FigureStatus.FINAL}
    untouched = figure.previous is None and cell.carried is not None
    return {
        "value": _answer(figure.value) if cell.indicator.kind == IndicatorKind.YES_NO else figure.value,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "status": figure.status,
        "carry": figure.previous_origin == PreviousOrigin.CARRIED or untouched,
        "previous": figure.previous,
        "reference_year": figure.reference_year,
        "source": figure.source,
        "illustrative": figure.illustrative,
        "token": figure.revision,
    }


def _answer(value):
    return "" if value is None else str(int(value))


def fit(field, kind):
    """Have the field read what figures of the kind are: percentages, whole numbers."""
    field.percent, field.whole = kind in PERCENTAGES, kind in COUNTS


def refuse_below_least(form, kind, parts):
    """Say at its own field what cannot be counted so; the box keeps what was typed."""
    for part in parts:
        number = form.cleaned_data.get(part)
        sentence = refusal(kind, part, number) if isinstance(number, Decimal) else None
        if sentence:
            form.add_error(part, sentence)


def _unused(kind, brief, *, carried):
    """The fields that an indicator of this kind, or the grid, does not show."""
    if kind == IndicatorKind.RATIO:
        yield "value"
    else:
        yield "numerator"
        if kind != IndicatorKind.RANK:
            yield "denominator"
    if brief:
        yield from ("status", "carry", "previous", "reference_year", "source", "illustrative", "sourced")
    elif not carried:
        yield "carry"


def _previous(given, cell):
    if given.get("carry") and cell.carried is not None:
        return None, PreviousOrigin.CARRIED
    typed = given.get("previous")
    return typed, PreviousOrigin.TYPED if typed is not None else ""
