from django import forms
from django.utils.translation import gettext_lazy as _

from clusters import tokens
from clusters.choices import ClusterWord
from clusters.forms.base import Day, Guarded, PostedOnce, Reason, Text
from organisations.models import Unit


class UnitField(forms.ModelChoiceField):
    """Units in the order of the alphabet, an old one said to be old."""

    def label_from_instance(self, unit):
        return unit.dated_name


class _OrganiserField(forms.Form):
    organiser = UnitField(
        label=_("Organised by"),
        queryset=Unit.objects.none(),
        help_text=_("The centre, or the province whose council arranges the cluster."),
    )

    def __init__(self, *args, organisers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organiser"].queryset = organisers


class _ClusterFields(forms.Form):
    name = Text(label=_("Name"), max_length=200, help_text=_("For example: Cụm thi đua các tỉnh Đồng bằng sông Hồng."))
    word = forms.ChoiceField(label=_("It is called"), choices=ClusterWord)
    established_on = Day(label=_("Exists from"))
    decision = Text(
        label=_("Decision that set it up"), max_length=200, required=False, help_text=_("Number and date, if known.")
    )

    def values(self):
        return {name: self.cleaned_data[name] for name in tokens.CLUSTER if name in self.fields}


class OpenClusterForm(_ClusterFields, _OrganiserField, PostedOnce):
    field_order = ("name", "word", "organiser", "established_on", "decision")


class _GuardedCluster(Guarded):
    def token_of(self, cluster):
        return tokens.token(cluster, tokens.CLUSTER)


class ChangeClusterForm(_ClusterFields, _GuardedCluster):
    field_order = tokens.CLUSTER_FIELDS
    told = tokens.CLUSTER_FIELDS


class HandOverForm(_OrganiserField, _GuardedCluster):
    reason = Reason()
    field_order = ("organiser", "reason")
    told = ("organiser",)


class CloseClusterForm(PostedOnce):
    on = Day(label=_("Closed from day"))
    reason = Reason()
