"""Days of a season or an own year: one that lies years away from it is a slip of the hand."""

from django.utils.translation import gettext as _

from clusters.errors import NotAllowedHere

# Conferences are prepared the year before, and what they conclude may be recorded some years later.
BEFORE, AFTER = 1, 3


def require_near(day, year, field=None):
    """Refuse a day in none of the years from the one before `year` to the third after it; no day is near enough."""
    if day is not None and not year - BEFORE <= day.year <= year + AFTER:
        sentence = _("%(day)s lies far from the year %(year)s. Look again at the year that you typed.")
        raise NotAllowedHere(sentence % {"day": f"{day:%d/%m/%Y}", "year": year}, field)
