"""The one way a figure reaches a page: Vietnamese or English notation, and three states that never mix."""

from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils.translation import get_language, gettext

register = template.Library()

NOT_REPORTED = "—"
MINUS = "−"
MARKS = {"vi": (".", ","), "en": (",", ".")}


@register.filter
def number(value, places=None):
    """“1.234,56” in Vietnamese, “1,234.56” in English; “—” for None; with `places`, exactly so many decimals."""
    if value is None or value == "":
        return NOT_REPORTED
    amount = value if isinstance(value, Decimal) else Decimal(str(value))
    if places is not None:
        amount = amount.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)
    return _written(amount, keep_zeros=places is not None)


@register.filter
def score(value, places=2):
    """Points of a criteria sheet: always the sheet's number of decimals."""
    return number(value, places)


@register.filter
def percent(value, places=2):
    """A percentage already in hundredths: “94,73 %”; “—” stays alone."""
    text = number(value, places)
    return text if text == NOT_REPORTED else f"{text} %"


@register.simple_tag
def figure(value, not_applicable=False, places=None):
    """One of the three states: “—” not reported, the number (zero is “0”), or “KAD” when it does not apply."""
    if not_applicable:
        return gettext("n/a")
    return number(value, places)


def _written(amount, keep_zeros):
    thousands, point = MARKS["vi" if (get_language() or "vi").startswith("vi") else "en"]
    text = f"{abs(amount):,f}"
    whole, _, fraction = text.partition(".")
    if not keep_zeros:
        fraction = fraction.rstrip("0")
    sign = MINUS if amount < 0 and (whole.strip("0,") or fraction.strip("0")) else ""
    return sign + whole.replace(",", thousands) + (point + fraction if fraction else "")
