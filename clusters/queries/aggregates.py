"""What the members' own figures make together, by the indicator's aggregation; stated figures never enter here."""

from dataclasses import dataclass, replace
from decimal import Decimal

from clusters.choices import FITTING, Aggregation, Direction, IndicatorKind
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

    @property
    def places(self):
        """How many decimals it is shown with: a mean all that it was rounded to, a sum (None) as many as it has."""
        rounded = self.value is not None and self.aggregation != Aggregation.SUM
        return -self.value.as_tuple().exponent if rounded else None


@dataclass(frozen=True, slots=True)
class Extremes:
    """The highest and the lowest value that was reported, and who has it: more than one where values are equal."""

    highest: aggregates.Extreme
    lowest: aggregates.Extreme


def whole(indicator, rows):
    """The indicator's aggregate over rows of `overview.across` or a `yearbook.Line`; None where it is only listed.

    Where the aggregation says nothing of such figures (a sum of percentages) they are only listed too.
    """
    if indicator.aggregation == Aggregation.LIST or indicator.aggregation not in FITTING[indicator.kind]:
        return None
    found = _MAKE[indicator.aggregation]([row for row in rows if row.applies], indicator)
    if isinstance(found, aggregates.Counted):
        return Whole(indicator.aggregation, None, found.count, found.counted, found.of)
    return Whole(indicator.aggregation, found.value, None, found.counted, found.of)


def extremes(indicator, rows):
    """Who reported most and who least, of rows of `overview.across`; None where that says nothing."""
    named = [aggregates.Named(str(row.member), Reported(actual=row.value)) for row in rows if row.applies]
    found = Extremes(aggregates.highest(named), aggregates.lowest(named))
    worded = indicator.kind in (IndicatorKind.YES_NO, IndicatorKind.RANK)
    return None if worded or found.highest.value == found.lowest.value else found


def weighed(lines):
    """Return lines of a `yearbook`, each weighted mean's with what its weights say in the line that tells of them."""
    lines = tuple(lines)
    by_indicator = {line.indicator.pk: line for line in lines}
    return tuple(_weighed(line, by_indicator.get(line.indicator.weight_id)) for line in lines)


def _weighed(line, weights):
    if weights is None:
        return line
    of_each = zip(line.told, weights.told, strict=True)
    told = tuple(replace(one, weight=weight.figure) for one, weight in of_each)
    return replace(line, told=told, weight=weights.indicator)


def _named(rows):
    return [aggregates.Named(str(row.member), _reported(row)) for row in rows]


def _reported(row):
    figure, plan = row.figure, row.plan.value if row.plan else None
    if figure is None:
        return Reported(plan=plan)
    return Reported(
        actual=figure.value,
        plan=plan,
        previous=figure.previous,
        numerator=figure.numerator,
        denominator=figure.denominator,
    )


def _places(rows, indicator):
    """Those of the indicator, or of the most exact figure: what is made of figures is no less exact than they are."""
    told = (row.figure.value for row in rows if row.figure and row.figure.value is not None)
    return max(indicator.places, most_exact(told))


def _weighted_mean(rows, indicator):
    weights = [row.weight.value if row.weight else None for row in rows]
    return aggregates.weighted_mean(_named(rows), weights, _places(rows, indicator))


def _meeting_plan(rows, indicator):
    direction = "higher" if indicator.direction == Direction.HIGHER else "lower"
    return aggregates.count_meeting_plan(_named(rows), direction)


def _yes(rows, _indicator):
    def answered(row):
        value = row.figure.value if row.figure else None
        return Reported(conditions=() if value is None else (bool(value),))

    return aggregates.count_all([aggregates.Named(str(row.member), answered(row)) for row in rows])


def _mean_of_ratios(rows, indicator):
    """The mean of each member's own ratio: that of its two numbers where it reports two, else that to its plan."""
    own = Derivation("share" if indicator.kind == IndicatorKind.RATIO else "ratio")
    return aggregates.mean_of_ratios(_named(rows), indicator.places, own)


_MAKE = {
    Aggregation.MEAN: lambda rows, indicator: aggregates.mean(_named(rows), _places(rows, indicator)),
    Aggregation.WEIGHTED_MEAN: _weighted_mean,
    Aggregation.SUM: lambda rows, indicator: aggregates.total(_named(rows), _places(rows, indicator)),
    Aggregation.RATIO_OF_SUMS: lambda rows, indicator: aggregates.ratio_of_sums(_named(rows), indicator.places),
    Aggregation.MEAN_OF_RATIOS: _mean_of_ratios,
    Aggregation.COUNT_MEETING_PLAN: _meeting_plan,
    Aggregation.COUNT_YES: _yes,
}
