"""Text about people and their assignments, turned into clean values."""

import uuid

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.choices import EDITABLE, Language
from accounts.models import Assignment, User
from accounts.roles import Role
from organisations.fields import ComposedTextField
from organisations.models import Unit
from organisations.queries import lineage
from organisations.reasons import require_words

DAY = gettext_lazy("Day, month and year, for example 31/12/2026.")


class PersonForm(forms.ModelForm):
    """The account of a person; ``version`` says which values the form was filled with."""

    class Meta:
        model = User
        fields = EDITABLE
        help_texts = {"email": gettext_lazy("A link for a forgotten password is sent here.")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["username"].widget.attrs.update(autocapitalize="none", autocomplete="off", spellcheck="false")
        self.fields["language"].label = _("Language of the pages")

    def clean_username(self):
        return self.cleaned_data["username"].lower()


class AssignmentForm(forms.ModelForm):
    """A role at one of the units that the administrator keeps."""

    class Meta:
        model = Assignment
        fields = ("role", "unit", "valid_from", "valid_to", "decision")
        help_texts = {
            "valid_from": DAY,
            "valid_to": gettext_lazy("The first day without it. Leave empty if the end is not known."),
            "decision": gettext_lazy("Number and date of the paper that assigns the person, if there is one."),
        }

    def __init__(self, *args, by, **options):
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units_kept_by(by, timezone.localdate())
        self.fields["unit"].choices = lambda: self._units
        self.fields["role"].choices = [("", _("Choose a role")), *Role.choices]
        self.fields["role"].help_text = _("What each role may do stands on the page “Roles”.")
        if not self.is_bound:
            self.initial["valid_from"] = self.initial.get("valid_from") or timezone.localdate()

    @cached_property
    def _units(self):
        kept = lineage.place(self.fields["unit"].queryset.all(), timezone.localdate())
        return [("", _("Choose a unit")), *((unit.pk, unit.placed_name) for unit in kept)]


class NewPersonForm(PersonForm):
    """A new account with its first password; ``key`` makes the same form, sent twice, one account."""

    password = forms.CharField(
        label=gettext_lazy("First password"),
        help_text=gettext_lazy(
            "At least 10 characters. Tell it to the person, who must change it at the first sign-in."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if not self.is_bound:
            self.initial["key"] = uuid.uuid4()

    def clean(self):
        cleaned = super().clean()
        self.instance.creation_key = cleaned.get("key")
        if cleaned.get("password"):
            _check_password(self, "password", cleaned["password"])
        return cleaned


class SetPasswordForm(forms.Form):
    """A password that the administrator gives without mail; ``version`` says over which one."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    password = forms.CharField(
        label=gettext_lazy("New password"),
        help_text=gettext_lazy(
            "At least 10 characters. Tell it to the person, who must change it at the next sign-in."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args, person, **options):
        super().__init__(*args, initial={"version": person.session_version}, **options)
        self.instance = person

    def clean_password(self):
        validate_password(self.cleaned_data["password"], self.instance)
        return self.cleaned_data["password"]


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("Language of the pages"), choices=Language)


class ReasonForm(forms.Form):
    reason = ComposedTextField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[require_words],
    )


class EndAssignmentForm(ReasonForm):
    """The last day of an assignment; ``version`` says which one the form was filled over."""

    version = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    on = forms.DateField(label=gettext_lazy("First day without the assignment"), help_text=DAY)

    field_order = ("on", "reason")


def units_kept_by(actor, today):
    """The units of today whose people the actor keeps."""
    units = Unit.objects.on(today)
    if actor.is_administrator:
        return units
    return units.within(actor.unit_ids)


def _check_password(form, field, password):
    try:
        validate_password(password, form.instance)
    except forms.ValidationError as error:
        form.add_error(field, error)
