"""A season's figures as a finished run took them: what was changed since is put back, and told."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field, replace
from decimal import Decimal

from clusters.models import Figure, Plan
from clusters.queries import aggregates, criteria, live, ranking
from clusters.queries.layout import items_of
from clusters.queries.together import together_of
from clusters.queries.yearbook import Line, Told, Yearbook
from scoring.inputs import Figure as Reported

PARTS = {"actual": "value", "numerator": "numerator", "denominator": "denominator", "previous": "previous"}


@dataclass(frozen=True, slots=True)
class Changed:
    """A unit's figure or plan of an indicator that stands otherwise now; None where there is none any more."""

    indicator: object
    name: str
    now: Figure | Plan | None
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a run took in by member: figures by indicator and period, plans by indicator then giver, conditions by line.

    A key that is missing was not asked for, an empty value was not there.
    """

    illustrative: bool
    figures: dict = field(default_factory=dict)
    plans: dict = field(default_factory=dict)
    conditions: dict = field(default_factory=dict)

    def took(self, told: Told, key, period) -> bool:
        """Whether the run took the figure that stands now, or asked for none."""
        taken = self.figures.get((*key, period))
        return taken is None or taken == _parts(told.figure)


def as_ranked(book: Yearbook, run, document=None, sheet_lines=None) -> tuple[Yearbook, tuple[Changed, ...]]:
    """Return the book with the figures and plans that the run took, and what has changed since.

    What the sheet does not ask for was never frozen, so it stands as it is reported now. The document of the run and
    the lines of its sheet are read unless they are given.
    """
    document = ranking.document(run) if document is None else document
    sheet_lines = criteria.lines(run.sheet) if sheet_lines is None else sheet_lines
    frozen, changed = _frozen(run, document, sheet_lines), []
    kept = _kept(book, frozen)
    lines = aggregates.weighed(_line(line, book, frozen, kept, changed) for line in book.lines)
    if not changed:
        return book, ()
    together = together_of(live.rules_from(sheet_lines), book.members, frozen.conditions, book.made_up)
    return replace(book, lines=lines, together=together), tuple(changed)


def _kept(book: Yearbook, frozen: Frozen) -> dict:
    """{(member, indicator): every revision, the newest first} of the figures that stand otherwise now, in one query."""
    asked = [
        (member.pk, line.indicator.pk)
        for line in book.lines
        for member, told in zip(book.members, line.told, strict=True)
        if not frozen.took(told, (member.pk, line.indicator.pk), book.period)
    ]
    if not asked:
        return {}
    members, indicators = ({key[at] for key in asked} for at in (0, 1))
    found = Figure.objects.filter(submission__member__in=members, indicator__in=indicators)
    kept = {}
    for one in found.filter(submission__period=book.period).select_related("submission").order_by("-revision"):
        kept.setdefault((one.submission.member_id, one.indicator_id), []).append(one)
    return kept


def _line(line: Line, book: Yearbook, frozen: Frozen, kept: dict, changed: list) -> Line:
    told = []
    for member, each in zip(book.members, line.told, strict=True):
        key = (member.pk, line.indicator.pk)
        figure = each.figure
        if not frozen.took(each, key, book.period):
            taken = frozen.figures[*key, book.period]
            figure = next((one for one in kept.get(key, ()) if _parts(one) == taken), None)
            changed.append(Changed(line.indicator, each.name, each.figure))
        plans = _plans(each, key, frozen)
        told.append(replace(each, figure=figure, plans=plans))
        changed += _replanned(line.indicator, each, plans)
    return replace(line, told=tuple(told))


def _replanned(indicator, told: Told, plans: tuple[Plan, ...]) -> Iterator[Changed]:
    """The plans that the run did not take so: another value now, set since, or taken away since."""
    stood, now = ({plan.giver: plan for plan in each} for each in (plans, told.plans))
    for giver in sorted(stood.keys() | now.keys()):
        if giver not in stood or giver not in now or stood[giver].value != now[giver].value:
            yield Changed(indicator, told.name, now.get(giver), planned=True)


def _parts(figure: Figure | None) -> dict:
    told = {part: getattr(figure, name) for part, name in PARTS.items()} if figure else {}
    return {part: value for part, value in told.items() if value is not None}


def _plans(told: Told, key, frozen: Frozen) -> tuple[Plan, ...]:
    """The plans with the values that the run took; plans keep no revisions, so one taken away is written anew.

    Only the plan that counts was asked for, so what is written anew stands first, as the one that counts does.
    """
    (member, indicator), taken, kept = key, frozen.plans.get(key, {}), []
    for giver in sorted(taken.keys() - {plan.giver for plan in told.plans}):
        if taken[giver] is not None:
            made = {"giver": giver, "value": taken[giver], "illustrative": frozen.illustrative}
            kept.append(Plan(member_id=member, indicator_id=indicator, **made))
    for plan in told.plans:
        value = taken.get(plan.giver, plan.value)
        if value is not None:
            kept.append(plan if value == plan.value else copy(plan))
            kept[-1].value = value
    return tuple(kept)


def _frozen(run, document, sheet_lines) -> Frozen:
    items, frozen = items_of(sheet_lines), Frozen(run.illustrative)
    for told in document["inputs"]["members"]:
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
    frozen.plans.setdefault((member, taken.indicator), {})[taken.giver] = numbers.pop("plan", None)
    frozen.figures[member, taken.indicator, taken.period] = numbers
    return answer
