"""A number ten times away from all that is known of it: no rule forbids it, so it is asked about once."""

from decimal import Decimal

from django import forms

from clusters.magnitude import strange


class SureMixin(forms.Form):
    """For forms of a `value` with a `cell`: the same number sent again is meant, another one is asked about itself."""

    sure = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def asks(self):
        """Whether what was sent is refused for this question, and would be saved if sent again."""
        return self.is_bound and self.has_error("value", "strange")

    def clean(self):
        given = super().clean()
        value = self.cleaned_data.get("value")
        if not isinstance(value, Decimal) or given.get("sure") == str(value):
            return given
        sentence = strange(self.kind, value, previous=self._last_year(given), plans=self._plans())
        if sentence:
            self.add_error("value", forms.ValidationError(sentence, code="strange"))
            self.data = self.data.copy()
            self.data[self.add_prefix("sure")] = str(value)
        return given

    def _last_year(self, given):
        typed = given.get("previous") if "previous" in self.fields else getattr(self.cell.figure, "previous", None)
        return self.cell.carried.value if typed is None and self.cell.carried is not None else typed

    def _plans(self):
        return [line.plan.value for line in self.cell.plans if line.plan is not None]
