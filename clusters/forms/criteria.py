"""A line of a sheet: what all lines have, and the parameters of the method that was chosen."""

from decimal import Decimal

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from clusters.choices import CriterionKind, Derive, Method, Period, PlanGiver
from clusters.forms.base import LongText, PostedOnce, Text, shown
from clusters.forms.numbers import NumberField, ReadingMixin
from clusters.forms.parameters import method_fields, method_params
from clusters.forms.sheets import EditedForm, LineField
from clusters.models import Criterion
from clusters.queries import indicators as indicators_read

LINE = ("parent", "label", "name", "max_points", "bonus", "cap", "floor", "legal_basis", "note")
TAKEN = ("indicator", "plan_giver", "period")
# Choosing another method fetches its fields; without JavaScript the button beside it does.
SWAP = {
    "hx-post": "",
    "hx-vals": '{"redraw": "1"}',
    "hx-target": "#method-fields",
    "hx-select": "#method-fields",
    "hx-swap": "outerHTML",
}
OF_INPUT = ("indicator", "derive", "plan_giver", "period", "lower_mode")
OF_METHODS = (*OF_INPUT, *(name for method in Method.values for name in method_fields(method, {})))
PLAIN_METHODS = (Method.MANUAL, Method.CHECK)


class RemovalForm(EditedForm, PostedOnce):
    """Nothing to type; the sheet as it was read."""

    told = ()


