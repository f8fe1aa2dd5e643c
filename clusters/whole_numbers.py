"""What is counted or placed is a whole number that is never below its least; said once, for forms and for actions."""

from django.utils.translation import gettext as _

from clusters.choices import IndicatorKind

# The least number of each part that holds a count or a place; the database knows the same table (migration 0009).
LEAST = {
    IndicatorKind.COUNT: {"value": 0, "previous": 0},
    IndicatorKind.RATIO: {"numerator": 0, "denominator": 0},
    IndicatorKind.RANK: {"value": 1, "previous": 1, "denominator": 1},
}


def refusal(kind, part, number):
    """Why the number cannot be this part of an indicator of the kind, as a sentence; None where it can.

    `part` is a field of a figure or of a plan. Amounts and percentages may be below zero and may be broken, and so may
    the percentage that a plan or last year gives for a ratio.
    """
    if number is None:
        return None
    if kind in LEAST and part in LEAST[kind]:
        if number != number.to_integral_value():
            return _("Type a whole number, for example 1.234.")
        if number < LEAST[kind][part]:
            return _below(kind, part)
    return None


def _below(kind, part):
    if kind == IndicatorKind.RANK and part == "denominator":
        return _("The number of those ranked is a whole number from 1 on, for example 63.")
    if kind == IndicatorKind.RANK:
        return _("A rank is a whole number from 1 on, for example 5.")
    return _("What is counted cannot be below zero. Type 0 or a whole number above it, for example 12.")
