"""How the members grew: the one indicator of a season that a reader would rather look at than read."""

from dataclasses import dataclass

from clusters.choices import Aggregation, IndicatorKind, Period
from clusters.models import Criterion, Figure, Indicator, Statement
from clusters.queries import aggregates, sheets, statements
from clusters.queries.overview import Reported

MOST_BARS = 40  # more of them are no picture any more


@dataclass(frozen=True, slots=True)
class Growth:
    """The first percentage with a mean that somebody reported, for every member, in the season's own order.

    `stated` is the mean that a source gives for the whole: it stands before one of the few that are known.
    """

    indicator: Indicator
    period: str
    rows: tuple[Reported, ...]
    whole: aggregates.Whole
    stated: Statement | None

    @property
    def illustrative(self):
        stated = self.stated is not None and self.stated.illustrative
        return stated or any(row.figure.illustrative for row in self.rows if row.figure is not None)


def of_season(season, members) -> Growth | None:
    """What these members reported for the full year, else for its first half; None where nobody did, or too many do."""
    asked = {
        "submission__member__in": [member.pk for member in members],
        "indicator__kind": IndicatorKind.PERCENTAGE,
        "indicator__aggregation": Aggregation.MEAN,
        "value__isnull": False,
    }
    ordered = ("submission__period", "indicator__position", "indicator__code", "indicator__version")
    figures = list(
        Figure.objects.current().filter(**asked).select_related("indicator", "submission").order_by(*ordered)
    )
    if not figures:
        return None
    first = figures[0]
    found = _growth(season, members, first.indicator, first.submission.period, figures)
    # Looked up all the same, so that a page asks as much however many members there are.
    return found if len(members) <= MOST_BARS else None


def _growth(season, members, indicator, period, figures):
    told = {
        one.submission.member_id: one
        for one in figures
        if (one.indicator_id, one.submission.period) == (indicator.pk, period)
    }
    away = _away(season, members, indicator) if len(told) < len(members) else frozenset()
    rows = tuple(Reported(member, told.get(member.pk), None, None, member.pk not in away, None) for member in members)
    stated = statements.mean_of(season, indicator, period)
    return Growth(indicator, Period(period), rows, aggregates.whole(indicator, rows), stated)


def _away(season, members, indicator):
    """Members to whom the indicator does not apply; asked only where somebody has no figure."""
    asking = Criterion.objects.filter(sheet=sheets.current_key(season), inputs__indicator=indicator)
    excused: dict[int, set[int | None]] = {}
    for line, member in asking.values_list("pk", "not_assigned__member"):
        excused.setdefault(line, set()).add(member)
    everywhere = set.intersection(*excused.values()) if excused else set()
    return everywhere & {member.pk for member in members}
