"""Model fields for Vietnamese text: stored in one form (NFC), sorted and searched through derived keys."""

import unicodedata

from django import forms
from django.db import models
from django.db.models import BooleanField, CheckConstraint, Func
from django.utils.translation import gettext as _

from organisations import letters
from organisations.vietnamese import folded, numbered, sort_key

LETTERS_BEFORE = 20


def nfc(value):
    """Return the text in its composed form; anything that is no text comes back as it is."""
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


class ComposedTextField(forms.CharField):
    """A form's text field: its text is composed before anybody compares it, and every letter of it can be printed."""

    def to_python(self, value):
        text = super().to_python(value)
        if not isinstance(text, str):
            return text
        found = nfc(letters.plain(text, lines=isinstance(self.widget, forms.Textarea)))
        return found.strip() if self.strip else found

    def widget_attrs(self, widget):
        """Without a longest length: a browser would cut what is pasted without a word, and the form says it."""
        return {name: said for name, said in super().widget_attrs(widget).items() if name != "maxlength"}

    def validate(self, value):
        super().validate(value)
        if isinstance(value, str) and (signs := letters.foreign(value)):
            raise forms.ValidationError([_refusal(sign, before) for sign, before in signs.items()], code="unprintable")


def _refusal(sign, before):
    """Name the sign; one that nobody sees is told by where it stands."""
    if sign.isprintable():
        return _("The sign “%(sign)s” cannot be printed on a paper. Delete it, or say it in words.") % {"sign": sign}
    if not before:
        return _("A sign that cannot be seen or printed stands at the beginning. Delete it and type this place anew.")
    sentence = _("A sign that cannot be seen or printed stands after “%(before)s”. Delete it and type this place anew.")
    return sentence % {"before": before[-LETTERS_BEFORE:]}


class NFCCharField(models.CharField):
    """A CharField whose text is composed before it is compared, validated or stored."""

    def to_python(self, value):
        return nfc(super().to_python(value))

    def get_prep_value(self, value):
        return nfc(super().get_prep_value(value))

    def formfield(self, **options):
        return super().formfield(**{"form_class": ComposedTextField} | options)


class NFCTextField(models.TextField):
    """A TextField whose text is composed before it is compared, validated or stored."""

    def to_python(self, value):
        return nfc(super().to_python(value))

    def get_prep_value(self, value):
        return nfc(super().get_prep_value(value))

    def formfield(self, **options):
        return super().formfield(**{"form_class": ComposedTextField} | options)


class IsNFC(Func):
    """True of text in its composed form."""

    template = "(%(expressions)s) IS NFC NORMALIZED"
    output_field = BooleanField()


def nfc_check(field, name):
    """Return the constraint by which the database itself refuses decomposed text."""
    return CheckConstraint(condition=IsNFC(field), name=name)


class _DerivedField(models.CharField):
    """Text derived from other fields of the row, named in `of`, whenever the row is written, one by one or in bulk."""

    derive = None

    def __init__(self, *, of, **options):
        self.of = (of,) if isinstance(of, str) else tuple(of)
        # Keys are compared byte by byte, whatever the order of the database.
        super().__init__(**{"max_length": 1000, "editable": False, "db_collation": "C"} | options)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of}

    def derived(self, instance):
        """Return what the field will hold once the row is written as it is now."""
        return type(self).derive(" ".join(getattr(instance, name) for name in self.of))[: self.max_length]

    def pre_save(self, instance, add):
        value = self.derived(instance)
        setattr(instance, self.attname, value)
        return value

    def clean(self, value, instance):
        """Rules about it are looked at before the row is written."""
        return self.derived(instance)


class SortKeyField(_DerivedField):
    """Puts rows in the order of the Vietnamese alphabet: `order_by` it."""

    derive = staticmethod(sort_key)


class FoldedField(_DerivedField):
    """The text without marks: `filter(...__contains=folded(asked))` finds it."""

    derive = staticmethod(folded)


class NumberedField(_DerivedField):
    """Which paper it is, however its number is written: “05/QĐ-TTg” and “5 / qđ – ttg” are one."""

    derive = staticmethod(numbered)
