"""Fields for numbers as typed in Vietnam: read strictly, kept as typed, asked about where they are ambiguous."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clusters import sentences
from organisations.fields import ComposedTextField, nfc
from scoring import numbers
from scoring.errors import NumberProblem
from scoring.rounding import plain

AMBIGUOUS = "ambiguous"
ATTRS = {"inputmode": "decimal", "autocomplete": "off", "maxlength": "40", "class": "number-field"}


class TextArea(forms.Textarea):
    """Two lines to begin with."""

    def __init__(self, rows=2):
        super().__init__(attrs={"rows": rows})


class NFCField(ComposedTextField):
    """Text, composed, without blanks around it."""

    def to_python(self, value):
        return super().to_python(value) or ""


class NumberField(forms.Field):
    """A Decimal, or None where nothing is typed and nothing is required.

    `whole` fields hold counts: there a dot can only part thousands. Elsewhere "1.234" is asked about by ReadingMixin.
    """

    def __init__(self, *, whole=False, percent=False, **options):
        self.whole, self.percent = whole, percent
        self.whole_thousands = None
        defaults = {"required": False, "widget": forms.TextInput(attrs=dict(ATTRS))}
        super().__init__(**defaults | options)

    def to_python(self, value):
        typed = nfc(value or "")
        if not typed.strip():
            return None
        try:
            number = numbers.read(typed, whole_thousands=self.whole or self.whole_thousands, percent=self.percent)
        except NumberProblem as problem:
            raise forms.ValidationError(sentences.of_number(problem), code=problem.code) from problem
        if self.whole and number != number.to_integral_value():
            raise forms.ValidationError(gettext("Type a whole number, for example 1.234."), code="not_whole")
        return number

    def run_validators(self, value):
        """Validators of text have nothing to say of a number that was read whole."""

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
            return True
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


def _readings(typed):
    """Both numbers with their labels, written out: 1234, or 1,234."""
    try:
        numbers.read(nfc(typed), percent=True)
    except NumberProblem as problem:
        if problem.readings:
            whole, decimals = problem.readings
            digits = plain(whole).replace("-", numbers.MINUS)
            thousands = {"digits": digits, "number": numbers.written(whole)}
            comma = {"number": numbers.written(decimals)}
            return [
                (whole, gettext("%(digits)s (the dot parts thousands: %(number)s)") % thousands),
                (decimals, gettext("%(number)s (the dot stands for a comma)") % comma),
            ]
    return []
