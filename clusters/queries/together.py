"""Conditions that one criterion looks at together, which sources word as “3/7 tỉnh giảm cả 3 tiêu chí”."""

from dataclasses import dataclass

from clusters.choices import InputPart, Method
from clusters.queries import live
from scoring import aggregates
from scoring.inputs import Figure as Reported


@dataclass(frozen=True, slots=True)
class Together:
    """Conditions that a criterion looks at together, and who meets all of them."""

    name: str
    met: aggregates.Counted
    illustrative: bool


def together_of(rules, members, figures, made_up) -> tuple[Together, ...]:
    """Every line that counts with more than one condition; `figures` by member and line, as `live.figures_of`.

    `made_up` are the indicators of which a member reported a made-up figure.
    """
    several = [line for line in rules.items if line.method == Method.CHECK and len(_conditions(line)) > 1]
    return tuple(_met(rules, line, (members, figures), made_up) for line in several)


def _met(rules, line, told, made_up):
    members, figures = told
    # Who joined after a ranking has no figures in it.
    found = [(member.unit.name, figures.get((member.pk, line.pk), Reported())) for member in members]
    named = [aggregates.Named(name, Reported(conditions=_answers(rules, line, one))) for name, one in found]
    marked = any(taken.indicator_id in made_up for taken in _conditions(line))
    return Together(line.name, aggregates.count_all(named), marked)


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
