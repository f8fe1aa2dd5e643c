"""Conditions that one criterion looks at together, which sources word as “3/7 tỉnh giảm cả 3 tiêu chí”."""

from dataclasses import dataclass

from clusters.choices import InputPart, Method
from clusters.models import Figure
from clusters.queries import live, sheets
from scoring import aggregates
from scoring.inputs import Figure as Reported


@dataclass(frozen=True, slots=True)
class Together:
    """Conditions that a criterion looks at together, and who meets all of them."""

    name: str
    met: aggregates.Counted
    illustrative: bool


def together_of(season, members) -> tuple[Together, ...]:
    """Every line of the season's sheet that counts with more than one condition."""
    sheet = sheets.current(season)
    return () if sheet is None else of_sheet(sheet, members)


def of_sheet(sheet, members, figures=None) -> tuple[Together, ...]:
    """The same for one sheet; `figures` by member and line, as they stand now where none are given."""
    rules = live.rules_of(sheet)
    several = [line for line in rules.items if line.method == Method.CHECK and len(_conditions(line)) > 1]
    figures = figures or live.figures_of(rules, members)
    return tuple(_met(rules, line, members, figures) for line in several)


def _met(rules, line, members, figures):
    named = [
        aggregates.Named(member.unit.name, Reported(conditions=_answers(rules, line, figures[member.pk, line.pk])))
        for member in members
    ]
    wanted = [taken.indicator_id for taken in _conditions(line)]
    made_up = Figure.objects.current().filter(submission__member__in=members, indicator__in=wanted, illustrative=True)
    return Together(line.name, aggregates.count_all(named), made_up.exists())


def _conditions(line):
    return [taken for taken in line.inputs.all() if taken.part == InputPart.CONDITION]


def _answers(rules, line, reported):
    """How many conditions were met, as the rule says it: True for each, False for the others."""
    points = live.points_of(rules, line, reported)
    for step in points.steps if points else ():
        if step.code == "conditions":
            met, of = int(step.args[0]), int(step.args[1])
            return (True,) * met + (False,) * (of - met)
    return (None,)
