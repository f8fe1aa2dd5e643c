"""What every form of the set-up carries: a key against a second post, a token against somebody else's change."""

import datetime as dt
import re
import uuid
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.queries.sheets import plain
from organisations import keys
from organisations.fields import ComposedTextField
from organisations.reasons import require_words

WHOLE = {"inputmode": "numeric", "autocomplete": "off", "class": "number-field"}
FULL_DAY = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
SHORT_YEAR = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{1,2}(?!\d)(?![/.-])")


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


class Whole(forms.IntegerField):
    """A whole number in plain digits; the bounds are said in sentences."""

    default_error_messages = {"invalid": gettext_lazy("Write a whole number in digits, for example 12.")}

    def __init__(self, *, min_value=None, max_value=None, **options):
        super().__init__(**{"widget": forms.TextInput(attrs=WHOLE)} | options)
        self.min_value, self.max_value = min_value, max_value
        if min_value is not None:
            told = gettext_lazy("Write a number that is not below %(limit_value)s.")
            self.validators.append(MinValueValidator(min_value, told))
        if max_value is not None:
            told = gettext_lazy("Write a number that is not above %(limit_value)s.")
            self.validators.append(MaxValueValidator(max_value, told))

    def to_python(self, value):
        if isinstance(value, str) and not value.isascii():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class OnCalendar:
    """Of a field for a day: says which day there is not, and which year lacks digits."""

    def to_python(self, value):
        if isinstance(value, str):
            self._require_day(value.strip())
        return super().to_python(value)

    def _require_day(self, text):
        if not text.isascii():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if SHORT_YEAR.search(text):
            raise ValidationError(_("Write the year with its four digits, for example 01/07/2025."), code="invalid")
        if found := FULL_DAY.search(text):
            day, month, year = map(int, found.groups())
            try:
                dt.date(year, month, day)
            except ValueError:
                told = _("There is no day %(day)s in the calendar. Look at the day and the month again.")
                raise ValidationError(told % {"day": found[0]}, code="invalid") from None


class Day(OnCalendar, forms.DateField):
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
                self.add_error(name, _("Now it says: %(value)s") % {"value": shown(refusal.current, attribute, now)})

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


def shown(thing, name, value):
    """Return what a field of a thing says now, as a person reads it."""
    display = getattr(thing, f"get_{name}_display", None)
    if display is not None:
        return display()
    if value is None or value == "":
        return _("(nothing)")
    if isinstance(value, Decimal):
        return typed(value)
    return date_format(value, "d/m/Y") if hasattr(value, "year") else value
