"""Points for one line, and the reasons that acts ask for."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clusters.forms.numbers import NFCField, NumberField, ReadingMixin, TextArea
from organisations.reasons import require_words

LABELS = {"self": _("Self-scored"), "appraised": _("Appraised"), "agreed": _("Agreed")}


class MarkForm(ReadingMixin, forms.Form):
    """The points of one stage with their reason; left empty, they are taken back.

    What is typed over points of a made-up line is made up only if whoever types it says so: `stood` are those points.
    """

    points = NumberField(label=_("Points"))
    reason = NFCField(
        label=_("Reason"),
        help_text=_(
            "Needed when the points differ from those proposed or computed, or are taken back. Left empty beside the "
            "same points, the reason that stands is kept."
        ),
        widget=TextArea,
        required=False,
        validators=[require_words],
    )
    illustrative = forms.BooleanField(label=_("Illustrative points, from no report"), required=False)
    token = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, line, stage, **options):
        stands = {"points": line.points(stage), "token": line.version}
        super().__init__(*args, initial=stands, **options)
        self.stood = stands["points"] if line.score and line.score.illustrative else None
        self.fields["points"].label = LABELS[stage]

    def clean(self):
        given = super().clean()
        left = self.stood is not None and given.get("points") == self.stood
        if left and not given.get("illustrative") and not given.get("reason"):
            told = gettext(
                "Made-up points stand here as before. Tick this box to leave them so, type other points, or write as "
                "the reason what these rest on."
            )
            self.add_error("illustrative", told)
        return given

    def values(self):
        return {name: self.cleaned_data[name] for name in ("points", "reason", "illustrative")}


class ReasonForm(forms.Form):
    """An act that somebody else will read about."""

    reason = NFCField(label=_("Reason"), widget=TextArea, validators=[require_words])
    token = forms.IntegerField(widget=forms.HiddenInput, required=False)


class TokenForm(forms.Form):
    """An act without words, on what was read."""

    token = forms.IntegerField(widget=forms.HiddenInput, required=False)


class HandInForm(TokenForm):
    """Handing in what was read: `shown` is the mark of it (clusters.queries.entered)."""

    shown = forms.CharField(max_length=80, widget=forms.HiddenInput, required=False)

    def hear(self, refusal, shown):
        """Say what stands in the way; the next press is over what the page shows now."""
        self.add_error(None, str(refusal))
        self.data = self.data.copy()
        self.data["token"], self.data["shown"] = refusal.current.version, shown


class FindingForm(forms.Form):
    """A fact that closes a gate of the sheet."""

    gate = forms.ChoiceField(label=_("Rule of the criteria sheet"))
    basis = NFCField(
        label=_("Basis"),
        help_text=_("The document, its number and date."),
        widget=TextArea,
        required=True,
        validators=[require_words],
    )

    def __init__(self, *args, gates, **options):
        super().__init__(*args, **options)
        self.fields["gate"].choices = list(gates.items())
