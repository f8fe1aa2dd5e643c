"""Members by group of criteria: who has answered how much; and one indicator for all members."""

from dataclasses import dataclass
from decimal import Decimal

from clusters.choices import Method, Period
from clusters.models import Criterion, Figure, Indicator, Member, Plan, Score, Statement, Submission
from clusters.queries import completeness, criteria, last_year
from clusters.queries.completeness import NONE, Cover
from clusters.queries.figures import plan_percent
from clusters.queries.sheets import sheets_visible
from clusters.queries.standing import members_visible, seasons_visible_to


@dataclass(frozen=True, slots=True)
class Row:
    """One member: its submission and how far it has come in each group; None where nothing is asked of it."""

    member: Member
    submission: Submission | None
    covers: tuple[Cover | None, ...]

    @property
    def total(self):
        return sum((cover for cover in self.covers if cover), NONE)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Members by top groups of the sheet."""

    groups: tuple[Criterion, ...]
    rows: tuple[Row, ...]

    @property
    def submitted(self):
        return sum(row.submission is not None and row.submission.state == "submitted" for row in self.rows)


def matrix(season, members, period):
    """How complete each of the members is, by group; six queries however many there are."""
    covers, tops = completeness.covers(season, members, period)
    submissions = completeness.submissions_of(members, period)
    rows = (
        Row(member, submissions.get(member.pk), tuple(covers[member.pk].get(top.pk) for top in tops))
        for member in members
    )
    return Matrix(tuple(tops), tuple(rows))


def indicators(season, standing):
    """Every indicator of which the reader may see a figure in the season, or a sheet that asks for it."""
    used = Indicator.objects.filter(figures__submission__member__in=members_visible(standing, season))
    asked = Indicator.objects.filter(criterion_inputs__criterion__sheet__in=sheets_visible(standing, season))
    weights = Indicator.objects.filter(pk__in=asked.order_by().values("weight"))
    return list((used | asked | weights).distinct())


def members_of_seasons(actor):
    related = ("season__cluster__organiser", "unit")
    return Member.objects.filter(season__in=seasons_visible_to(actor)).select_related(*related)


def reminders(submission, lines):
    """Those of the sheet's `lines` marked by hand on which the unit gave itself no points: said, but no obstacle."""
    if submission.member_id is None or submission.period != Period.FULL_YEAR:
        return []
    away = completeness.not_assigned_of(submission.member_id)
    given = Score.objects.filter(member=submission.member_id, self_points__isnull=False)
    marked = set(given.values_list("criterion_id", flat=True))
    return [line for line in criteria.items(lines) if line.method == Method.MANUAL and line.pk not in marked | away]


@dataclass(frozen=True, slots=True)
class Reported:
    """What one member reported for the indicator: `applies` False is KAD, no figure is “—”.

    `weight` is its figure of the indicator that a weighted mean goes by.
    """

    member: Member
    figure: Figure | None
    plan: Plan | None
    percent: Decimal | None
    applies: bool
    submission: Submission | None
    weight: Figure | None = None

    @property
    def value(self):
        return last_year.shown_value(self.figure) if self.figure and self.figure.reported else None


@dataclass(frozen=True, slots=True)
class Across:
    """One indicator for all members that may be seen, and what sources state of it for the whole."""

    rows: tuple[Reported, ...]
    statements: tuple[Statement, ...]
    whole: bool

    @property
    def reported(self):
        return [row for row in self.rows if row.value is not None]

    @property
    def illustrative(self):
        return any(
            thing.illustrative for row in self.rows for thing in (row.figure, row.plan, row.weight) if thing is not None
        )


def across(season, indicator, members, period, *, everybody):
    """The indicator for the members; with `everybody`, what is known of the whole is of the whole."""
    asked = next(
        (one for one in completeness.asked_by(criteria.lines_of(season)) if one.indicator.pk == indicator.pk), None
    )
    figures = {
        (figure.submission.member_id, figure.indicator_id): figure
        for figure in Figure.objects.current()
        .filter(
            indicator__in=[indicator.pk, indicator.weight_id], submission__member__in=members, submission__period=period
        )
        .select_related("submission")
    }
    plans = _plans(indicator, members, asked)
    away = completeness.not_assigned_by(members)
    submissions = completeness.submissions_of(members, period)
    rows = []
    for member in members:
        figure, plan = figures.get((member.pk, indicator.pk)), plans.get(member.pk)
        weight = figures.get((member.pk, indicator.weight_id))
        value = last_year.shown_value(figure) if figure and figure.reported else None
        applies = asked is None or completeness.applies(asked, away.get(member.pk, frozenset()))
        percent = None if plan is None else plan_percent(value, plan.value)
        rows.append(Reported(member, figure, plan, percent, applies, submissions.get(member.pk), weight))
    stated = Statement.objects.filter(season=season, indicator=indicator, period=period)
    stated = stated.select_related("indicator").prefetch_related("units")
    return Across(tuple(rows), tuple(stated) if everybody else (), everybody)


def _plans(indicator, members, asked):
    """The plan that counts for each member: that of the giver whom the sheet names, of any where it names none."""
    found = Plan.objects.filter(indicator=indicator, member__in=members).order_by("-giver")
    wanted = asked.plan_giver if asked else ""
    return {plan.member_id: plan for plan in found if wanted in ("", plan.giver)}