class GroupForm(ReadingMixin, EditedForm, PostedOnce):
    """A group, or what a criterion has in common with it."""

    told = ()

    parent = LineField(
        label=_("Stands under"), queryset=Criterion.objects.none(), required=False, empty_label=_("(top of the sheet)")
    )
    label = Text(label=_("Item number"), max_length=20, required=False, help_text=_("As printed: I, 1, a."))
    name = LongText(label=_("Wording"), rows=2, max_length=2000)
    max_points = NumberField(
        label=_("Maximum points"),
        required=True,
        help_text=_("0 for a bonus or a penalty."),
        validators=[MinValueValidator(Decimal(0), _("Write a number that is not below zero."))],
    )
    bonus = forms.BooleanField(label=_("Bonus or penalty: it adds nothing to the maximum of the sheet"), required=False)
    cap = NumberField(label=_("At most"), help_text=_("Left empty: no limit. Below the sum of its lines: the maximum."))
    floor = NumberField(label=_("At least"), help_text=_("Left empty: zero; for a penalty a number below zero."))
    legal_basis = Text(label=_("Legal basis"), required=False)
    note = LongText(label=_("Note"), rows=2, required=False)
    kind = CriterionKind.GROUP
    chosen = ""  # the method; a template reads the field of that name otherwise

    def __init__(self, *args, sheet, line=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.line = line
        groups = Criterion.objects.filter(sheet=sheet, kind=CriterionKind.GROUP).order_by("position")
        self.fields["parent"].queryset = groups.exclude(pk=line.pk) if line else groups

    def hear(self, refusal):
        """Tell what the line says now beside what was typed otherwise; of a new line nothing stands yet."""
        super().hear(refusal)
        now = self.line and Criterion.objects.filter(pk=self.line.pk).first()
        for name in LINE if now else ():
            stands = getattr(now, name)
            if name in self.cleaned_data and stands != self.cleaned_data[name]:
                self.add_error(name, _("Now it says: %(value)s") % {"value": shown(now, name, stands)})

    def values(self):
        return {name: self.cleaned_data[name] for name in LINE} | {"kind": self.kind} | self.rule()

    def rule(self):
        return {"method": "", "params": {}, "derive": "", "lower_mode": ""}

    def inputs(self):
        return None

    def redraw(self):
        """Show the fields of the method that was chosen, as they are at first; nothing is wrong yet."""
        self.errors.clear()

    def own_fields(self):
        """The bound fields of the method, which change with it."""
        return []

    def common_fields(self):
        return [self[name] for name in self.fields if name in (*LINE, *(f"{each}_reading" for each in LINE))]


class ItemForm(GroupForm):
    """A criterion; the fields of its method are those of the method posted, else of the line's own."""

    kind = CriterionKind.ITEM

    def __init__(self, *args, sheet, line=None, **kwargs):
        super().__init__(*args, sheet=sheet, line=line, **kwargs)
        self.fields["cap"].help_text = _("Left empty: the maximum points.")
        self.chosen = self._method_of(line)
        self.fields["method"] = forms.ChoiceField(
            label=_("How it is scored"), choices=Method, initial=self.chosen, widget=forms.Select(attrs=SWAP)
        )
        if self.chosen not in PLAIN_METHODS:
            self._add_input(line)
        self.parameters = method_fields(self.chosen, line.params if line and line.method == self.chosen else {})
        self.fields.update(self.parameters)

    def redraw(self):
        super().redraw()
        self.data = self.data.copy()
        # What the rule looks at follows the method, unless somebody chose it.
        if self.data.get("derive") == _usual(self.data.get("was")):
            self.data.pop("derive")
        for name, field in self.fields.items():
            if name not in self.data and not isinstance(field, forms.BooleanField):
                self.data[name] = field.prepare_value(self.get_initial_for_field(field, name)) or ""

    def _method_of(self, line):
        posted = self.data.get("method") if self.is_bound else None
        return posted if posted in Method.values else (line.method if line else Method.MANUAL)

    def _add_input(self, line):
        taken = next(iter(line.inputs.all()), None) if line else None
        chosen = [taken.indicator_id] if taken else []
        self.fields["indicator"] = forms.ModelChoiceField(
            label=_("Indicator that it takes in"),
            queryset=indicators_read.choosable(chosen),
            required=False,
            initial=taken.indicator if taken else None,
        )
        self.fields["derive"] = forms.ChoiceField(
            label=_("What the rule looks at"),
            choices=Derive,
            initial=(line.derive if line else "") or _usual(self.chosen),
        )
        self.fields["plan_giver"] = forms.ChoiceField(
            label=_("Whose plan counts"),
            choices=[("", _("(not compared with a plan)")), *PlanGiver.choices],
            required=False,
            initial=taken.plan_giver if taken else "",
        )
        self.fields["period"] = forms.ChoiceField(
            label=_("Period"), choices=Period, initial=taken.period if taken else Period.FULL_YEAR
        )
        self.fields["lower_mode"] = forms.ChoiceField(
            label=_("If lower is better, compared with the plan by"),
            choices=[
                ("", _("(higher is better)")),
                ("linear", _("200% less the percentage of the plan")),
                ("inverse", _("plan divided by result")),
            ],
            required=False,
            initial=line.lower_mode if line else "",
        )

    def method_field(self):
        return self["method"]

    def own_fields(self):
        common = {field.name for field in self.common_fields()}
        skipped = (*common, "seen", "key", "method")
        return [self[name] for name in self.fields if name not in skipped]

    def kept(self):
        """What was typed for other methods, by name: it is there again when they are chosen again."""
        others = [name for name in OF_METHODS if name not in self.fields] if self.is_bound else []
        return [(name, self.data[name]) for name in others if self.data.get(name)]

    def rule(self):
        cleaned = self.cleaned_data
        return {
            "method": self.chosen,
            "params": method_params(self.chosen, cleaned, self.line),
            "derive": cleaned.get("derive", ""),
            "lower_mode": cleaned.get("lower_mode", ""),
        }

    def inputs(self):
        """What the line takes in, None where its inputs are set elsewhere."""
        if self.chosen == Method.CHECK:
            return None
        indicator = self.cleaned_data.get("indicator")
        return [{name: self.cleaned_data[name] for name in TAKEN}] if indicator else []


def _usual(method):
    """What the method looks at most often."""
    return Derive.RATIO if method in (Method.PLAN_STEP, Method.PROPORTIONAL, Method.BANDS) else Derive.VALUE
