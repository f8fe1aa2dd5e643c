"""A number typed over another: it is made up, or has the other's source, only if whoever types it says so."""

from decimal import Decimal

from django.utils.translation import gettext as _

from clusters.choices import IndicatorKind, PreviousOrigin
from clusters.sentences import number

NUMBERS = ("value", "numerator", "denominator", "previous")
UNMARKED = {"illustrative": False, "source": ""}


class MarkMixin:
    """For forms with `illustrative` and `source`: neither passes over from a made-up number to what is typed instead.

    `stood` is the made-up figure or plan that stands, for the page to show; None where what stands is not made up.
    `before` is what stands, made up or not.
    """

    before = stood = None

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

    def unmarked(self):
        """What a form that shows neither field says of both: as they were while the number stays, else nothing."""
        if self.before is None or "source" in self.fields:
            return {}
        if self.stood is not None:
            return {} if self._left(self.cleaned_data) else UNMARKED
        return {} if self._untouched() else {"source": ""}

    def left_behind(self, saved):
        """The source of the number that stood, where it did not pass over to the one that was typed instead."""
        typed_over = self.before is not None and "source" not in self.fields and not saved.source
        return self.before.source if typed_over else ""

    def _untouched(self):
        shown = [name for name in NUMBERS if name in self.fields]
        return all(_number(self.cleaned_data.get(name)) == getattr(self.before, name) for name in shown)

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
