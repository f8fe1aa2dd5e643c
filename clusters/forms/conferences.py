"""Text typed about conferences, cleaned; nothing here saves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from clusters.choices import ConferenceKind, ResolutionKind
from clusters.forms.base import Day, Guarded, LongText, PostedOnce, Reason, Text


class _About(forms.Form):
    """What is recorded of a conference."""

    kind = forms.ChoiceField(label=_("Kind of conference"), choices=ConferenceKind.choices)
    title = Text(label=_("Title of the conference"), max_length=400)
    held_on = Day(label=_("Held on"), required=False)
    place = Text(label=_("Held at"), max_length=200, required=False)
    host = forms.ModelChoiceField(None, label=_("Host"), required=False)
    note = LongText(label=_("Note"), required=False)
    source = LongText(label=_("Source"), required=False, help_text=_("From which paper this was entered."))

    def __init__(self, *args, hosts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = hosts

    def values(self):
        """The conference's own fields."""
        return {name: self.cleaned_data[name] for name in _About.base_fields}


class HoldForm(PostedOnce, _About):
    pass


class ChangeConferenceForm(Guarded, _About):
    told = tuple(_About.base_fields)

    def __init__(self, *args, published, **kwargs):
        super().__init__(*args, **kwargs)
        if published:
            self.fields["reason"] = Reason()

    def token_of(self, conference):
        return str(conference.version)


class ResolutionForm(PostedOnce):
    """One thing that a conference discussed, proposed, was directed to do, or concluded."""

    kind = forms.ChoiceField(label=_("What it is"), choices=ResolutionKind.choices, initial=ResolutionKind.CONCLUDED)
    text = LongText(label=_("Text"), rows=5, help_text=_("As the minutes say it."))
    on = Day(label=_("On day"), required=False)
    source = LongText(label=_("Source"), required=False, rows=2, help_text=_("From which paper this was entered."))

    def values(self):
        """The resolution's own fields."""
        return {name: self.cleaned_data[name] for name in ("kind", "text", "on", "source")}


class RemovalForm(Guarded, PostedOnce):
    """Why a text is taken off its conference; over the text that stands."""

    told = ()
    reason = Reason()

    def token_of(self, resolution):
        return str(resolution.pk)


class CorrectionForm(Guarded, ResolutionForm):
    """Over the text that stands: once it was corrected, another one does."""

    told = ("kind", "text", "on", "source")
    reason = Reason()

    def token_of(self, resolution):
        return str(resolution.pk)
