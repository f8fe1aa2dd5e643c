from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from clusters.choices import PHASE_ORDER, Phase
from clusters.forms.base import LongText, OnCalendar, OverSeason, PostedOnce, Reason, Whole

# A phase ends in front of its deadline; the last one has none.
WITH_DEADLINE = [phase for phase in PHASE_ORDER if phase != Phase.PUBLISHED]


class OpenSeasonForm(PostedOnce):
    year = Whole(label=_("Year"), widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "number-field"}))
    rules = LongText(
        label=_("Rules of the year"),
        required=False,
        help_text=_("The plan of activities or the regulation that the season follows, with number and date."),
    )
    source = LongText(label=_("Source"), required=False, help_text=_("From which paper this was entered."))


class ChangeSeasonForm(OverSeason):
    told = ("rules", "source")
    rules = OpenSeasonForm.base_fields["rules"]
    source = OpenSeasonForm.base_fields["source"]


class MoveForm(OverSeason):
    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        if back:
            self.fields["reason"] = Reason()


class Moment(OnCalendar, forms.DateTimeField):
    """A day with the hour at which it ends."""

    default_error_messages = {
        "invalid": _("Day/month/year and time, for example 15/12/2026 17:00. Without a time it is 17:00.")
    }


class DeadlinesForm(OverSeason):
    """A day a phase; it ends with that day's office hours, at 17:00."""

    def __init__(self, *args, due, **kwargs):
        super().__init__(*args, **kwargs)
        for phase in WITH_DEADLINE:
            moment = due.get(phase)
            self.fields[phase.value] = Moment(
                label=phase.label,
                required=False,
                initial=timezone.localtime(moment) if moment else None,
                input_formats=[
                    *("%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y", "%d/%m/%Y", "%Y-%m-%d %H:%M"),
                    *("%d-%m-%Y", "%d.%m.%Y", "%d-%m-%Y %H:%M", "%d.%m.%Y %H:%M"),
                ],
                widget=forms.DateTimeInput(
                    format="%d/%m/%Y %H:%M", attrs={"autocomplete": "off", "class": "number-field"}
                ),
                help_text=_("Day/month/year and time, for example 15/12/2026 17:00. Without a time it is 17:00."),
            )

    def hear(self, refusal):
        super().hear(refusal)
        stands = {each.phase: each.due_at for each in refusal.current.deadlines.all()}
        for phase, typed in self.deadlines().items():
            if typed != stands.get(phase):
                told = (
                    date_format(timezone.localtime(stands[phase]), "d/m/Y H:i") if phase in stands else _("(nothing)")
                )
                self.add_error(phase.value, _("Now it says: %(value)s") % {"value": told})

    def deadlines(self):
        return {phase: self._moment(phase) for phase in WITH_DEADLINE}

    def _moment(self, phase):
        moment = self.cleaned_data.get(phase.value)
        typed = self.data.get(phase.value, "")
        if moment is not None and ":" not in typed:
            moment = moment.replace(hour=17)
        return moment
