"""What the reader of the log asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

DAY = _("Day/month/year, for example 01/07/2025.")


class LogForm(forms.Form):
    q = forms.CharField(label=_("Name of a person, unit or thing"), required=False, max_length=100)
    since = forms.DateField(label=_("From day"), required=False, help_text=DAY)
    until = forms.DateField(label=_("To day"), required=False, help_text=DAY)
