"""A number typed over another: it is made up, or has the other's source, only if whoever types it says so."""

from decimal import Decimal

from django.utils.translation import gettext as _

from clusters.choices import PreviousOrigin

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
        if shown and self._stays(given) and not given.get("illustrative") and not given.get("source"):
            self.add_error(
                "illustrative",
                _(
                    "A made-up number stands here as before. Tick this box to leave it so, type other numbers, "
                    "or name the source that reports this one."
                ),
            )
        return given

    def unmarked(self):
        """What a form that shows neither field says of both: as they were while the number stays, else nothing."""
        if self.before is None or "source" in self.fields:
            return {}
        if self.stood is not None:
            return {} if self._stays(self.cleaned_data) else UNMARKED
        return {} if self._untouched() else {"source": ""}

    def left_behind(self, saved):
        """The source of the number that stood, where it did not pass over to the one that was typed instead."""
        typed_over = self.before is not None and "source" not in self.fields and not saved.source
        return self.before.source if typed_over else ""

    def _untouched(self):
        shown = [name for name in NUMBERS if name in self.fields]
        return all(_number(self.cleaned_data.get(name)) == getattr(self.before, name) for name in shown)

    def _stays(self, given):
        """Whether any made-up number is left as it was; last year's value carried over brings its own mark."""
        carried = given.get("carry") or getattr(self.stood, "previous_origin", "") == PreviousOrigin.CARRIED
        made_up = {name: getattr(self.stood, name, None) for name in NUMBERS if not (name == "previous" and carried)}
        return any(
            number is not None and (name not in self.fields or _number(given.get(name)) == number)
            for name, number in made_up.items()
        )


def _number(value):
    return None if value in (None, "") else Decimal(value)
