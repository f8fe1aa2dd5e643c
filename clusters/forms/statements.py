"""Statements and own years, as they are typed."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clusters.choices import Period, StatementAggregate, StatementSection
from clusters.forms.base import Whole
from clusters.forms.numbers import NFCField, NumberField, ReadingMixin, TextArea
from clusters.models import Indicator
from organisations.models import Unit
from organisations.reasons import require_words

PLAIN = (
    "period",
    "indicator",
    "subject",
    "section",
    "aggregate",
    "value",
    "numerator",
    "denominator",
    "measure",
    "qualifier",
    "reference_year",
    "note",
    "source",
    "illustrative",
)


class StatementForm(ReadingMixin, forms.Form):
    """One figure that a source states for the whole only."""

    indicator = forms.ModelChoiceField(
        label=_("Indicator"),
        queryset=Indicator.objects.filter(retired_on=None),
        empty_label=_("None: said in words below"),
        required=False,
    )
    subject = NFCField(label=_("What is stated, in words"), max_length=300, required=False)
    section = forms.ChoiceField(
        label=_("Section of the report"),
        help_text=_("Where the report prints a statement in words; one about an indicator stands with its indicator."),
        choices=StatementSection,
        initial=StatementSection.RESULTS,
    )
    period = forms.ChoiceField(label=_("Period"), choices=Period, initial=Period.FULL_YEAR)
    aggregate = forms.ChoiceField(label=_("Stated as"), choices=StatementAggregate)
    qualifier = NFCField(
        label=_("Word before the number"),
        help_text=_("As in the source: “hơn”, “trên”."),
        max_length=100,
        required=False,
    )
    value = NumberField(label=_("Number"), percent=True)
    numerator = NumberField(label=_("Or a ratio: numerator"), whole=True)
    denominator = NumberField(label=_("Denominator"), whole=True)
    measure = NFCField(label=_("Unit of measurement"), max_length=60, required=False)
    units = forms.ModelMultipleChoiceField(
        label=_("Units that the source names"),
        queryset=Unit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reference_year = Whole(
        label=_("Year that the figure is about"), min_value=1945, max_value=2100, required=False, localize=False
    )
    note = NFCField(label=_("Note"), widget=TextArea, required=False)
    source = NFCField(label=_("Source"), widget=TextArea)
    illustrative = forms.BooleanField(label=_("Illustrative figure, from no report"), required=False)
    token = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, units, statement=None, **options):
        stands = {}
        if statement is not None:
            stands = {name: getattr(statement, name) for name in PLAIN}
            stands |= {"token": statement.version, "units": [unit.pk for unit in statement.units.all()]}
        super().__init__(*args, initial=stands, **options)
        self.fields["units"].queryset = units
        if statement is not None:
            self.fields["reason"] = NFCField(
                label=_("Reason for the correction"), widget=TextArea, validators=[require_words]
            )

    def clean(self):
        given = super().clean()
        if given.get("indicator") is None and not given.get("subject"):
            self.add_error("subject", gettext("Choose an indicator, or say in words what is stated."))
        if not self.errors and not any(given.get(name) for name in ("qualifier", "units")) and _numberless(given):
            self.add_error(
                "value",
                gettext(
                    "Enter the number that the source states, or how it words it (“exceeded”), or the units that it "
                    "names."
                ),
            )
        return given

    def values(self):
        given = {name: self.cleaned_data[name] for name in PLAIN}
        return given | {"units": tuple(self.cleaned_data["units"])}


def _numberless(given):
    return given.get("value") is None and given.get("numerator") is None


class UnitYearForm(forms.Form):
    """A unit's own year, to be opened."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    year = Whole(label=_("Year"), min_value=1945, max_value=2100, localize=False)
    title = NFCField(label=_("Title of the year"), max_length=250, required=False)
    source = NFCField(label=_("Source"), widget=TextArea, required=False)

    def __init__(self, *args, units, **options):
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units
        self.fields["year"].initial = timezone.localdate().year


class DescriptionForm(forms.Form):
    """The title and the source of an own year."""

    title = NFCField(label=_("Title of the year"), max_length=250, required=False)
    source = NFCField(label=_("Source"), widget=TextArea, required=False)
    token = forms.IntegerField(widget=forms.HiddenInput, required=False)
