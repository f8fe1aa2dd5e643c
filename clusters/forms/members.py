import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from clusters.choices import PostKind
from clusters.forms.base import Day, Guarded, LongText, OverSeason, PostedOnce, Reason, Text
from clusters.forms.clusters import UnitField
from clusters.models import Conference, Member, Season
from clusters.tokens import POST_DECISION, POST_TERM, token
from clusters.words import post_of
from organisations.models import Unit

POST = (
    "kind",
    "holder_name",
    "holder_title",
    "introduced_on",
    "introduced_by",
    "valid_from",
    "valid_to",
    "source",
)


class AdmitForm(PostedOnce):
    unit = UnitField(
        label=_("Unit"),
        queryset=Unit.objects.none(),
        help_text=_("As it was called in that year; a unit that was merged later still stands in the list."),
    )
    joined_on = Day(label=_("Member from day"))
    decision = Text(label=_("Decision"), max_length=200, required=False, help_text=_("Number and date, if known."))

    def __init__(self, *args, season, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["joined_on"].initial = dt.date(season.year, 1, 1)


class CopyForm(OverSeason, PostedOnce):
    source = forms.ModelChoiceField(label=_("Members of the season"), queryset=Season.objects.none())
    joined_on = Day(label=_("Members from day"))

    def __init__(self, *args, season, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = season.cluster.seasons.exclude(pk=season.pk).select_related("cluster")
        self.fields["joined_on"].initial = dt.date(season.year, 1, 1)


class LeaveForm(PostedOnce):
    on = Day(label=_("Member no longer from day"))
    reason = Reason()


class MemberField(forms.ModelChoiceField):
    def label_from_instance(self, member):
        return member.unit.full_name


class IntroduceForm(PostedOnce):
    member = MemberField(label=_("Unit"), queryset=Member.objects.none())
    kind = forms.ChoiceField(label=_("Post"), choices=PostKind)
    holder_name = Text(
        label=_("Held for the unit by"), max_length=200, required=False, help_text=_("The person's name, if known.")
    )
    holder_title = Text(label=_("Title of the person"), max_length=200, required=False)
    introduced_on = Day(label=_("Introduced on"), required=False)
    introduced_by = forms.ModelChoiceField(
        label=_("Introduced by the conference"), queryset=Conference.objects.none(), required=False
    )
    valid_from = Day(label=_("Holds the post from day"))
    valid_to = Day(label=_("No longer from day"), required=False, help_text=_("Leave empty while no end is known."))
    source = LongText(label=_("Source"), rows=2, required=False)

    def __init__(self, *args, season, **kwargs):
        super().__init__(*args, **kwargs)
        members = Member.objects.filter(season=season, left_on=None).select_related("unit")
        self.fields["member"].queryset = members
        self.fields["kind"].choices = [(kind, post_of(season.cluster, kind)) for kind in PostKind]
        # A head is introduced at the conference that closes the year before, or at one of its own season.
        conferences = Conference.objects.filter(season__cluster=season.cluster_id, season__year__lte=season.year)
        self.fields["introduced_by"].queryset = conferences.filter(season__year__gte=season.year - 1)
        self.fields["valid_from"].initial = dt.date(season.year, 1, 1)

    def values(self):
        return {name: self.cleaned_data[name] for name in POST}


class DecideForm(Guarded):
    told = {"number": "decision_number", "on": "decided_on"}
    number = Text(label=_("Number of the decision"), max_length=100)
    on = Day(label=_("Date of the decision"))

    def __init__(self, *args, correcting, **kwargs):
        super().__init__(*args, **kwargs)
        # Whoever began before the first decision was recorded is told of it before he is asked for a reason.
        if correcting:
            self.fields["reason"] = Reason(label=_("Reason for the correction"), required=False)

    def token_of(self, post):
        return token(post, POST_DECISION)


class EndForm(Guarded):
    told = {"on": "valid_to"}
    on = Day(label=_("No longer from day"))
    reason = Reason()

    def token_of(self, post):
        return token(post, POST_TERM)
