"""The grid of results: one member and period by group of criteria, or one indicator for all members."""

from dataclasses import dataclass

from clusters.choices import PlanGiver
from clusters.models import Criterion, Figure, Indicator, Plan
from clusters.queries import completeness, criteria, last_year
from clusters.queries.cells import Cell, Group, PlanLine
from scoring.inputs import Derivation
from scoring.inputs import Figure as Reported
from scoring.rounding import rounded


def grid(submission, actor, *, everything=False, lines=None):
    """The groups of a submission's cells as the actor may read them; `everything` adds what none asks for.

    `lines` are those of the season's sheet, where they were read already.
    """
    season = submission.member.season if submission.member_id else None
    if lines is None:
        lines = criteria.lines_of(season) if season else []
    asked = {one.indicator.pk: one for one in completeness.asked_by(lines)}
    figures = {figure.indicator_id: figure for figure in _figures(submission)}
    plans = _plans(submission)
    others = _others(asked, figures, plans, everything or season is None)
    indicators = [one.indicator for one in asked.values()] + others
    book = _Book(
        asked=asked,
        due={one.indicator.pk for one in completeness.asked_by(lines, submission.period)},
        figures=figures,
        plans=plans,
        carried=last_year.carried_all(submission, indicators, actor),
        away=completeness.not_assigned_of(submission.member_id) if season else frozenset(),
    )
    return _grouped(asked, {indicator.pk: book.cell(indicator) for indicator in indicators})


def cell(submission, indicator, actor):
    """One cell of the grid, the same value as in `grid`."""
    return place(submission, indicator, actor)[1]


def place(submission, indicator, actor):
    """One cell of the grid after the group that it stands in; (None, None) where it stands in none."""
    groups = grid(submission, actor, everything=True)
    found = ((group, cell) for group in groups for cell in group.cells)
    return next((pair for pair in found if pair[1].indicator.pk == indicator.pk), (None, None))


def history(submission, indicator):
    """Every revision of a figure, the newest first."""
    revisions = Figure.objects.filter(submission=submission, indicator=indicator)
    return revisions.select_related("indicator", "entered_by").order_by("-revision")


def plan_of(submission, indicator, giver):
    """The plan of one giver; None where none was assigned."""
    return Plan.objects.filter(**_owned_with(submission), indicator=indicator, giver=giver).first()


def plan_percent(actual, plan):
    """How much of a plan was reached, in per cent to two places; None where that cannot be said."""
    derived = Derivation("ratio").of(Reported(actual=actual, plan=plan))
    return None if derived.value is None else rounded(derived.value, 2)


def _figures(submission):
    return Figure.objects.current().filter(submission=submission).select_related("indicator", "entered_by")


def _owned_with(submission):
    return {"member": submission.member_id} if submission.member_id else {"unit_year": submission.unit_year_id}


def _plans(submission):
    found: dict[int, dict[str, Plan]] = {}
    for plan in Plan.objects.filter(**_owned_with(submission)).select_related("indicator"):
        found.setdefault(plan.indicator_id, {})[plan.giver] = plan
    return found


def _others(asked, figures, plans, everything):
    """Indicators that no line asks for: those with something in them, retired or not, or all that are in use too."""
    known = {figure.indicator_id: figure.indicator for figure in figures.values()}
    for given in plans.values():
        known |= {plan.indicator_id: plan.indicator for plan in given.values()}
    if everything:
        known |= {one.pk: one for one in Indicator.objects.filter(retired_on=None)}
    rest = [indicator for pk, indicator in known.items() if pk not in asked]
    return sorted(rest, key=lambda one: (one.position, one.code, one.version))


@dataclass(frozen=True, slots=True)
class _Book:
    """What was read of a submission, from which its cells are made."""

    asked: dict
    due: set
    figures: dict
    plans: dict
    carried: dict
    away: frozenset

    def cell(self, indicator):
        figure, asked = self.figures.get(indicator.pk), self.asked.get(indicator.pk)
        if figure is not None:
            figure.indicator = indicator
        return Cell(
            indicator=indicator,
            figure=figure,
            plans=_plan_lines(figure, self.plans.get(indicator.pk, {}), asked.plan_giver if asked else ""),
            applies=asked is None or completeness.applies(asked, self.away),
            asked=indicator.pk in self.due,
            carried=self.carried.get(indicator.pk),
        )


def _plan_lines(figure, given, counted):
    givers = [giver for giver in PlanGiver.values if giver in given or giver == counted]
    actual = last_year.shown_value(figure) if figure and figure.reported else None
    return tuple(
        PlanLine(
            giver=giver,
            plan=given.get(giver),
            percent=plan_percent(actual, given[giver].value) if giver in given else None,
            counts=giver == counted,
        )
        for giver in givers
    )


def _grouped(asked, cells):
    groups: dict[int, tuple[Criterion, list[Cell]]] = {}
    for pk, one in asked.items():
        groups.setdefault(one.top.pk, (one.top, []))[1].append(cells[pk])
    found = [Group(top, tuple(own)) for top, own in groups.values()]
    rest = tuple(cell for pk, cell in cells.items() if pk not in asked)
    return [*found, Group(None, rest)] if rest else found
