"""The conditions of a “k of n” criterion, one a row."""

from django import forms
from django.utils.translation import gettext_lazy as _

from clusters.choices import Derive, Period, PlanGiver
from clusters.forms.numbers import NumberField, ReadingMixin
from clusters.models import Indicator
from clusters.queries import indicators as indicators_read


class ConditionForm(ReadingMixin, forms.Form):
    """One condition that an indicator decides."""

    indicator = forms.ModelChoiceField(label=_("Indicator"), queryset=Indicator.objects.none(), required=False)
    derive = forms.ChoiceField(label=_("What is compared"), choices=Derive, required=False)
    op = forms.ChoiceField(
        label=_("Must be"),
        required=False,
        choices=[
            (">=", _("at least")),
            (">", _("more than")),
            ("=", _("exactly")),
            ("<", _("less than")),
            ("<=", _("at most")),
        ],
    )
    than = NumberField(label=_("This value"))
    points = NumberField(label=_("Points"))
    plan_giver = forms.ChoiceField(
        label=_("Whose plan counts"), choices=[("", _("(no plan)")), *PlanGiver.choices], required=False
    )
    period = forms.ChoiceField(label=_("Period"), choices=Period, required=False, initial=Period.FULL_YEAR)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.initial.get("indicator")
        self.fields["indicator"].queryset = indicators_read.choosable([chosen] if chosen else ())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("indicator") and "than" in cleaned and cleaned["than"] is None:
            self.add_error("than", _("A condition compares with a value. Enter it; for an answer of yes that is 1."))
        return cleaned
