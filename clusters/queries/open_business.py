"""What keeps a unit from ending or closing on a day, or a member from leaving its season."""

from django.utils.translation import gettext as _

from clusters.choices import Phase
from clusters.models import Member, Season
from organisations import superiors

# The apps above add what they ask before a member leaves: of the member, a list of sentences.
OF_MEMBER = []


def of_unit(unit, on):
    """Return a sentence for each season not yet published, of that year or later, of which the unit is a member."""
    open_seasons = Member.objects.filter(unit=unit, left_on=None, season__year__gte=on.year)
    found = open_seasons.exclude(season__phase=Phase.PUBLISHED).select_related("season__cluster")
    sentence = _("It is a member of “%(season)s”, which is not published yet: publish it or record that the unit left.")
    return [sentence % {"season": member.season} for member in found.order_by("season__year", "pk")]


def of_organiser(unit, _on):
    """Return a sentence for each open season of a cluster that the unit, or one whose heir it is, organises."""
    organised = Season.objects.filter(cluster__organiser__in=superiors.line_of(unit.pk))
    found = organised.exclude(phase=Phase.PUBLISHED).select_related("cluster").order_by("year", "pk")
    sentence = _(
        "It organises “%(season)s”, which is not published yet: publish it, or ask the administrator of the central "
        "board to name another organiser."
    )
    return [sentence % {"season": season} for season in found]


def of_member(member):
    """Return a sentence for each thing that must be settled before the member leaves its season."""
    return [sentence for ask in OF_MEMBER for sentence in ask(member)]
