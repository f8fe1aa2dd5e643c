"""The plan of one indicator: text to its values."""

from django import forms
from django.utils.translation import gettext_lazy as _

from clusters.choices import PlanGiver
from clusters.forms.figures import fit, refuse_below_least
from clusters.forms.illustrative import MarkMixin
from clusters.forms.magnitude import SureMixin
from clusters.forms.numbers import NFCField, NumberField, ReadingMixin, TextArea
from clusters.magnitude import Known
from clusters.tokens import of_plan
from organisations.reasons import require_words


class PlanForm(MarkMixin, SureMixin, ReadingMixin, forms.Form):
    """The plan of one indicator as one giver assigned it; left empty, it is taken away.

    `asked` is the sentence that asks for the reason where a change needs one, `removal` where it is taken away; `known`
    is what the number is held against.
    """

    value = NumberField(label=_("Year plan"))
    source = NFCField(label=_("Source"), widget=TextArea, required=False)
    illustrative = forms.BooleanField(label=_("Illustrative figure, from no report"), required=False)
    reason = NFCField(
        label=_("Reason"),
        help_text=_("Needed once the results are handed in or entry is over, and to take the plan away."),
        widget=TextArea,
        required=False,
        validators=[require_words],
    )
    token = forms.CharField(max_length=40, widget=forms.HiddenInput, required=False)

    def __init__(self, *args, indicator, giver, plan=None, asked="", removal="", known=None, **options):
        self.indicator, self.giver, self.removal = indicator, giver, removal if plan else ""
        self.kind, self.known = indicator.kind, known or Known(stood=plan.value if plan else None)
        stands = {"value": plan.value, "source": plan.source, "illustrative": plan.illustrative} if plan else {}
        super().__init__(*args, initial={**stands, "token": of_plan(plan)}, **options)
        self.mark_anew(plan)
        fit(self.fields["value"], indicator.kind)
        self.fields["value"].known = self.known
        self.fields["value"].label = PlanGiver(giver).label
        if asked:
            self.fields["reason"].required, self.fields["reason"].error_messages["required"] = True, asked

    def clean(self):
        given = super().clean()
        refuse_below_least(self, self.indicator.kind, ("value",))
        emptied = given.get("value") is None and "value" not in self.errors
        if self.removal and emptied and not given.get("reason") and "reason" not in self.errors:
            self.add_error("reason", self.removal)
        return given

    def held_against(self, given):
        return self.known

    def _meant(self):
        return "value", self.cleaned_data.get("value")

    def values(self):
        given = {name: self.cleaned_data[name] for name in ("value", "source", "illustrative", "reason")}
        given |= self.unmarked()
        return {"indicator": self.indicator, "giver": self.giver, **given}
