"""A made-up number that is typed over: the new one is not made up, unless whoever types it says so."""

from decimal import Decimal

from django.utils.translation import gettext as _

from clusters.choices import PreviousOrigin

NUMBERS = ("value", "numerator", "denominator", "previous")
UNMARKED = {"illustrative": False, "source": ""}


class MarkMixin:
    """For forms with `illustrative` and `source`: neither passes over from a made-up number to what is typed instead.

    `stood` is the made-up figure or plan that stands, for the page to show; None where what stands is not made up.
    """

    stood = None

    def mark_anew(self, stood):
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
        return {} if self.stood is None or "illustrative" in self.fields or self._stays(self.cleaned_data) else UNMARKED

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
