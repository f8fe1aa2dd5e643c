from django import forms
from django.utils.translation import gettext_lazy as _

from clusters import tokens
from clusters.choices import Aggregation, Direction, IndicatorKind
from clusters.forms.base import Day, Guarded, LongText, PostedOnce, Reason, Text, Whole
from clusters.models import Indicator
from clusters.queries import indicators as indicators_read

MOST_PLACES = 4
# What is taken where nobody says how they are combined.
USUAL = {
    IndicatorKind.AMOUNT: Aggregation.MEAN,
    IndicatorKind.COUNT: Aggregation.SUM,
    IndicatorKind.PERCENTAGE: Aggregation.MEAN,
    IndicatorKind.RATIO: Aggregation.RATIO_OF_SUMS,
    IndicatorKind.RANK: Aggregation.LIST,
    IndicatorKind.YES_NO: Aggregation.COUNT_YES,
}


class _IndicatorFields(forms.Form):
    name = Text(label=_("Name"), help_text=_("For example: Thu ngân sách nhà nước trên địa bàn."))
    kind = forms.ChoiceField(label=_("Kind"), choices=IndicatorKind)
    measure = Text(
        label=_("Unit of measurement"), max_length=60, required=False, help_text=_("For example: tỷ đồng, %, xã.")
    )
    direction = forms.ChoiceField(label=_("Better direction"), choices=Direction)
    aggregation = forms.ChoiceField(
        label=_("For all members together"),
        choices=[("", _("As fits the kind")), *Aggregation.choices],
        required=False,
        help_text=_(
            "How the members' figures are combined. As fits the kind: the mean of amounts and percentages, the sum of "
            "counts, the ratio of the sums, a list of ranks, how many answered yes."
        ),
    )
    weight = forms.ModelChoiceField(
        label=_("Weighted by"),
        queryset=Indicator.objects.none(),
        required=False,
        empty_label=_("Not weighted"),
        help_text=_("For a weighted mean alone, for example: criteria per commune, weighted by the communes."),
    )
    places = Whole(label=_("Decimals shown"), min_value=0, max_value=MOST_PLACES, initial=2)
    hint = LongText(label=_("Hint for whoever enters it"), rows=2, required=False)
    legal_basis = Text(label=_("Legal basis"), required=False)
    position = Whole(
        label=_("Place in lists"),
        min_value=0,
        max_value=30000,
        required=False,
        help_text=_("Left empty: the last one."),
    )

    def __init__(self, *args, of=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["weight"].queryset = indicators_read.weighing(of)

    def values(self):
        return {name: self.cleaned_data[name] for name in tokens.INDICATOR if name in self.cleaned_data}

    def clean(self):
        """Left open, figures are combined as their kind usually is."""
        given = super().clean()
        self.combined_by_kind = given.get("aggregation") == "" and "kind" in given
        if self.combined_by_kind:
            given["aggregation"] = USUAL[given["kind"]]
        return given

    def clean_position(self):
        return self.cleaned_data["position"] or 0


class CreateIndicatorForm(_IndicatorFields, PostedOnce):
    field_order = tokens.INDICATOR


class EditIndicatorForm(_IndicatorFields, Guarded):
    """Over an indicator; once it has figures its meaning is shown and not asked for."""

    field_order = tokens.INDICATOR
    told = tokens.INDICATOR

    def __init__(self, *args, kept, **kwargs):
        super().__init__(*args, **kwargs)
        if kept:
            for name in tokens.INDICATOR_MEANING:
                del self.fields[name]

    def token_of(self, indicator):
        return tokens.token(indicator, tokens.INDICATOR)


class RetireForm(Guarded):
    told = {"on": "retired_on"}
    on = Day(label=_("No longer used from day"))
    reason = Reason()

    def token_of(self, indicator):
        return tokens.token(indicator, tokens.INDICATOR_USE)
