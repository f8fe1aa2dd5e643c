"""Last year's value of a figure, as the unit itself or the unit whose place it took reported it."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from clusters.models import Figure, Indicator, Member, Submission
from organisations.queries import lineage
from scoring.inputs import Derivation
from scoring.inputs import Figure as Reported
from scoring.rounding import rounded

PLACES = 6  # what the column of last year's value holds


@dataclass(frozen=True, slots=True)
class Carried:
    """A value of last year, the unit that reported it, and whether it was made up."""

    value: Decimal
    unit_name: str
    illustrative: bool


def carried(submission: Submission, indicator: Indicator) -> Carried | None:
    """Last year's value of one figure; None when nobody reported it, or several predecessors did."""
    return carried_all(submission, [indicator]).get(indicator.pk)


def carried_all(submission: Submission, indicators) -> dict[int, Carried]:
    """Last year's values by indicator, in three queries; what two predecessors reported is left to be typed."""
    unit, year = owner_of(submission)
    line = lineage.unit_ids_with_predecessors(unit)
    before = Q(submission__member__unit__in=line, submission__member__season__year=year - 1)
    before |= Q(submission__unit_year__unit__in=line, submission__unit_year__year=year - 1)
    found = Figure.objects.current().filter(before, indicator__in=indicators, submission__period=submission.period)
    by_indicator: dict[int, list[tuple[int, Carried]]] = {}
    for figure in found.select_related("submission__member__unit", "submission__unit_year__unit"):
        value, source = shown_value(figure), (figure.submission.member or figure.submission.unit_year).unit
        if value is not None:
            one = Carried(value, source.name, figure.illustrative)
            by_indicator.setdefault(figure.indicator_id, []).append((source.pk, one))
    chosen = {indicator: _only(unit.pk, offered) for indicator, offered in by_indicator.items()}
    return {indicator: one for indicator, one in chosen.items() if one is not None}


def owner_of(submission):
    """The unit and the year that a submission is about."""
    if submission.member_id:
        member: Member = submission.member
        return member.unit, member.season.year
    return submission.unit_year.unit, submission.unit_year.year


def shown_value(figure):
    """One number for a figure: a ratio as its percentage; None where there is none."""
    if figure.value is not None:
        return figure.value
    return share_of(figure.numerator, figure.denominator)


def share_of(numerator, denominator):
    """The percentage that two numbers make; None where they make none."""
    share = Derivation("share").of(Reported(numerator=numerator, denominator=denominator))
    return None if share.value is None else rounded(share.value, PLACES)


def _only(unit_id, offered):
    own = [one for source, one in offered if source == unit_id]
    candidates = own or [one for _source, one in offered]
    return candidates[0] if len(candidates) == 1 else None
