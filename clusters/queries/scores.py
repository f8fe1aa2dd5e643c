"""A member's score sheet: what the rules compute and the three opinions, side by side."""

from dataclasses import dataclass, replace
from decimal import Decimal

from clusters.choices import CriterionKind, Method
from clusters.models import Criterion, Finding, Member, NotAssigned, Score
from clusters.queries import live, sheets
from clusters.queries.standing import seasons_visible_to
from scoring.methods.base import Points

STAGES = ("self", "appraised", "agreed")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a score sheet. `computed` is None for groups, for marks by hand and where the rule is at fault."""

    criterion: Criterion
    computed: Points | None
    rule: object
    score: Score | None
    not_assigned: NotAssigned | None
    hidden: bool
    takes_made_up: bool = False
    done: int = 0
    items: int = 0

    @property
    def illustrative(self):
        """Whether its points rest on anything made up: a figure or plan that the rule takes in, or points given."""
        return self.takes_made_up or (self.score is not None and self.score.illustrative)

    @property
    def is_group(self):
        return self.criterion.kind == CriterionKind.GROUP

    @property
    def manual(self):
        return self.criterion.method == Method.MANUAL

    @property
    def version(self):
        return self.score.version if self.score else 0

    @property
    def faulty(self):
        return not self.is_group and self.rule is None

    @property
    def difference(self):
        """By how much the points given differ from the unit's own, else from the rule's; None without the two."""
        given = self.counted
        before = self.computed_points if self.points("self") is None else self.points("self")
        return None if given is None or self.by_rule or before is None else given[1] - before

    @property
    def counted(self):
        """Whose points a ranking counts, with the points: agreed, else appraised, else the rule's; None without any."""
        given = (*((stage, self.points(stage)) for stage in ("agreed", "appraised")), ("rule", self.computed_points))
        return next((each for each in given if each[1] is not None), None)

    @property
    def counting(self):
        return self.counted[1] if self.counted else None

    @property
    def by_rule(self):
        """Whether the line counts as its rule computed it: nobody gave other points."""
        return self.counted is not None and self.counted[0] == "rule"

    @property
    def computed_points(self):
        return self.computed.value if self.computed is not None else None

    def points(self, stage) -> Decimal | None:
        return getattr(self.score, f"{stage}_points") if self.score else None


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """All lines of one member, with the findings that stand against it."""

    member: Member
    sheet: object
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]

    @property
    def items(self):
        return [line for line in self.lines if not line.is_group]

    @property
    def illustrative(self):
        return any(line.illustrative for line in self.lines)


def members_visible_to(actor):
    """Members of seasons that the actor may know of; whether he may see each is asked of the policy."""
    related = ("season__cluster__organiser", "unit")
    return Member.objects.filter(season__in=seasons_visible_to(actor)).select_related(*related)


def score_sheet(member, *, everybody=(), findings=None) -> ScoreSheet:
    """The member's lines. `everybody` are the season's members when the reader may see what depends on them.

    `findings` are those of `findings_of(member)` where they have been read already.
    """
    findings = findings_of(member) if findings is None else findings
    sheet = sheets.current(member.season)
    return ScoreSheet(member, sheet, _book(sheet, [member], everybody).lines(member), tuple(findings))


def score_sheets(members, sheet) -> list[ScoreSheet]:
    """The sheets of these members of a season, read together; what depends on others is hidden in all of them."""
    book, findings = _book(sheet, members), {}
    for finding in Finding.objects.filter(member__in=members):
        findings.setdefault(finding.member_id, []).append(finding)
    return [ScoreSheet(member, sheet, book.lines(member), tuple(findings.get(member.pk, ()))) for member in members]


def _book(sheet, members, everybody=()):
    rules, compared = live.rules_of(sheet), list(everybody) or members
    figures, made_up = live.figures_beside(rules, members, compared)
    away = NotAssigned.objects.filter(criterion__sheet=sheet, member__in=compared)
    scores = Score.objects.filter(criterion__sheet=sheet, member__in=members)
    return _Book(
        rules=rules,
        figures=figures,
        made_up=made_up,
        away={(one.member_id, one.criterion_id): one for one in away},
        scores={(one.member_id, one.criterion_id): one for one in scores},
        compared=compared if everybody else [],
    )


def line_of(sheet, criterion_id) -> Line | None:
    return next((line for line in sheet.items if line.criterion.pk == criterion_id), None)


def findings_of(member):
    return Finding.objects.filter(member=member).select_related("recorded_by").order_by("recorded_at")


@dataclass(frozen=True, slots=True)
class _Book:
    """What was read of a sheet and its members, from which the lines of each member are made."""

    rules: live.Rules
    figures: dict
    made_up: set
    away: dict
    scores: dict
    compared: list

    def lines(self, member):
        return tuple(_counted([self.line(line, member) for line in self.rules.lines]))

    def line(self, line, member):
        if line.kind == CriterionKind.GROUP:
            return Line(line, None, None, None, None, False)
        rule, away = self.rules.rules.get(line.pk), self.away.get((member.pk, line.pk))
        pool, beside = None, [member]
        if self.compared and rule is not None and rule.depends_on_others:
            pool, beside = live.pool_of(line, self.compared, self.figures, self.away), self.compared
        computed = None if away else live.points_of(self.rules, line, self.figures[member.pk, line.pk], pool=pool)
        hidden = computed is not None and computed.cause == "depends_on_others"
        made_up = computed is not None and any((other.pk, line.pk) in self.made_up for other in beside)
        return Line(line, computed, rule, self.scores.get((member.pk, line.pk)), away, hidden, made_up)


def _counted(lines):
    """Groups learn how many of the lines under them bear points that count, and how many apply."""
    parents = {one.criterion.pk: one.criterion.parent_id for one in lines}
    asked, done = {}, {}
    for line in lines:
        if line.is_group or line.not_assigned is not None:
            continue
        above = line.criterion.parent_id
        while above is not None:
            asked[above] = asked.get(above, 0) + 1
            done[above] = done.get(above, 0) + (line.counting is not None)
            above = parents[above]
    return [
        replace(line, done=done.get(line.criterion.pk, 0), items=asked.get(line.criterion.pk, 0))
        if line.is_group
        else line
        for line in lines
    ]
