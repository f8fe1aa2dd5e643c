"""Units that may become members of a season."""

import datetime as dt

from django.db.models import Q

from clusters.models import Member
from organisations.choices import PROVINCIAL, UnitKind
from organisations.models import Unit
from organisations.queries import lineage


def candidates(season, asked=None):
    """Units that existed at some time of the season's year, in alphabetical order, but for its present members.

    The centre groups provinces and agencies; a province, or whoever stands for it by then, groups what is under it.
    The unit `asked` for stays among them: the form that made it a member may be sent again.
    """
    first, last = dt.date(season.year, 1, 1), dt.date(season.year, 12, 31)
    lived = Q(valid_from__lte=last) & (Q(valid_to=None) | Q(valid_to__gt=first))
    organiser = season.cluster.organiser
    if organiser.kind in PROVINCIAL:
        own = lineage.line_on(organiser.pk, last)
        lived &= Q(parent__in=own) | Q(parent__parent__in=own)
    else:
        lived &= Q(parent=None) & ~Q(kind__in=[UnitKind.CENTRAL_BOARD, UnitKind.COUNCIL])
    present = Member.objects.filter(season=season, left_on=None).exclude(unit=asked).values("unit")
    return Unit.objects.filter(lived).exclude(pk__in=present).order_by("sort_key", "valid_from")
