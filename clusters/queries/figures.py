"""The grid of results: one member and period by group of criteria, or one indicator for all members."""

from dataclasses import dataclass
from decimal import Decimal

from clusters.choices import PlanGiver
from clusters.models import Criterion, Figure, Indicator, Plan
from clusters.queries import completeness, criteria, last_year
from scoring.inputs import Derivation
from scoring.inputs import Figure as Reported
from scoring.rounding import rounded


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan beside a figure: how much of it was reached in per cent, and whether the criteria sheet counts it."""

    giver: str
    plan: Plan | None
    percent: Decimal | None
    counts: bool

    @property
    def label(self):
        return PlanGiver(self.giver).label


@dataclass(frozen=True, slots=True)
class Cell:
    """Everything that stands in one row of the grid."""

    indicator: Indicator
    figure: Figure | None
    plans: tuple[PlanLine, ...]
    applies: bool
    asked: bool
    carried: last_year.Carried | None

    @property
    def reported(self):
        return self.figure is not None and self.figure.reported

    @property
    def revision(self):
        return self.figure.revision if self.figure else 0

    @property
    def illustrative(self):
        plans = any(line.plan is not None and line.plan.illustrative for line in self.plans)
        return plans or self.carries_made_up or (self.figure is not None and self.figure.illustrative)

    @property
    def carries_made_up(self):
        """Whether last year's value is a made-up one of its results; a figure that took it over says so itself."""
        taken = self.figure is not None and self.figure.previous is not None
        return self.carried is not None and self.carried.illustrative and not taken


@dataclass(frozen=True, slots=True)
class Group:
    """A group of criteria with the cells that it asks for; without a criterion, what no line asks for."""

    criterion: Criterion | None
    cells: tuple[Cell, ...]

    @property
    def cover(self):
        asked = self.due
        return completeness.Cover(sum(cell.figure is not None for cell in asked), len(asked))

    @property
    def unreported(self):
        """How many of the answers say that there is no figure, and why."""
        return sum(cell.figure is not None and not cell.reported for cell in self.due)

    @property
    def due(self):
        """The cells that have to be answered before the results are handed in."""
        return [cell for cell in self.cells if cell.asked and cell.applies]


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
    found = (cell for group in grid(submission, actor, everything=True) for cell in group.cells)
    return next((cell for cell in found if cell.indicator.pk == indicator.pk), None)


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
