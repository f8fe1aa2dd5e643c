"""Text typed about conferences, cleaned; nothing here saves."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from clusters.models import Conference, Resolution
from organisations.models import Unit

DAYS = ["%d/%m/%Y", "%Y-%m-%d"]


class DayField(forms.DateField):
    """A day typed as 18/01/2021."""

    def __init__(self, **kwargs):
        widget = forms.DateInput(format="%d/%m/%Y", attrs={"placeholder": "18/01/2021", "inputmode": "numeric"})
        super().__init__(input_formats=DAYS, widget=widget, **kwargs)


class ConferenceForm(forms.ModelForm):
    held_on = DayField(label=_("Held on"), required=False)
    host = forms.ModelChoiceField(
        Unit.objects.provinces().order_by("sort_key", "valid_from"), label=_("Host"), required=False
    )
    key = forms.CharField(widget=forms.HiddenInput, initial=lambda: uuid.uuid4().hex)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Conference
        fields = ("kind", "title", "held_on", "place", "host", "note", "source")
        labels = {
            "kind": _("Kind of conference"),
            "title": _("Title"),
            "place": _("Place"),
            "note": _("Note"),
            "source": _("Source"),
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 3}), "source": forms.Textarea(attrs={"rows": 2})}

    def values(self):
        """The conference's own fields, and the key of this form."""
        told = dict(self.cleaned_data)
        key = told.pop("key")
        told.pop("seen")
        return told, key


class ResolutionForm(forms.ModelForm):
    on = DayField(label=_("On"), required=False)
    key = forms.CharField(widget=forms.HiddenInput, initial=lambda: uuid.uuid4().hex)

    class Meta:
        model = Resolution
        fields = ("kind", "text", "on", "source")
        labels = {"kind": _("What it is"), "text": _("Text"), "source": _("Source")}
        widgets = {"text": forms.Textarea(attrs={"rows": 5}), "source": forms.Textarea(attrs={"rows": 2})}

    def values(self):
        """The resolution's own fields, and the key of this form."""
        told = dict(self.cleaned_data)
        return told, told.pop("key")


class CorrectionForm(ResolutionForm):
    reason = forms.CharField(label=_("Reason of the correction"), widget=forms.Textarea(attrs={"rows": 2}))
