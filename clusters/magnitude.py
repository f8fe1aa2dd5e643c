"""Which numbers are so far from all that is known of them that a person is asked whether they are meant."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from clusters.choices import IndicatorKind
from clusters.templatetags.numbers import number, percent

# A slipped mark makes a number ten times too large or too small; the true one may have moved a little besides.
TIMES = 8
# Below these the larger of the two says nothing: one accident or ten, a growth of 0,5 or of 5 per cent.
LEAST = {IndicatorKind.COUNT: 100, IndicatorKind.PERCENTAGE: 20, IndicatorKind.RATIO: 20}
PERCENTAGES = (IndicatorKind.PERCENTAGE, IndicatorKind.RATIO)
# Of a number that nothing is known of, so many digits before the mark are rather two numbers in one cell.
MOST_DIGITS = 10
# Beyond it a percentage is rather an amount in the wrong cell; below it nothing is left of what there was.
HIGHEST_PERCENTAGE, LOWEST_PERCENTAGE = 1000, -100


@dataclass(frozen=True, slots=True)
class Known:
    """What a number can be held against: last year's, the plans of the year, and the number that it replaces."""

    previous: Decimal | None = None
    plans: tuple[Decimal, ...] = ()
    stood: Decimal | None = None

    @property
    def numbers(self):
        return [one for one in (self.previous, *self.plans, self.stood) if one is not None]

    def named(self, one, kind):
        """The number with what it is: “the year plan (5.200)”."""
        told = percent(one, None) if kind in PERCENTAGES else number(one)
        if one == self.previous:
            return _("last year's number (%(number)s)") % {"number": told}
        if one in self.plans:
            return _("the year plan (%(number)s)") % {"number": told}
        return _("the number that stands (%(number)s)") % {"number": told}


def strange(kind, value, known):
    """The sentence that asks; None for what is nothing out of the way, and where nothing is known to compare with.

    A number that is near to anything known of it is not asked about, whatever else is known; nought is a figure, and
    asked about only where it takes the place of a number that says something.
    """
    if kind not in (IndicatorKind.AMOUNT, *LEAST) or value in known.numbers:
        return None
    if kind == IndicatorKind.COUNT and value < 0:
        return None  # refused outright, so nothing is left to ask
    if value == 0:
        return _emptied(kind, known)
    if not any(known.numbers) and kind not in PERCENTAGES:
        return _long(value)
    if value < 0 and known.numbers and min(known.numbers) >= 0 and max(known.numbers) > 0:
        told = _("This number is below zero, while %(known)s is not. If it is right, press “Save” again.")
        return told % {"known": known.named(_nearest(value, known.numbers), kind)}
    return _far(kind, value, known) or _no_percentage(kind, value, known)


def _emptied(kind, known):
    if not known.stood or abs(known.stood) < LEAST.get(kind, 0):
        return None
    told = _("You typed 0 over %(known)s. If it is right, press “Save” again.")
    return told % {"known": known.named(known.stood, kind)}


def _long(value):
    digits = len(str(abs(int(value))))
    if digits < MOST_DIGITS:
        return None
    told = _("This number has %(digits)s digits before the decimal mark. If it is right, press “Save” again.")
    return told % {"digits": digits}


def nearer(one, other, known):
    """Whether `one` is nearer to anything known than `other` is, as so many times larger or smaller."""
    return any(known.numbers) and _away(one, known.numbers) < _away(other, known.numbers)


def _far(kind, value, known):
    alike = [one for one in known.numbers if one * value > 0]
    nearest = _nearest(value, alike)
    if nearest is None or _times(value, nearest) < TIMES or max(abs(value), abs(nearest)) < LEAST.get(kind, 0):
        return None
    if abs(value) > abs(nearest):
        told = _("This number is %(times)s times as large as %(known)s. If it is right, press “Save” again.")
    else:
        told = _("This number is only one part in %(times)s of %(known)s. If it is right, press “Save” again.")
    return told % {"times": number(_times(value, nearest), 0), "known": known.named(nearest, kind)}


def _no_percentage(kind, value, known):
    """A percentage far beyond what percentages are; near to one that is known, it is one of those."""
    if kind not in PERCENTAGES or any(one * value > 0 and _times(value, one) < TIMES for one in known.numbers):
        return None
    if value > HIGHEST_PERCENTAGE:
        told = _("%(value)s is more than a percentage usually is. If it is right, press “Save” again.")
    elif value < LOWEST_PERCENTAGE:
        told = _("%(value)s is less than a percentage usually is. If it is right, press “Save” again.")
    else:
        return None
    return told % {"value": percent(value, None)}


def _away(value, known):
    nearest = _nearest(value, known)
    return _times(value, nearest)


def _nearest(value, known):
    others = [one for one in known if one]
    return min(others, key=lambda one: _times(value, one)) if others else None


def _times(one, other):
    """How many times the larger of the two is as large as the smaller, whatever their signs."""
    small, large = sorted((abs(one), abs(other)))
    return large / small
