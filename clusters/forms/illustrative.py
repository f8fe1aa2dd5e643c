"""A number typed over another: it is made up, or has the other's source, only if whoever types it says so."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _

from clusters.choices import IndicatorKind, PreviousOrigin
from clusters.sentences import number

NUMBERS = ("value", "numerator", "denominator", "previous")
UNMARKED = {"illustrative": False, "source": ""}


class MarkMixin(forms.Form):
    """For forms with `illustrative` and `source`: neither passes over from a made-up number to what is typed instead.

    `stood` is the made-up figure or plan that stands, for the page to show; None where what stands is not made up.
    `before` is what stands, made up or not. Its source is asked about once when another number is typed beside it, and
    nothing else is asked then: `sourced` is that number, and sent again it means that the same source reports it.
    """

    before = stood = None
    sourced = forms.CharField(widget=forms.HiddenInput, required=False)

    def mark_anew(self, stood):
        self.before = stood
        if stood is not None and stood.illustrative:
            self.stood = stood
            self.initial |= UNMARKED

    def clean(self):
        given = super().clean()
        shown = self.stood is not None and "illustrative" in self.fields
        left = self._left(given) if shown else {}
        if left and not given.get("illustrative") and not given.get("source"):
            told = _(
                "Made-up numbers stand here as before: %(numbers)s. Tick this box to leave them so, type other "
                "numbers, or name the source that reports them."
            )
            named = [f"{self.fields[name].label} ({number(one)})" for name, one in left.items()]
            self.add_error("illustrative", told % {"numbers": "; ".join(named)})
        return given

    def _post_clean(self):
        super()._post_clean()
        # Asked beside something else, it would be answered by whoever mended that and saved again.
        if not self.errors:
            self._ask_whose_source(self.cleaned_data)

    def _ask_whose_source(self, given):
        typed = self._typed(given)
        if not self._source_stays(given) or not any(typed) or self._untouched():
            return
        meant = "/".join(typed)
        if given.get("sourced") != meant:
            told = _(
                "You changed or added a number, but the source is still the one recorded before. Name the source of "
                "what you typed or empty this box; press “Save” again if that very source reports it."
            )
            self.add_error("source", told)
            self.data = self.data.copy()
            self.data[self.add_prefix("sourced")] = meant

    def _source_stays(self, given):
        return (
            self.before is not None
            and self.stood is None
            and bool(self.before.source)
            and given.get("source") == self.before.source
        )

    def _typed(self, given):
        return [str(given[name]) if given.get(name) not in (None, "") else "" for name in self._shown(given)]

    def _shown(self, given):
        """The numbers that the form asks for; last year's is not typed where it is carried over."""
        carried = given.get("carry") or getattr(self.before, "previous_origin", "") == PreviousOrigin.CARRIED
        return [name for name in NUMBERS if name in self.fields and not (name == "previous" and carried)]

    def unmarked(self):
        """What a form that does not show both fields, or leaves one as it was, says of both.

        They stay as they were while the number stays, and go with it; a made-up number that was left keeps the source
        that said so, and what was taken back has none.
        """
        if self.before is None:
            return {}
        if "source" in self.fields:
            return self._source_of_what_was_left()
        if self.stood is not None:
            return {} if self._left(self.cleaned_data) else UNMARKED
        return {} if self._untouched() else {"source": ""}

    def _source_of_what_was_left(self):
        given = self.cleaned_data
        if self.stood is not None and given.get("illustrative") and not given.get("source") and self._left(given):
            return {"source": self.stood.source}
        return {"source": ""} if self._source_stays(given) and not any(self._typed(given)) else {}

    def left_behind(self, saved):
        """The source of the number that stood, where it did not pass over to the one that was typed instead."""
        typed_over = self.before is not None and "source" not in self.fields and not saved.source
        return self.before.source if typed_over else ""

    def _untouched(self):
        given = self.cleaned_data
        return all(_number(given.get(name)) == getattr(self.before, name) for name in self._shown(given))

    def _left(self, given):
        """The made-up numbers that are left as they were; last year's value carried over brings its own mark.

        Out of how many a rank is says nothing beside another rank: the units that were ranked are as many as before.
        """
        carried = given.get("carry") or getattr(self.stood, "previous_origin", "") == PreviousOrigin.CARRIED
        made_up = {name: getattr(self.stood, name, None) for name in NUMBERS if not (name == "previous" and carried)}
        left = {
            name: one
            for name, one in made_up.items()
            if one is not None and (name not in self.fields or _number(given.get(name)) == one)
        }
        if getattr(self, "kind", None) == IndicatorKind.RANK and "value" not in left:
            left.pop("denominator", None)
        return left


def _number(value):
    return None if value in (None, "") else Decimal(value)
