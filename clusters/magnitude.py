"""Which numbers are so far from all that is known of them that a person is asked whether they are meant."""

from django.utils.translation import gettext as _

from clusters.choices import IndicatorKind
from clusters.templatetags.numbers import number

TIMES = 10
# Beyond it a percentage is rather an amount in the wrong cell.
HIGHEST_PERCENTAGE = 1000


def strange(kind, value, *, previous, plans):
    """The sentence that asks; None for what is nothing out of the way, and where nothing is known to compare with.

    Counts are often small and percentages of growth often near nought: ten times as many accidents, or ten times the
    growth, is no slip of the hand. A part of the year's plan may be small, last year's whole value is not.
    """
    if kind == IndicatorKind.PERCENTAGE and abs(value) > HIGHEST_PERCENTAGE:
        return _("%(value)s %% is more than a percentage usually is. If it is right, press “Save” again.") % {
            "value": number(value)
        }
    if kind != IndicatorKind.AMOUNT or value <= 0:
        return None
    known = [one for one in (previous, *plans) if one is not None and one > 0]
    if known and value >= TIMES * max(known):
        return _("This number is %(times)s times as large as %(known)s. If it is right, press “Save” again.") % {
            "times": number(value / max(known), 0),
            "known": number(max(known)),
        }
    if previous is not None and value * TIMES <= previous:
        told = _("Last year's number is %(known)s, %(times)s times as large. If this one is right, press “Save” again.")
        return told % {"times": number(previous / value, 0), "known": number(previous)}
    return None
