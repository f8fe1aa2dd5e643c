"""Text typed about nominations, decisions, quotas and awards, cleaned; nothing here saves."""

import re

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from awards.choices import Level, Recipient
from clusters.forms.base import Day, Guarded, LongText, PostedOnce, Reason, Text, Whole
from organisations.reasons import require_words


class _Says(forms.Form):
    """What a nomination rests on and says."""

    conclusion = forms.ModelChoiceField(None, label=_("Conclusion of the conference"))
    achievement = LongText(label=_("Achievement, in a few sentences"), required=False, rows=4)
    departure = LongText(
        label=_("Reason, where the proposal departs from the ranking"),
        required=False,
        help_text=_("Owed where the ranking alone would not propose the unit, or where there is no final ranking."),
        validators=[require_words],
    )

    def __init__(self, *args, conclusions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["conclusion"].queryset = conclusions
        self.fields["conclusion"].label_from_instance = _conclusion


def _conclusion(resolution):
    text = resolution.text if len(resolution.text) <= 120 else f"{resolution.text[:117]}…"
    return f"{resolution.on:%d/%m/%Y}: {text}" if resolution.on else text


class ProposalForm(PostedOnce, _Says):
    """Whom to propose for which award, resting on which conclusion."""

    member = forms.ModelChoiceField(None, label=_("Unit proposed"))
    category = forms.ModelChoiceField(None, label=_("Award"))
    field_order = ("member", "category", "conclusion", "achievement", "departure", "key")

    def __init__(self, *args, members, categories, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members
        self.fields["category"].queryset = categories


class _Versioned(Guarded):
    """Over a thing that counts its changes."""

    def token_of(self, thing):
        return str(thing.version)


class CompletionForm(_Versioned, _Says):
    """What a nomination says, while it is being prepared or after it came back."""


class MoveForm(_Versioned):
    """A step of a nomination; the reason is shown where one is owed, or an answer to the one that it came back with."""

    told = ("stage",)

    def __init__(self, *args, needs_reason, needs_answer, **kwargs):
        super().__init__(*args, **kwargs)
        if needs_reason:
            self.fields["reason"] = Reason()
        elif needs_answer:
            told = _(
                "Nothing was changed in this nomination since it was returned. Go back and complete it, or answer here "
                "why it is handed in again as it is: the reviewer reads it."
            )
            self.fields["reason"] = Reason(label=_("Your answer to the reviewer"), help_text=told)


class _DecisionFields(forms.Form):
    number = Text(label=_("Number of the decision"), max_length=100, help_text=_("For example 231/QĐ-TTg."))
    deciding_body = Text(label=_("Body that decided"), max_length=200)
    signer_name = Text(label=_("Signed by (full name)"), max_length=200)
    signer_title = Text(label=_("Position of the signer"), max_length=200)
    signed_on = Day(label=_("Signed on"))
    source = LongText(label=_("Source"), required=False, rows=2)
    illustrative = forms.BooleanField(label=_("Illustrative: made up for a demonstration"), required=False)

    def clean_number(self):
        """The number as papers print it: no space beside a stroke, and one kind of dash."""
        return re.sub(r" *([/-]) *", r"\1", re.sub("[–—−‐‑]", "-", self.cleaned_data["number"]))

    def values(self):
        """The decision's own fields."""
        return {name: self.cleaned_data[name] for name in _DecisionFields.base_fields}


class DecisionForm(PostedOnce, _DecisionFields):
    """Number, signer and date of a signed decision: all of them, or there is no decision yet."""


class CorrectionForm(_Versioned, _DecisionFields):
    told = tuple(_DecisionFields.base_fields)
    reason = Reason(label=_("What was mistyped, and where the right wording stands"))


class RemovalForm(_Versioned, PostedOnce):
    """Why a decision is taken off the record."""

    told = ()
    reason = Reason()


class QuotaForm(_Versioned):
    """How many of an award; which award is chosen once."""

    category = forms.ModelChoiceField(None, label=_("Award"))
    most = Whole(
        label=_("At most so many"),
        min_value=0,
        max_value=1000,
    )
    legal_basis = LongText(label=_("Legal basis"), required=False, rows=2)
    illustrative = forms.BooleanField(label=_("Illustrative: made up for a demonstration"), required=False)

    def __init__(self, *args, categories, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = categories
        self.fields["category"].label_from_instance = _dated
        if not categories.exists():
            self.fields["category"].help_text = _(
                "There is no award left to choose. The administrator of the central board adds awards at "
                "“Commendation”, “Awards and their legal bases”."
            )


def _dated(category):
    """An award with the days of its law: the same one stands there once for each law."""
    days = [date_format(day, "d/m/Y") if day else "…" for day in (category.effective_from, category.effective_to)]
    return f"{category} ({' – '.join(days)})" if set(days) != {"…"} else str(category)


class _CategoryFields(forms.Form):
    name = Text(label=_("Name of the award"), max_length=200)
    code = forms.SlugField(
        label=_("Short code"), max_length=60, help_text=_("Lower-case letters without marks, for example co-chinh-phu.")
    )
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    recipient = forms.ChoiceField(label=_("Given to"), choices=Recipient.choices)
    deciding_body = Text(label=_("Body that decides"), max_length=200)
    legal_basis = LongText(label=_("Legal basis"), required=False, rows=2)
    effective_from = Day(label=_("In force from"), required=False)
    effective_to = Day(label=_("No longer in force from"), required=False)
    position = Whole(
        label=_("Order, from the highest"),
        min_value=0,
        max_value=1000,
        initial=0,
    )


class OpenCategoryForm(PostedOnce, _CategoryFields):
    """An award that there was none of."""


class CategoryForm(_Versioned, _CategoryFields):
    """An award as it stands."""
