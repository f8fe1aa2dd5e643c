"""What the rules make of the figures as they stand now, line by line, before any ranking freezes them."""

from dataclasses import dataclass

from django.db.models import Q

from clusters.choices import InputPart, Method
from clusters.models import Figure, Plan
from clusters.queries import criteria, sheets
from scoring.errors import BadSheet
from scoring.inputs import Figure as Reported
from scoring.methods.base import Method as Rule
from scoring.methods.base import Points
from scoring.sheet import rule


@dataclass(frozen=True, slots=True)
class Rules:
    """The lines of a sheet with their rules; a line whose parameters are at fault has none."""

    lines: tuple
    rules: dict

    @property
    def items(self):
        return criteria.items(self.lines)

    @property
    def comparing(self):
        """The lines alone whose points depend on the other members, with their rules."""
        rules = {pk: rule for pk, rule in self.rules.items() if rule is not None and rule.depends_on_others}
        return Rules(tuple(line for line in self.lines if line.pk in rules), rules)


def rules_of(sheet) -> Rules:
    """Read a sheet once, in two queries: its lines, what each takes in and the rule of each."""
    return rules_from(criteria.lines(sheet))


def rules_from(lines) -> Rules:
    """The same of lines that have been read."""
    return Rules(tuple(lines), {line.pk: rule_of(line) for line in criteria.items(lines)})


def rule_of(criterion) -> Rule | None:
    """The rule of one line; None when its parameters cannot be used."""
    try:
        return rule(sheets.line_data(criterion), criterion.sheet.places)
    except BadSheet:
        return None


def figures_of(rules: Rules, members) -> dict[tuple[int, int], Reported]:
    """What each member reported for each line, in two queries: {(member id, line id): figure of scoring}."""
    asked = [(rules, [member.pk for member in members])]
    return _of_scoring(asked, *_read(asked))


def figures_among(rules: Rules, members, figures, plans) -> dict[tuple[int, int], Reported]:
    """As `figures_of`, found among current figures and plans that have been read."""
    return _of_scoring([(rules, [member.pk for member in members])], *_by_key(figures, plans))


def figures_beside(rules: Rules, members, others) -> tuple[dict[tuple[int, int], Reported], set[tuple[int, int]]]:
    """As `figures_of` for these members, with those of the others where a line compares them; in two queries.

    Beside them the keys of those among which is a made-up figure or plan.
    """
    asked = [(rules.comparing, [other.pk for other in others]), (rules, [member.pk for member in members])]
    figures, plans = _read(asked)
    made_up = {
        (one, line.pk)
        for rules, ids in asked
        for one in ids
        for line in rules.items
        if _made_up(one, line, figures, plans)
    }
    return _of_scoring(asked, figures, plans), made_up


def _made_up(member, line, figures, plans):
    return any(
        thing is not None and thing.illustrative
        for taken in line.inputs.all()
        for thing in (
            figures.get((member, taken.indicator_id, taken.period)),
            plans.get((member, taken.indicator_id, taken.plan_giver)),
        )
    )


def _read(asked):
    mine, planned = Q(pk=None), Q(pk=None)
    for rules, ids in asked:
        wanted = {taken.indicator_id for line in rules.items for taken in line.inputs.all()}
        mine |= Q(submission__member__in=ids, indicator__in=wanted)
        planned |= Q(member__in=ids, indicator__in=wanted)
    figures = Figure.objects.current().filter(mine).select_related("submission")
    return _by_key(figures, Plan.objects.filter(planned))


def _by_key(figures, plans):
    return (
        {(one.submission.member_id, one.indicator_id, one.submission.period): one for one in figures},
        {(one.member_id, one.indicator_id, one.giver): one for one in plans},
    )


def _of_scoring(asked, figures, plans):
    return {
        (member, line.pk): _reported(member, line, figures, plans)
        for rules, ids in asked
        for member in ids
        for line in rules.items
    }


def points_of(rules: Rules, line, reported, *, pool=None) -> Points | None:
    """What the rule makes of a figure; None for lines that people mark, and where the rule cannot be used."""
    rule = rules.rules.get(line.pk)
    if rule is None or line.method == Method.MANUAL:
        return None
    return rule.points(reported, pool)


def computed(member, criterion, rule) -> Points | None:
    """What the rule makes of one member's figures for one line."""
    if rule is None or criterion.method == Method.MANUAL:
        return None
    rules = Rules((criterion,), {criterion.pk: rule})
    return rule.points(figures_of(rules, [member])[member.pk, criterion.pk])


def answers_of(member, criterion, rule):
    """How each condition of a line stands for a member: [(the indicator asked, the condition, the answer of scoring)].

    Empty for lines whose rule knows no conditions, or whose conditions take in no figures.
    """
    asked = [taken.indicator for taken in criterion.inputs.all() if taken.part == InputPart.CONDITION]
    if rule is None or criterion.method != Method.CHECK or not asked:
        return []
    reported = figures_of(Rules((criterion,), {criterion.pk: rule}), [member])[member.pk, criterion.pk]
    return list(zip(asked, rule.conditions, rule.answers(reported), strict=True))


def pool_of(line, members, figures, not_assigned):
    """The figures with which a line's rule compares: those of every member to whom the line is assigned."""
    return [figures[member.pk, line.pk] for member in members if (member.pk, line.pk) not in not_assigned]


def _reported(member, line, figures, plans) -> Reported:
    takes = [(taken, figures.get((member, taken.indicator_id, taken.period))) for taken in line.inputs.all()]
    actual = next((pair for pair in takes if pair[0].part == InputPart.ACTUAL), None)
    conditions = tuple(
        _one(member, taken, figure, plans) if figure is not None and figure.reported else None
        for taken, figure in takes
        if taken.part == InputPart.CONDITION
    )
    return _one(member, *actual, plans, conditions) if actual else Reported(conditions=conditions)


def _one(member, taken, figure, plans, conditions=()) -> Reported:
    planned = plans.get((member, taken.indicator_id, taken.plan_giver))
    plan = None if planned is None else planned.value
    if figure is None:
        return Reported(plan=_short(plan), conditions=conditions)
    return Reported(
        actual=_short(figure.value),
        plan=_short(plan),
        previous=_short(figure.previous),
        numerator=_short(figure.numerator),
        denominator=_short(figure.denominator),
        conditions=conditions,
    )


def _short(value):
    """The number without idle zeros, so that explanations stay clean."""
    if value is None:
        return None
    short = value.normalize()
    return short.quantize(1) if short.as_tuple().exponent > 0 else short
