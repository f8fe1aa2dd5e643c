"""What people type about units and documents, as clean values."""

from django import forms
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from organisations.choices import CENTRAL, LOCAL, PROVINCIAL, SuccessionKind, UnitKind
from organisations.fields import ComposedTextField
from organisations.models import LegalDocument, Unit
from organisations.queries.documents import same
from organisations.reasons import require_words


def kinds_under(parent):
    """The kinds that a unit may be of: at the top those of the centre, under a unit the local ones."""
    return [(kind.value, kind.label) for kind in (LOCAL if parent else CENTRAL)]


def kinds_like(unit):
    """The kinds that this unit may turn into: a province stays a province or becomes a city, nothing else does."""
    return [choice for choice in kinds_under(unit.parent) if (choice[0] in PROVINCIAL) == unit.is_provincial]


class DocumentChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, document):
        return f"{document.number} – {document.title}"[:120]


class ChangeForm(forms.Form):
    """What every change of a unit needs: the day and the legal basis."""

    on = forms.DateField(label=_("From day"), help_text=_("Day/month/year, for example 01/07/2025."))
    document = DocumentChoiceField(
        label=_("Legal basis"),
        queryset=LegalDocument.objects.all(),
        required=False,
        help_text=_("If it is not in the list, the administrator enters it among the legal documents first."),
    )


class RenameForm(ChangeForm):
    name = ComposedTextField(label=_("New name"), max_length=250)
    field_order = ("name", "on", "document")


class KindForm(ChangeForm):
    kind = forms.ChoiceField(label=_("New kind"))
    field_order = ("kind", "on", "document")

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [choice for choice in kinds_like(unit) if choice[0] != unit.kind]


class CloseForm(ChangeForm):
    reason = ComposedTextField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), validators=[require_words]
    )


class UnitForm(ChangeForm):
    """A unit that begins."""

    code = ComposedTextField(label=_("Code"), max_length=40)
    name = ComposedTextField(
        label=_("Name"), max_length=250, help_text=_("Of a province or city without the word before it: Quảng Ninh.")
    )
    kind = forms.ChoiceField(label=_("Kind"))
    note = ComposedTextField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("code", "name", "kind", "on", "document", "note")

    def __init__(self, *args, parent, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds_under(parent)

    def clean_kind(self):
        return UnitKind(self.cleaned_data["kind"])


class MergeForm(UnitForm):
    """One unit and others that end, and the one that takes their place."""

    others = forms.ModelMultipleChoiceField(
        label=_("Merge with"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    field_order = ("others", "name", "code", "kind", "on", "document", "note")

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, parent=unit.parent, **kwargs)
        self.fields["kind"].choices = kinds_like(unit)
        kinds = [kind for kind, _label in kinds_like(unit)]
        # A form that is sent again names units that the first one has ended.
        siblings = Unit.objects.beside(unit).filter(Q(valid_to=None) | Q(valid_to=unit.valid_to), kind__in=kinds)
        self.fields["others"].queryset = siblings.exclude(pk=unit.pk)


class DatedUnitField(forms.ModelChoiceField):
    def label_from_instance(self, unit):
        ended = date_format(unit.valid_to, "d/m/Y")
        return _("%(unit)s, until before %(day)s") % {"unit": unit.dated_name, "day": ended}


class LinkForm(forms.Form):
    """A unit whose place this one took, where both are recorded already."""

    predecessor = DatedUnitField(label=_("Unit whose place it took"), queryset=Unit.objects.none())
    kind = forms.ChoiceField(label=_("How"), choices=SuccessionKind.choices)
    document = ChangeForm.base_fields["document"]

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        ended = Unit.objects.beside(unit).filter(valid_to__gte=unit.valid_from).exclude(pk=unit.pk)
        if unit.valid_to is not None:
            ended = ended.filter(valid_to__lt=unit.valid_to)
        self.fields["predecessor"].queryset = ended


class DocumentForm(forms.ModelForm):
    """A legal document; `version` says which state of it was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = LegalDocument
        fields = ("number", "issuer", "title", "issued_on", "effective_from", "effective_to", "note")
        widgets = {"title": forms.Textarea(attrs={"rows": 2}), "note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "number": _("As it is printed, for example 152/2025/NĐ-CP."),
            "issued_on": _("Day/month/year; leave empty what nobody has confirmed."),
        }

    def clean(self):
        """The very same document, sent twice, is no second one of its number: it is the first."""
        given = super().clean()
        if self.instance.pk is None and not self.errors:
            self.instance = same(given) or self.instance
        return given


class SearchForm(forms.Form):
    """What a reader of the list asks for; nothing asked shows the provinces and central bodies of today."""

    q = forms.CharField(label=_("Name or code"), required=False, max_length=100, help_text=_("Marks may be left out."))
    on = forms.DateField(label=_("As of day"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *UnitKind.choices])
