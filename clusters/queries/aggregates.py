"""What the members' own figures make together, by the indicator's aggregation; stated figures never enter here."""

from dataclasses import dataclass
from decimal import Decimal

from clusters.choices import Aggregation, Direction, IndicatorKind
from scoring import aggregates
from scoring.inputs import Derivation
from scoring.inputs import Figure as Reported
from scoring.rounding import most_exact


@dataclass(frozen=True, slots=True)
class Whole:
    """One value over those that reported: `counted` of `of`; `count` instead of a value where members are counted."""

    aggregation: str
    value: Decimal | None
    count: int | None
    counted: int
    of: int

    @property
    def label(self):
        return Aggregation(self.aggregation).label

    @property
    def is_percentage(self):
        """Whether the value is a percentage whatever the indicator is measured in."""
        return self.aggregation in (Aggregation.RATIO_OF_SUMS, Aggregation.MEAN_OF_RATIOS)


def whole(indicator, rows):
    """The indicator's aggregate over rows of `overview.across` or a `yearbook.Line`; None where it is only listed."""
    members = [_named(row) for row in rows if row.applies]
    made = _MAKE.get(indicator.aggregation)
    if made is None:
        return None
    found = made(members, indicator)
    if isinstance(found, aggregates.Counted):
        return Whole(indicator.aggregation, None, found.count, found.counted, found.of)
    return Whole(indicator.aggregation, found.value, None, found.counted, found.of)


def _named(row):
    figure, plan = row.figure, row.plan.value if row.plan else None
    if figure is None:
        return aggregates.Named(str(row.member), Reported(plan=plan))
    reported = Reported(
        actual=figure.value,
        plan=plan,
        previous=figure.previous,
        numerator=figure.numerator,
        denominator=figure.denominator,
    )
    return aggregates.Named(str(row.member), reported)


def _places(members, indicator):
    """Those of the indicator, or of the most exact figure: what is made of figures is no less exact than they are."""
    return max(indicator.places, most_exact(one.figure.actual for one in members if one.figure.actual is not None))


def _meeting_plan(members, indicator):
    direction = "higher" if indicator.direction == Direction.HIGHER else "lower"
    return aggregates.count_meeting_plan(members, direction)


def _mean_of_ratios(members, indicator):
    """The mean of each member's own ratio: that of its two numbers where it reports two, else that to its plan."""
    own = Derivation("share" if indicator.kind == IndicatorKind.RATIO else "ratio")
    return aggregates.mean_of_ratios(members, indicator.places, own)


_MAKE = {
    Aggregation.MEAN: lambda members, indicator: aggregates.mean(members, _places(members, indicator)),
    Aggregation.SUM: lambda members, indicator: aggregates.total(members, _places(members, indicator)),
    Aggregation.RATIO_OF_SUMS: lambda members, indicator: aggregates.ratio_of_sums(members, indicator.places),
    Aggregation.MEAN_OF_RATIOS: _mean_of_ratios,
    Aggregation.COUNT_MEETING_PLAN: _meeting_plan,
}
