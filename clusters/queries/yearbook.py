"""What was reported, planned and stated for one period, indicator by indicator: what reviews are written from."""

from dataclasses import dataclass

from clusters.choices import Period
from clusters.models import Figure, Indicator, Member, Plan, Statement, UnitYear
from clusters.queries import completeness, criteria, live, statements
from clusters.queries.aggregates import weighed
from clusters.queries.together import Together, together_of
from scoring import aggregates
from scoring.inputs import Figure as Reported


@dataclass(frozen=True, slots=True)
class Told:
    """One unit's figure with its year plans; that of the `giver` whom the sheet names counts, of any without one.

    `weight` is its figure of the indicator that a weighted mean goes by.
    """

    name: str
    figure: Figure | None
    plans: tuple[Plan, ...]
    applies: bool
    giver: str = ""
    weight: Figure | None = None

    @property
    def reported(self):
        return self.applies and self.figure is not None and self.figure.reported

    @property
    def plan(self):
        """The plan that counts."""
        return next((plan for plan in self.plans if self.giver in ("", plan.giver)), None)

    @property
    def member(self):
        """Whose it is, as `queries.aggregates` asks for it."""
        return self.name

    @property
    def illustrative(self):
        return self.figure is not None and self.figure.illustrative

    @property
    def named(self):
        """The same for the aggregates of scoring; what does not apply counts as not reported."""
        figure = self.figure if self.reported else None
        return aggregates.Named(
            self.name,
            Reported(
                actual=figure.value if figure else None,
                plan=self.plan.value if self.plan else None,
                previous=figure.previous if figure else None,
                numerator=figure.numerator if figure else None,
                denominator=figure.denominator if figure else None,
            ),
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator: what every unit told, in their order, what is stated for the whole, and what a mean goes by."""

    indicator: Indicator
    told: tuple[Told, ...]
    statements: tuple[Statement, ...]
    weight: Indicator | None = None

    @property
    def reported(self):
        return [told for told in self.told if told.reported]

    @property
    def named(self):
        """What the aggregates take: everybody to whom the indicator applies."""
        return [told.named for told in self.told if told.applies]

    @property
    def illustrative(self):
        return any(one.illustrative for told in self.reported for one in (told, told.weight) if one)


@dataclass(frozen=True, slots=True)
class Yearbook:
    """All lines of a season or an own year for a period; `statements` are those about a subject in words.

    `made_up` are the indicators of which a member reported a made-up figure, in any period.
    """

    owner: object
    year: int
    period: str
    members: tuple[Member, ...]
    lines: tuple[Line, ...]
    together: tuple[Together, ...]
    statements: tuple[Statement, ...]
    made_up: frozenset[int] = frozenset()

    @property
    def illustrative(self):
        said = [*self.statements, *(one for line in self.lines for one in line.statements)]
        made_up = any(line.illustrative or any(_made_up(told) for told in line.told) for line in self.lines)
        return made_up or any(one.illustrative for one in said)


def _made_up(told):
    return any(plan.illustrative for plan in told.plans)


def of_season(season, period, sheet_lines=None) -> Yearbook:
    """Read a season: every indicator that a line asks for, that somebody told, or that something is stated about.

    `sheet_lines` are those of the sheet that counts, where they have been read.
    """
    members = tuple(Member.objects.filter(season=season, left_on=None).select_related("unit"))
    sheet_lines = criteria.lines_of(season) if sheet_lines is None else sheet_lines
    # Of any period: figures of a half year stand against the year plan too.
    asked = {one.indicator.pk: one for one in completeness.asked_by(sheet_lines)}
    away = completeness.not_assigned_by(members)
    book = _Book(period, "member", {"member__season": season})
    said = [one for one in statements.statements_of(season) if one.period == period]
    told = {
        pk: tuple(
            book.told(member.pk, member.unit.name, pk, _counted(asked, pk), applies=_applies(asked, pk, away, member))
            for member in members
        )
        for pk in book.indicators(asked, said)
    }
    made_up = book.made_up(members)
    together = _together(book, sheet_lines, members, made_up) if period == Period.FULL_YEAR else ()
    return Yearbook(season, season.year, period, members, book.lines(told, said), together, _in_words(said), made_up)


def _together(book, sheet_lines, members, made_up):
    rules = live.rules_from(sheet_lines)
    figures = live.figures_among(rules, members, book.read, [plan for plans in book.plans.values() for plan in plans])
    return together_of(rules, members, figures, made_up)


def of_unit_year(unit_year: UnitYear, period) -> Yearbook:
    """Read a unit's own year, as a season of one."""
    book = _Book(period, "unit_year", {"unit_year": unit_year})
    said = [one for one in statements.statements_of(unit_year) if one.period == period]
    told = {pk: (book.told(unit_year.pk, unit_year.unit.name, pk),) for pk in book.indicators({}, said)}
    return Yearbook(unit_year, unit_year.year, period, (), book.lines(told, said), (), _in_words(said))


class _Book:
    """Figures and plans of an owner's units, found by unit and indicator."""

    def __init__(self, period, owner, whose):
        key, plan_of = f"{owner}_id", whose
        # Of every period: what a line looks at may be of another one.
        whose = {f"submission__{name}": value for name, value in whose.items()}
        self.read = list(Figure.objects.current().filter(**whose).select_related("indicator", "submission"))
        found = [one for one in self.read if one.submission.period == period]
        self.figures = {(getattr(one.submission, key), one.indicator_id): one for one in found}
        self.plans = {}
        for plan in Plan.objects.filter(**plan_of).select_related("indicator"):
            self.plans.setdefault((getattr(plan, key), plan.indicator_id), []).append(plan)
        self.known = {one.indicator_id: one.indicator for one in found}
        self.known |= {plan.indicator_id: plan.indicator for plans in self.plans.values() for plan in plans}

    def indicators(self, asked, said):
        """Every indicator there is something about, in their order."""
        self.known |= {pk: one.indicator for pk, one in asked.items()}
        self.known |= {one.indicator_id: one.indicator for one in said if one.indicator_id}
        return sorted(self.known, key=lambda pk: (self.known[pk].position, self.known[pk].code, self.known[pk].version))

    def made_up(self, members):
        """The indicators of which one of the members reported a made-up figure."""
        ids = {member.pk for member in members}
        return frozenset(one.indicator_id for one in self.read if one.illustrative and one.submission.member_id in ids)

    def told(self, key, name, indicator_id, giver="", *, applies=True):
        plans = sorted(self.plans.get((key, indicator_id), ()), key=lambda plan: (plan.giver != giver, plan.giver))
        return Told(name, self.figures.get((key, indicator_id)), tuple(plans), applies, giver)

    def lines(self, told, said):
        about = {}
        for one in said:
            if one.indicator_id:
                about.setdefault(one.indicator_id, []).append(one)
        return weighed(Line(self.known[pk], cells, tuple(about.get(pk, ()))) for pk, cells in told.items())


def _in_words(said):
    return tuple(one for one in said if not one.indicator_id)


def _counted(asked, pk):
    return asked[pk].plan_giver if pk in asked else ""


def _applies(asked, pk, away, member):
    return pk not in asked or completeness.applies(asked[pk], away.get(member.pk, frozenset()))
