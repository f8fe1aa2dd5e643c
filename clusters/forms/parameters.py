"""Fields for the parameters of a scoring method, made from their descriptions, and back into what a sheet stores."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clusters import sentences
from clusters.forms.base import LongText, typed
from clusters.forms.numbers import NumberField
from clusters.parameters import CHOICES, HINTS, LABELS
from clusters.queries.sheets import plain
from organisations.fields import nfc
from scoring import methods, numbers
from scoring.errors import NumberProblem

# Conditions are decided by indicators, on a page of their own; no page takes evidence for points.
ELSEWHERE = ("conditions", "evidence")
NUMBERS = ("number", "positive", "not_negative", "whole")
PREFIX = "p_"


def method_fields(method, params):
    """Return the fields of the method's own parameters, by their names in the form."""
    return {PREFIX + each.name: _field(each, params.get(each.name)) for each in _typed_here(method)}


def method_params(method, cleaned, line):
    """Return the parameters as a sheet stores them: numbers as plain text, nothing where nothing was typed."""
    params = {}
    for each in _typed_here(method):
        value = cleaned.get(PREFIX + each.name)
        if value not in (None, "", [], {}, False):
            params[each.name] = plain(value) if isinstance(value, Decimal) else value
    return params


def _typed_here(method):
    return [each for each in methods.METHODS[method].FIELDS if each.name not in ELSEWHERE]


def _field(each, value):
    options = {"label": LABELS[each.name], "help_text": HINTS.get(each.name, ""), "required": False}
    if each.kind in NUMBERS:
        given = value if value is not None else each.default
        return NumberField(**options, initial=typed(given))
    if each.kind == "choice":
        choices = [(code, CHOICES[code]) for code in each.choices]
        return forms.ChoiceField(
            **options | {"required": each.required}, choices=choices, initial=value or each.default
        )
    if each.kind == "flag":
        return forms.BooleanField(**options, initial=bool(value))
    return _LISTS[each.kind](**options, initial=value)


class _Lines(LongText):
    """Some lines, each of two parts with a colon between them."""

    def __init__(self, **options):
        super().__init__(**{"rows": 5} | options)

    def to_python(self, value):
        found = []
        for line in nfc(super().to_python(value) or "").splitlines():
            if not line.strip():
                continue
            first, colon, second = line.partition(":")
            if not colon:
                raise ValidationError(_("There is no colon in the line “%(line)s”."), params={"line": line.strip()})
            found.append((first.strip(), second.strip()))
        return self.gathered(found)

    def has_changed(self, initial, data):
        return True


class _Bands(_Lines):
    def gathered(self, found):
        return [[_plain(lower), _plain(points)] for lower, points in found]

    def prepare_value(self, value):
        return value if isinstance(value, str) else _joined(value or ())


class _Table(_Lines):
    def gathered(self, found):
        return {_plain(key): _plain(points) for key, points in found}

    def prepare_value(self, value):
        return value if isinstance(value, str) else _joined((value or {}).items())


_LISTS = {"bands": _Bands, "ranks": _Table, "counts": _Table}


def _joined(pairs):
    return "\n".join(f"{typed(first)}: {typed(second)}" for first, second in pairs)


def _plain(text):
    try:
        return plain(numbers.read(text, percent=True))
    except NumberProblem as problem:
        raise ValidationError(sentences.of_number(problem), code=problem.code) from problem
