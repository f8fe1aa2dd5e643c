"""What stands in the grid of results: a cell with its plans, and the group of criteria that it stands in."""

from dataclasses import dataclass
from decimal import Decimal

from clusters.choices import PlanGiver
from clusters.models import Criterion, Figure, Indicator, Plan
from clusters.queries import completeness, last_year


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
