"""A number far from all that is known of it: no rule forbids it, so it is asked about once."""

from dataclasses import replace
from decimal import Decimal

from django import forms

from clusters.choices import IndicatorKind
from clusters.forms.numbers import HiddenInput
from clusters.magnitude import Known, strange
from clusters.queries.last_year import share_of, shown_value


class SureMixin(forms.Form):
    """For forms of a `kind` of number: the same number sent again is meant, another one is asked about itself.

    The question stands at `value`; of a ratio it is about the percentage that its two numbers make.
    """

    sure = forms.CharField(widget=HiddenInput, required=False)

    @property
    def asks(self):
        """Whether what was sent is refused for this question, and would be saved if sent again."""
        return self.is_bound and any(self.has_error(name, "strange") for name in ("value", "numerator"))

    def clean(self):
        given = super().clean()
        place, value = self._meant()
        if not isinstance(value, Decimal) or given.get("sure") == str(value):
            return given
        sentence = strange(self.kind, value, self.held_against(given))
        if sentence:
            self.add_error(place, forms.ValidationError(sentence, code="strange"))
            self.data = self.data.copy()
            self.data[self.add_prefix("sure")] = str(value)
        return given

    def held_against(self, given):
        """What the number is compared with; a form that is not of a `cell` says it itself."""
        return known_of(self.cell, typed=given.get("previous"))

    def _meant(self):
        """The field to ask at, and the one number that is meant."""
        given = self.cleaned_data
        if self.kind == IndicatorKind.RATIO:
            return "numerator", share_of(given.get("numerator"), given.get("denominator"))
        return "value", given.get("value")


def known_of_plan(cell, giver):
    """What the plan of a giver is held against: the plan that stands, those of the others, last year's number."""
    plans = {line.plan.giver: line.plan.value for line in cell.plans if line.plan is not None}
    return replace(known_of(cell), stood=plans.pop(giver, None), plans=tuple(plans.values()))


def known_of(cell, typed=None):
    """What a cell's number is held against; `typed` is last year's value where it is typed beside it."""
    figure, carried = cell.figure, cell.carried.value if cell.carried is not None else None
    previous = typed if typed is not None else getattr(figure, "previous", None)
    return Known(
        previous=carried if previous is None else previous,
        plans=tuple(line.plan.value for line in cell.plans if line.plan is not None),
        stood=None if figure is None else shown_value(figure),
    )
