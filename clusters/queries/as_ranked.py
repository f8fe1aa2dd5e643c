"""A season's figures as a finished run took them: what was changed since is put back, and told."""

from copy import copy
from dataclasses import dataclass, field, replace
from decimal import Decimal

from clusters.models import Figure, Plan
from clusters.queries import ranking
from clusters.queries.layout import layout
from clusters.queries.together import of_sheet
from clusters.queries.yearbook import Line, Told, Yearbook
from scoring.inputs import Figure as Reported

PARTS = {"actual": "value", "numerator": "numerator", "denominator": "denominator", "previous": "previous"}


@dataclass(frozen=True, slots=True)
class Changed:
    """A unit's figure or plan of an indicator that stands otherwise now; None where there is none any more."""

    indicator: object
    name: str
    now: Figure | Plan | None


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a run took in, by member: figures by indicator and period, plans by indicator and giver, conditions by line.

    A key that is missing was not asked for, an empty value was not there.
    """

    figures: dict = field(default_factory=dict)
    plans: dict = field(default_factory=dict)
    conditions: dict = field(default_factory=dict)


def as_ranked(book: Yearbook, run) -> tuple[Yearbook, tuple[Changed, ...]]:
    """Return the book with the figures and plans that the run took, and what has changed since.

    What the sheet does not ask for was never frozen, so it stands as it is reported now.
    """
    frozen, changed = _frozen(run), []
    lines = tuple(_line(line, book, frozen, changed) for line in book.lines)
    if not changed:
        return book, ()
    together = of_sheet(run.sheet, book.members, frozen.conditions)
    return replace(book, lines=lines, together=together), tuple(changed)


def _line(line: Line, book: Yearbook, frozen: Frozen, changed: list) -> Line:
    told = []
    for member, each in zip(book.members, line.told, strict=True):
        key = (member.pk, line.indicator.pk)
        figure, plans = _figure(each, key, book.period, frozen), _plans(each, key, frozen)
        told.append(replace(each, figure=figure, plans=plans))
        if figure is not each.figure:
            changed.append(Changed(line.indicator, each.name, each.figure))
        stood = {plan.pk: plan.value for plan in plans}
        changed += [Changed(line.indicator, each.name, now) for now in each.plans if stood.get(now.pk) != now.value]
    return replace(line, told=tuple(told))


def _figure(told: Told, key, period, frozen: Frozen) -> Figure | None:
    """The newest revision that says what the run took."""
    taken = frozen.figures.get((*key, period))
    if taken is None or taken == _parts(told.figure):
        return told.figure
    member, indicator = key
    kept = Figure.objects.filter(submission__member=member, submission__period=period, indicator=indicator)
    return next((one for one in kept.order_by("-revision") if _parts(one) == taken), None)


def _parts(figure: Figure | None) -> dict:
    told = {part: getattr(figure, name) for part, name in PARTS.items()} if figure else {}
    return {part: value for part, value in told.items() if value is not None}


def _plans(told: Told, key, frozen: Frozen) -> tuple[Plan, ...]:
    """The plans with the values that the run took; plans keep no revisions."""
    kept = []
    for plan in told.plans:
        taken = frozen.plans.get((*key, plan.giver), plan.value)
        if taken is not None:
            kept.append(plan if taken == plan.value else copy(plan))
            kept[-1].value = taken
    return tuple(kept)


def _frozen(run) -> Frozen:
    items, frozen = layout(run.sheet).items, Frozen()
    for told in ranking.document(run)["inputs"]["members"]:
        member = int(told["key"])
        for at, item in enumerate(items):
            if item.actual is not None:
                _keep(frozen, member, item.actual, {part: told[part][at] for part in (*PARTS, "plan") if part in told})
            cells = told.get("conditions", {}).get(item.key, ())
            answers = [
                _keep(frozen, member, taken, cell or {}) for taken, cell in zip(item.conditions, cells, strict=False)
            ]
            frozen.conditions[member, item.pk] = Reported(conditions=tuple(answers))
    return frozen


def _keep(frozen: Frozen, member: int, taken, cell: dict) -> Reported | None:
    numbers = {part: Decimal(value) for part, value in cell.items() if value is not None}
    answer = Reported(**numbers) if numbers else None
    frozen.plans[member, taken.indicator, taken.giver] = numbers.pop("plan", None)
    frozen.figures[member, taken.indicator, taken.period] = numbers
    return answer
