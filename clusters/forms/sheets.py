from decimal import Decimal

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from clusters.choices import NotAssignedPolicy
from clusters.forms.base import Guarded, OverSeason, PostedOnce, Reason, Text, Whole
from clusters.forms.numbers import NumberField, ReadingMixin
from clusters.models import CriteriaSheet, Criterion, Member
from clusters.tokens import SHEET_HEAD


class _HeadFields(ReadingMixin, forms.Form):
    title = Text(label=_("Title"))
    decision = Text(
        label=_("Paper that issued it"), max_length=200, required=False, help_text=_("Number and date, if known.")
    )
    declared_max = NumberField(
        label=_("Declared total of points"),
        required=True,
        help_text=_("Without bonus points. For example: 1000."),
        validators=[MinValueValidator(Decimal("0.0001"), _("Write a number above zero."))],
    )
    total_cap = NumberField(
        label=_("The total is limited to"), help_text=_("Left empty: bonus points may carry it above the maximum.")
    )
    places = Whole(label=_("Decimals of points"), min_value=0, max_value=4, initial=2)
    not_assigned = forms.ChoiceField(label=_("A criterion that does not apply (n/a)"), choices=NotAssignedPolicy)
    illustrative = forms.BooleanField(label=_("This sheet is illustrative: it was made up"), required=False)

    def values(self):
        return {name: self.cleaned_data[name] for name in SHEET_HEAD}


class StartSheetForm(_HeadFields, OverSeason, PostedOnce):
    source = forms.ModelChoiceField(
        label=_("Copy the lines of"),
        queryset=CriteriaSheet.objects.none(),
        required=False,
        help_text=_("A published sheet of this or another year of the cluster; left empty: begin with no line."),
    )
    not_assigned = forms.ChoiceField(
        label=_HeadFields.base_fields["not_assigned"].label,
        choices=[("", _("As in the sheet that is copied")), *NotAssignedPolicy.choices],
        required=False,
        help_text=_("Where no sheet is copied: left out of the points and of the maximum."),
    )
    field_order = ("source", *SHEET_HEAD)

    def __init__(self, *args, season, **kwargs):
        super().__init__(*args, **kwargs)
        sheets = CriteriaSheet.objects.filter(season__cluster=season.cluster_id).exclude(state="draft")
        self.fields["source"].queryset = sheets.select_related("season__cluster").order_by("-season__year", "-version")
        self.fields["source"].label_from_instance = lambda sheet: f"{sheet.season.year}: {sheet}"

    def values(self):
        """What is left open is taken from the sheet that is copied; without one, as a sheet has it by itself."""
        copied = self.cleaned_data["source"] or CriteriaSheet()
        return super().values() | {"not_assigned": self.cleaned_data["not_assigned"] or copied.not_assigned}


class EditedForm(Guarded):
    """Over a draft sheet, which counts its edits."""

    def token_of(self, sheet):
        return str(sheet.edited)


class DescribeSheetForm(_HeadFields, EditedForm):
    told = SHEET_HEAD
    field_order = SHEET_HEAD


class DropForm(PostedOnce):
    reason = Reason()


class LineField(forms.ModelChoiceField):
    def label_from_instance(self, line):
        return str(line)


class NotAssignedForm(OverSeason, PostedOnce):
    member = forms.ModelChoiceField(label=_("Unit"), queryset=Member.objects.none())
    criterion = LineField(label=_("Criterion"), queryset=Criterion.objects.none())
    reason = Reason(label=_("Why it does not apply"))

    def __init__(self, *args, members, sheet, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members
        self.fields["criterion"].queryset = Criterion.objects.filter(sheet=sheet, kind="item").order_by("position")
