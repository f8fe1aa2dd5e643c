"""What every form of the set-up carries: a key against a second post, a token against somebody else's change."""

import uuid
from decimal import Decimal

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.queries.sheets import plain
from organisations import keys
from organisations.fields import ComposedTextField
from organisations.reasons import require_words


class Text(ComposedTextField):
    """One line of text."""

    def __init__(self, **options):
        super().__init__(**{"max_length": 250} | options)


class LongText(ComposedTextField):
    """Some lines of text."""

    def __init__(self, *, rows=3, **options):
        super().__init__(**{"max_length": 5000, "widget": forms.Textarea(attrs={"rows": rows})} | options)


class Reason(LongText):
    def __init__(self, **options):
        hint = gettext_lazy("It is kept with the change, for whoever asks later.")
        super().__init__(
            **{"label": gettext_lazy("Reason"), "help_text": hint, "validators": [require_words]} | options
        )


class Day(forms.DateField):
    """A date as people write it."""

    def __init__(self, **options):
        hint = gettext_lazy("Day/month/year, for example 01/07/2025.")
        widget = forms.DateInput(format="%d/%m/%Y", attrs={"autocomplete": "off", "class": "number-field"})
        formats = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
        super().__init__(**{"help_text": hint, "widget": widget, "input_formats": formats} | options)


def typed(value):
    """Return a number as somebody types it: a comma, and no dot that could be read in two ways."""
    if value is None or value == "":
        return ""
    return (plain(value) if isinstance(value, Decimal) else str(value)).replace(".", ",")


class PostedOnce(forms.Form):
    """A form that makes something: `key` goes to the action, which makes it once."""

    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = str(uuid.uuid4())

    def hear(self, refusal):
        self.add_error(None, str(refusal))


class Guarded(forms.Form):
    """A form over something that another person may change meanwhile: `seen` is what its reader saw.

    A stale form keeps what was typed, says what stands now, and may be saved again over it. `told` are the fields that
    say what stands now, by name or as {field: the name that the thing gives it}; all of them where none are named.
    """

    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    told = None

    def __init__(self, *args, token=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = token

    def token_of(self, thing):
        """Return the token of what stands now."""
        raise NotImplementedError

    def hear(self, refusal):
        self.add_error(None, str(refusal))
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = self.token_of(refusal.current)
        for name in [name for name in self.fields if name != "seen"] if self.told is None else self.told:
            attribute = self.told[name] if isinstance(self.told, dict) else name
            now = getattr(refusal.current, attribute, None)
            if name in self.cleaned_data and now != self.cleaned_data[name]:
                self.add_error(name, _("Now it says: %(value)s") % {"value": _shown(refusal.current, attribute, now)})

    @property
    def number_seen(self):
        """The version that the reader saw, for things that count their changes."""
        return keys.read(self.cleaned_data.get("seen", ""))


class OverSeason(Guarded):
    """Over a season, which counts its changes; what it makes hangs on the season."""

    told = ()

    def token_of(self, season):
        return str(season.version)


class Confirmation(OverSeason, PostedOnce):
    """Nothing to type."""


class WithReason(PostedOnce):
    reason = Reason()


def _shown(thing, name, value):
    display = getattr(thing, f"get_{name}_display", None)
    if display is not None:
        return display()
    if value is None or value == "":
        return _("(nothing)")
    return date_format(value, "d/m/Y") if hasattr(value, "year") else value
