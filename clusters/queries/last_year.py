"""Last year's value of a figure, as the unit itself or the unit whose place it took reported it.

Who may not read the results that hold it is neither shown the value nor told whose it is.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from clusters.models import Figure, Indicator, Member, Submission
from clusters.queries import submissions
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


def carried(submission: Submission, indicator: Indicator, actor) -> Carried | None:
    """Last year's value of one figure; None when nobody or several reported it, or he may not read it."""
    return carried_all(submission, [indicator], actor).get(indicator.pk)


def carried_all(submission: Submission, indicators, actor) -> dict[int, Carried]:
    """Last year's values by indicator that the actor may read; what two predecessors reported is left to be typed.

    Which value it is never depends on who reads: one that is hidden gives way to no other.
    """
    chosen = _chosen(submission, indicators)
    seen = submissions.readable(actor, [figure.submission for figure in chosen.values()])
    return {
        indicator: Carried(shown_value(figure), _source(figure).name, figure.illustrative)
        for indicator, figure in chosen.items()
        if figure.submission_id in seen
    }


def made_up(submission: Submission, indicator: Indicator) -> bool:
    """Whether last year's value of the figure was made up: the mark is no secret."""
    return any(figure.illustrative for figure in _chosen(submission, [indicator]).values())


def _chosen(submission, indicators) -> dict[int, Figure]:
    """Last year's figures by indicator, whoever may read them."""
    unit, year = owner_of(submission)
    line = lineage.unit_ids_with_predecessors(unit)
    before = Q(submission__member__unit__in=line, submission__member__season__year=year - 1)
    before |= Q(submission__unit_year__unit__in=line, submission__unit_year__year=year - 1)
    found = Figure.objects.current().filter(before, indicator__in=indicators, submission__period=submission.period)
    by_indicator: dict[int, list[Figure]] = {}
    for figure in found.select_related("submission__member__unit", "submission__unit_year__unit"):
        if shown_value(figure) is not None:
            by_indicator.setdefault(figure.indicator_id, []).append(figure)
    chosen = {indicator: _only(unit.pk, offered) for indicator, offered in by_indicator.items()}
    return {indicator: figure for indicator, figure in chosen.items() if figure is not None}


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
    candidates = [figure for figure in offered if _source(figure).pk == unit_id] or offered
    return candidates[0] if len(candidates) == 1 else None


def _source(figure):
    return (figure.submission.member or figure.submission.unit_year).unit
