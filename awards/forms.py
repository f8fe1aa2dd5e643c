"""Text typed about nominations, decisions, quotas and awards, cleaned; nothing here saves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from awards.models import AwardCategory, Decision, SeasonQuota


class ProposalForm(forms.Form):
    """Whom to propose for which award, resting on which conclusion."""

    member = forms.ModelChoiceField(None, label=_("Unit proposed"))
    category = forms.ModelChoiceField(None, label=_("Award"))
    conclusion = forms.ModelChoiceField(None, label=_("Conclusion of the conference"))
    achievement = forms.CharField(
        label=_("Achievement, in a few sentences"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    departure = forms.CharField(
        label=_("Reason, where the proposal departs from the ranking"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, members, categories, conclusions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members
        self.fields["category"].queryset = categories
        self.fields["conclusion"].queryset = conclusions


class CompletionForm(forms.Form):
    """What a nomination says, while it is being prepared or after it was returned."""

    achievement = forms.CharField(
        label=_("Achievement, in a few sentences"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    departure = forms.CharField(
        label=_("Reason, where the proposal departs from the ranking"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    token = forms.IntegerField(widget=forms.HiddenInput)


class MoveForm(forms.Form):
    """A step of a nomination, with its reason."""

    to = forms.CharField(widget=forms.HiddenInput)
    token = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class DecisionForm(forms.ModelForm):
    """Number, signer and date of a signed decision: all of them, or there is no decision yet."""

    signed_on = forms.DateField(
        label=_("Signed on"), input_formats=["%d/%m/%Y", "%Y-%m-%d"], widget=forms.DateInput(format="%d/%m/%Y")
    )

    class Meta:
        model = Decision
        fields = ("number", "deciding_body", "signer_name", "signer_title", "signed_on", "source", "illustrative")
        labels = {
            "number": _("Number of the decision"),
            "deciding_body": _("Body that decided"),
            "signer_name": _("Signed by (full name)"),
            "signer_title": _("Position of the signer"),
            "source": _("Source"),
            "illustrative": _("Illustrative: made up for a demonstration"),
        }
        widgets = {"source": forms.Textarea(attrs={"rows": 2})}


class CorrectionForm(DecisionForm):
    token = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason of the correction"), widget=forms.Textarea(attrs={"rows": 2}))


class QuotaForm(forms.ModelForm):
    token = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = SeasonQuota
        fields = ("category", "most", "legal_basis", "illustrative")
        labels = {
            "category": _("Award"),
            "most": _("At most"),
            "legal_basis": _("Legal basis"),
            "illustrative": _("Illustrative: made up for a demonstration"),
        }
        widgets = {"legal_basis": forms.Textarea(attrs={"rows": 2})}


class CategoryForm(forms.ModelForm):
    token = forms.IntegerField(widget=forms.HiddenInput, required=False)
    effective_from = forms.DateField(
        label=_("In force from"),
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d/%m/%Y"),
    )
    effective_to = forms.DateField(
        label=_("No longer in force from"),
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d/%m/%Y"),
    )

    class Meta:
        model = AwardCategory
        fields = (
            "name",
            "code",
            "level",
            "recipient",
            "deciding_body",
            "legal_basis",
            "effective_from",
            "effective_to",
            "position",
        )
        labels = {
            "name": _("Name of the award"),
            "code": _("Short name in addresses"),
            "level": _("Level"),
            "recipient": _("Given to"),
            "deciding_body": _("Body that decides"),
            "legal_basis": _("Legal basis"),
            "position": _("Order, from the highest"),
        }
        widgets = {"legal_basis": forms.Textarea(attrs={"rows": 2})}
