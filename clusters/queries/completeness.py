"""Which cells of a submission have to be answered, and which are not yet."""

from dataclasses import dataclass
from itertools import chain

from clusters.choices import Derive, InputPart, Method
from clusters.models import Criterion, CriterionInput, Figure, Indicator, NotAssigned, Plan, Submission
from clusters.queries import criteria, sheets


@dataclass(frozen=True, slots=True)
class Asked:
    """One cell that the criteria sheet asks for in a period: the indicator, under which top group, by which lines."""

    indicator: Indicator
    top: Criterion
    criteria: frozenset[int]
    plan_giver: str


@dataclass(frozen=True, slots=True)
class Cover:
    """How far one member has come in one group, or altogether."""

    answered: int
    asked: int

    @property
    def full(self):
        return self.answered == self.asked

    def __add__(self, other):
        return Cover(self.answered + other.answered, self.asked + other.asked)


NONE = Cover(0, 0)


def asked_by(lines, period=None):
    """Every cell that the lines ask for (in the period, or in any), once each, in the sheet's order.

    What a weighted mean goes by is asked for with it: without it there is no mean of the members.
    """
    found: dict[Indicator, list] = {}
    for line in lines:
        for taken in line.inputs.all():
            told = (taken.indicator, taken.indicator.weight) if period in (None, taken.period) else ()
            for indicator in filter(None, told):
                found.setdefault(indicator, []).append((line, taken))
    return [_asked(indicator, takes) for indicator, takes in found.items()]


def _asked(indicator, takes):
    own = (taken for _line, taken in takes if taken.indicator_id == indicator.pk)
    givers = (taken.plan_giver for taken in own if taken.part == InputPart.ACTUAL)
    return Asked(
        indicator=indicator,
        top=takes[0][0].top,
        criteria=frozenset(line.pk for line, _taken in takes),
        plan_giver=next((giver for giver in givers if giver), ""),
    )


def applies(asked, not_assigned):
    """A cell does not apply (KAD) when no line that asks for it is assigned to the member."""
    return not asked.criteria <= not_assigned


def gaps(submission):
    """The indicators that still have to be answered before the submission can be handed in; none for an own year."""
    if submission.member_id is None:
        return []
    asked = asked_by(criteria.lines_of(submission.member.season), submission.period)
    away = not_assigned_of(submission.member_id)
    answered = set(submission.figures.current().values_list("indicator_id", flat=True))
    return [one.indicator for one in asked if applies(one, away) and one.indicator.pk not in answered]


def asked_indicators(season, period):
    """The primary keys of the indicators that the sheet asks for in the period: those that completeness counts."""
    sheet = sheets.current(season)
    asked = (
        CriterionInput.objects.filter(criterion__sheet=sheet, period=period) if sheet else CriterionInput.objects.none()
    )
    return frozenset(chain.from_iterable(asked.values_list("indicator", "indicator__weight"))) - {None}


def missing_plans(submission, lines):
    """[(indicator, giver, its name)]: year plans without which a line of the sheet cannot be computed, once each."""
    if submission.member_id is None:
        return []
    away = not_assigned_of(submission.member_id)
    known = set(Plan.objects.filter(member=submission.member_id).values_list("indicator_id", "giver"))
    needed = {
        (taken.indicator_id, taken.plan_giver): taken
        for line in criteria.items(lines)
        if line.pk not in away and _compares_with_a_plan(line)
        for taken in line.inputs.all()
        if taken.part == InputPart.ACTUAL and taken.plan_giver and taken.period == submission.period
    }
    return [
        (taken.indicator, taken.plan_giver, taken.get_plan_giver_display())
        for pair, taken in needed.items()
        if pair not in known
    ]


def _compares_with_a_plan(line):
    return line.derive == Derive.RATIO or (line.method == Method.LEADER and line.params.get("mode") == "target")


def not_assigned_of(member_id):
    return frozenset(NotAssigned.objects.filter(member=member_id).values_list("criterion_id", flat=True))


def not_assigned_by(members):
    """{member id: the lines that do not apply to it}; members to whom all apply are left out."""
    found: dict[int, frozenset[int]] = {}
    for member, criterion in NotAssigned.objects.filter(member__in=members).values_list("member_id", "criterion_id"):
        found[member] = found.get(member, frozenset()) | {criterion}
    return found


def covers(season, members, period):
    """{member id: {top group id: Cover}} and the groups in order: two queries however many members there are."""
    asked = asked_by(criteria.lines_of(season), period)
    tops = list({one.top.pk: one.top for one in asked}.values())
    ids = [member.pk for member in members]
    answered = set(
        Figure.objects.current()
        .filter(submission__member__in=ids, submission__period=period)
        .values_list("submission__member_id", "indicator_id")
    )
    away = not_assigned_by(members)
    table = {pk: _covers_of(pk, asked, answered, away.get(pk, frozenset())) for pk in ids}
    return table, tops


def _covers_of(member_id, asked, answered, away):
    found: dict[int, Cover] = {}
    for one in asked:
        if applies(one, away):
            here = Cover(int((member_id, one.indicator.pk) in answered), 1)
            found[one.top.pk] = found.get(one.top.pk, NONE) + here
    return found


def submissions_of(members, period):
    """{member id: its submission for the period}."""
    found = Submission.objects.filter(member__in=members, period=period)
    return {submission.member_id: submission for submission in found}
