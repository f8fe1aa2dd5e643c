"""Ties, classes and excluding conditions of a sheet: a few rows each, in the shape of scoring.frozen."""

from django import forms
from django.forms import formset_factory
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from clusters.choices import CriterionKind
from clusters.forms.base import Text, typed
from clusters.forms.numbers import NumberField, ReadingMixin
from clusters.queries.sheets import direction, key, looked_at, plain
from organisations.vietnamese import folded

BLANK = ("", "—")


class _Row(ReadingMixin, forms.Form):
    def __init__(self, *args, lines, classes, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines, self.classes = lines, classes
        self.prepare()

    def prepare(self):
        """Fill in the choices that depend on the sheet."""

    def named(self, *, kind=None):
        return [(key(line), str(line)) for line in self.lines if kind in (None, line.kind)]


class TieForm(_Row):
    """One step of the chain, written as "by:line"."""

    step = forms.ChoiceField(label=_("Of equal totals stands first"), required=False)

    def prepare(self):
        reported = [(f"figure:{key(line)}", str(line)) for line in self.lines if looked_at(line)]
        self.fields["step"].choices = [
            BLANK,
            (_("Who has more points in"), [(f"line:{pk}", name) for pk, name in self.named()]),
            *([(_("Who reported the better figure in"), reported)] if reported else []),
            (_("Otherwise"), [("penalties:", _("who lost fewer points as a penalty"))]),
        ]

    @staticmethod
    def read(entry):
        return {"step": f"{entry['by']}:{entry.get('line') or entry.get('name') or ''}"}

    def entry(self):
        by, _colon, rest = self.cleaned_data.get("step", "").partition(":")
        if by == "figure":
            better = next(direction(line) for line in self.lines if key(line) == rest)
            return {"by": by, "line": rest, "part": "actual", "better": better}
        return {"line": {"by": by, "line": rest}, "penalties": {"by": by}}.get(by)


class ClassForm(_Row):
    name = Text(label=_("Class"), max_length=60, required=False)
    at_least = NumberField(label=_("From points"))
    no_zero = forms.BooleanField(label=_("No criterion at zero"), required=False)

    @staticmethod
    def read(entry):
        least = entry.get("at_least")
        return {
            "name": entry["key"],
            "at_least": typed(least),
            "no_zero": entry.get("no_zero"),
        }

    def entry(self):
        cleaned = self.cleaned_data
        if not cleaned.get("name"):
            return None
        return {"key": cleaned["name"], "at_least": plain(cleaned["at_least"]), "no_zero": cleaned["no_zero"]}


class GateForm(_Row):
    when = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[
            BLANK,
            ("finding", _("this is found of a unit")),
            ("any_zero", _("a criterion has no points")),
            ("below", _("a line has fewer points than")),
        ],
    )
    label = Text(
        label=_("What is found"), max_length=120, required=False, help_text=_("For example: Lãnh đạo bị khiển trách.")
    )
    line = forms.ChoiceField(label=_("Line"), required=False)
    than = NumberField(label=_("Points"))
    effect = forms.ChoiceField(
        label=_("Then the unit"),
        required=False,
        choices=[
            ("not_considered", _("is not considered")),
            ("cap_class", _("gets at most the class")),
            ("zero", _("gets no points in the group")),
            ("held", _("is held until it is settled")),
        ],
    )
    class_name = forms.ChoiceField(label=_("Class"), required=False)
    group = forms.ChoiceField(label=_("Group"), required=False)

    def prepare(self):
        self.fields["line"].choices = [BLANK, *self.named()]
        self.fields["group"].choices = [BLANK, *self.named(kind=CriterionKind.GROUP)]
        self.fields["class_name"].choices = [BLANK, *[(name, name) for name in self.classes]]

    @staticmethod
    def read(entry):
        than = entry.get("than")
        kept = {name: entry.get(name) for name in ("when", "label", "line", "effect", "group")}
        return kept | {"class_name": entry.get("class"), "than": typed(than)}

    def clean(self):
        cleaned = super().clean()
        needed = {"finding": "label", "below": "line"}.get(cleaned.get("when"))
        also = {"cap_class": "class_name", "zero": "group"}.get(cleaned.get("effect")) if cleaned.get("when") else None
        for name in (needed, also):
            if name and not cleaned.get(name):
                self.add_error(name, _("This is needed for what was chosen."))
        return cleaned

    def entry(self):
        cleaned = self.cleaned_data
        if not cleaned.get("when"):
            return None
        code = slugify(folded(cleaned["label"]))[:60] if cleaned["when"] == "finding" else None
        found = {
            "when": cleaned["when"],
            "effect": cleaned["effect"],
            "code": code,
            "label": cleaned["label"] or None,
            "line": cleaned["line"] or None,
            "than": plain(cleaned["than"]),
            "class": cleaned["class_name"] if cleaned["effect"] == "cap_class" else None,
            "group": cleaned["group"] if cleaned["effect"] == "zero" else None,
        }
        return {name: value for name, value in found.items() if value is not None}


FORMS = {"ties": TieForm, "classes": ClassForm, "gates": GateForm}


def rows_of(form, posted, stands, named=None):
    """Return the form's rows, those that stand and three empty ones; or those that were posted.

    What was posted is never compared with what stands: sent again, a row saved meanwhile would look untouched and be
    left out.
    """
    rows = formset_factory(form, extra=3, max_num=30)
    return rows(posted or None, prefix="rows", initial=None if posted else stands, form_kwargs=named)
