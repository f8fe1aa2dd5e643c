"""Fields for numbers as typed in Vietnam: read strictly, kept as typed, asked about where they are ambiguous."""

import html
import re
from decimal import Decimal

from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from clusters import sentences
from clusters.magnitude import Known, nearer
from organisations.fields import ComposedTextField, nfc
from scoring import numbers
from scoring.errors import NumberProblem
from scoring.rounding import plain

AMBIGUOUS = "ambiguous"
MOST_LETTERS = 2000
NOT_APPLICABLE = "KAD"
NO_NUMBER_APPLIES = gettext_noop(
    "“KAD” is not typed into a cell. Whoever leads the season records on its page of members what does not apply to a "
    "unit; until then leave the cell empty."
)
COMMA = re.compile(r"[−-]?[1-9][0-9]{0,2},[0-9]{3} ?%?")
ATTRS = {"inputmode": "decimal", "autocomplete": "off", "class": "number-field"}


class Written:
    """For inputs that a page has by the hundred: drawn as Django draws them, but without its templates."""

    def render(self, name, value, attrs=None, renderer=None):
        widget = self.get_context(name, value, attrs)["widget"]
        told = {"type": widget["type"], "name": name}
        if widget["value"] is not None:
            told["value"] = widget["value"]
        pieces = [_attribute(key, one) for key, one in (told | widget["attrs"]).items() if one is not False]
        return mark_safe(f"<input{''.join(pieces)}>")  # noqa: S308 -- every attribute is escaped


class NumberInput(Written, forms.TextInput):
    """One line for a number as it is typed."""


class HiddenInput(Written, forms.HiddenInput):
    """What a form of the grid carries along."""


def _attribute(name, value):
    return f" {name}" if value is True else f' {name}="{html.escape(str(value))}"'


class TextArea(forms.Textarea):
    """Two lines to begin with."""

    def __init__(self, rows=2):
        super().__init__(attrs={"rows": rows})


class NFCField(ComposedTextField):
    """Text of a few pages at most, composed, without blanks around it."""

    def __init__(self, **options):
        super().__init__(**{"max_length": MOST_LETTERS} | options)

    def to_python(self, value):
        return super().to_python(value) or ""


class NumberField(forms.Field):
    """A Decimal, or None where nothing is typed and nothing is required.

    `whole` fields hold counts: there a dot can only part thousands. Elsewhere "1.234" is asked about by ReadingMixin,
    and so is "6,240" where 6240 is nearer than 6,24 to what is known of the number (`known`).
    """

    def __init__(self, *, whole=False, percent=False, **options):
        self.whole, self.percent = whole, percent
        self.whole_thousands, self.known = None, Known()
        defaults = {"required": False, "widget": NumberInput(attrs=dict(ATTRS))}
        super().__init__(**defaults | options)

    def to_python(self, value):
        typed = nfc(value or "")
        if not typed.strip():
            return None
        if typed.strip().upper() == NOT_APPLICABLE:
            raise forms.ValidationError(gettext(NO_NUMBER_APPLIES), code="not_applicable")
        try:
            self._ask_about_comma(typed)
            number = numbers.read(
                _meant(typed, self.whole_thousands),
                whole_thousands=self.whole or self.whole_thousands,
                percent=self.percent,
            )
        except NumberProblem as problem:
            raise forms.ValidationError(sentences.of_number(problem), code=problem.code) from problem
        if self.whole and number != number.to_integral_value():
            raise forms.ValidationError(gettext("Type a whole number, for example 1.234."), code="not_whole")
        return number

    def _ask_about_comma(self, typed):
        if self.whole or self.whole_thousands is not None or not _comma(typed):
            return
        (whole, _label), (decimals, _other) = _readings(typed)
        if nearer(whole, decimals, self.known):
            raise NumberProblem(AMBIGUOUS, typed, numbers.NUMBER_CODES[AMBIGUOUS], (whole, decimals))

    def prepare_value(self, value):
        """A stored number is shown in Vietnamese notation; what was typed is shown as it was typed."""
        return numbers.written(value) if isinstance(value, Decimal) else value


class ReadingMixin:
    """Asks about "1.234": a form whose number was ambiguous gains two radio choices, and reads by the one chosen.

    The answer is posted as `<field>_reading`: the number meant, "1234" or "1.234". It answers for the text that it was
    asked about alone: beside any other text it means nothing, and that one is asked about anew.
    """

    def full_clean(self):
        for name, field in self._number_fields():
            field.whole_thousands = self._reading_of(name, field) if self.is_bound else None
        super().full_clean()
        problems = self.errors.as_data() if self.is_bound else {}
        for name, _field in self._number_fields():
            # An answer stays with its question, for what else may be wrong with the form.
            if self._answer_of(name) is not None or any(
                problem.code == AMBIGUOUS for problem in problems.get(name, ())
            ):
                self._ask(name)

    def _ask(self, name):
        self.fields[f"{name}_reading"] = forms.ChoiceField(
            label=_("Which number is meant?"),
            choices=[(plain(number), label) for number, label in self._readings_of(name)],
            widget=forms.RadioSelect,
            required=False,
        )
        # The question stands beneath the number that it is about, not at the foot of the form.
        names = [each for each in self.fields if each != f"{name}_reading"]
        names.insert(names.index(name) + 1, f"{name}_reading")
        self.order_fields(names)

    def _reading_of(self, name, field):
        """What the reader chose; what is posted back as it was shown is the number that was shown."""
        shown = field.prepare_value(self.get_initial_for_field(field, name))
        if shown and shown == self.data.get(self.add_prefix(name)):
            return not _comma(shown)
        return self._answer_of(name)

    def _answer_of(self, name):
        """True for thousands, False for decimals, None where the text is not the one that was asked about."""
        answers = [plain(number) for number, _label in self._readings_of(name)] if self.is_bound else []
        answer = self.data.get(self.add_prefix(f"{name}_reading"))
        return answers.index(answer) == 0 if answer in answers else None

    def _readings_of(self, name):
        return _readings(self.data.get(self.add_prefix(name)) or "")

    def _number_fields(self):
        return [(name, field) for name, field in self.fields.items() if isinstance(field, NumberField)]


def _comma(typed):
    """Whether a comma stands where it may have been meant between thousands, as others write them."""
    return bool(COMMA.fullmatch(nfc(typed).strip(numbers.SPACES)))


def _meant(typed, whole_thousands):
    """The text without a comma that the reader said to part thousands."""
    return typed.replace(",", "") if whole_thousands and _comma(typed) else typed


def _readings(typed):
    """Both numbers with their labels, written out: 1.234, or 1,234."""
    if _comma(typed):
        found = numbers.read(typed.replace(",", ""), percent=True), numbers.read(typed, percent=True)
        labels = (
            gettext("%(number)s (the comma parts thousands)"),
            gettext("%(number)s (the comma stands before decimals)"),
        )
    else:
        found = _of_dot(typed)
        labels = gettext("%(number)s (the dot parts thousands)"), gettext("%(number)s (the dot stands for a comma)")
    return [(number, label % {"number": numbers.written(number)}) for number, label in zip(found, labels, strict=False)]


def _of_dot(typed):
    try:
        numbers.read(nfc(typed), percent=True)
    except NumberProblem as problem:
        return problem.readings
    return ()
