"""Results, points, statements and own years: before publication a member sees itself, the secretariat everybody."""

from types import SimpleNamespace

from clusters.choices import (
    CriterionKind,
    IndicatorKind,
    Method,
    Period,
    Phase,
    PlanGiver,
    PostKind,
    SheetState,
    SubmissionState,
)
from clusters.models import Finding, Statement, Submission, UnitYear
from tests.factories import clusters as make
from tests.matrix.objects import maker
from tests.matrix.table import NOT_ALLOWED, Row, everybody, only

STAFF = ("clerk", "leader")
OVER_ALL = ("secretariat", "reviewer", "administrator")
HANDED_IN = {"state": SubmissionState.SUBMITTED, "submitted_at": "2020-12-01T00:00Z"}
SEE_THE_MEMBER = (*STAFF, "province_administrator", *OVER_ALL)


def season_of(world, phase=Phase.REPORTING):
    """A season with the member unit, the head and one more, a published sheet of two lines, and its figures."""
    season = make.SeasonFactory(phase=phase)
    member = make.MemberFactory(season=season, unit=world.member_unit)
    head = make.MemberFactory(season=season, unit=world.head_unit)
    make.PostFactory(member=head)
    sheet = make.SheetFactory(season=season, gates=[{"when": "finding", "code": "nộp chậm", "effect": "held"}])
    group = make.CriterionFactory(sheet=sheet, kind=CriterionKind.GROUP)
    manual = make.CriterionFactory(sheet=sheet, parent=group)
    ruled = make.CriterionFactory(sheet=sheet, parent=group, method=Method.PROPORTIONAL, derive="ratio")
    indicator = make.IndicatorFactory(kind=IndicatorKind.AMOUNT)
    make.CriterionInputFactory(criterion=ruled, indicator=indicator)
    sheet.state, sheet.published_at = SheetState.PUBLISHED, "2020-02-01T00:00Z"
    sheet.save()
    return SimpleNamespace(
        season=season, member=member, head=head, manual=manual, ruled=ruled, indicator=indicator, sheet=sheet
    )


def _submission(world, whose="member", phase=Phase.REPORTING, **fields):
    made = season_of(world, phase)
    return make.SubmissionFactory(member=getattr(made, whose), **fields), made


@maker
def season_with_results(world):
    return (season_of(world).season.pk,)


@maker
def indicator_of_season(world):
    made = season_of(world)
    return (made.season.pk, made.indicator.pk)


@maker
def results_of_member(world):
    return (_submission(world)[0].pk,)


@maker
def results_of_head(world):
    return (_submission(world, "head")[0].pk,)


@maker
def published_results_of_head(world):
    return (_submission(world, "head", Phase.PUBLISHED)[0].pk,)


@maker
def results_of_member_to_open(world):
    return (season_of(world).member.pk, "H1")


@maker
def results_of_head_to_open(world):
    return (season_of(world).head.pk, "H1")


@maker
def handed_in_results_of_member(world):
    return (_submission(world, **HANDED_IN)[0].pk,)


@maker
def handed_in_results_of_head(world):
    return (_submission(world, "head", Phase.APPRAISAL, **HANDED_IN)[0].pk,)


@maker
def handed_in_cell_of_head(world):
    submission, made = _submission(world, "head", Phase.APPRAISAL, **HANDED_IN)
    return (submission.pk, made.indicator.pk)


@maker
def handed_in_plan_of_head(world):
    return (*handed_in_cell_of_head(world), "centre")


@maker
def cell_of_member(world):
    submission, made = _submission(world)
    return (submission.pk, made.indicator.pk)


@maker
def cell_of_head(world):
    submission, made = _submission(world, "head")
    return (submission.pk, made.indicator.pk)


@maker
def plan_of_member(world):
    return (*cell_of_member(world), "centre")


@maker
def plan_of_head(world):
    return (*cell_of_head(world), "centre")


@maker
def member_of_season(world):
    return (season_of(world).member.pk,)


@maker
def head_of_season(world):
    return (season_of(world).head.pk,)


@maker
def member_under_appraisal(world):
    return (season_of(world, Phase.APPRAISAL).member.pk,)


@maker
def head_under_appraisal(world):
    return (season_of(world, Phase.APPRAISAL).head.pk,)


@maker
def line_of_member(world):
    made = season_of(world)
    return (made.member.pk, made.ruled.pk)


@maker
def line_of_head(world):
    made = season_of(world)
    return (made.head.pk, made.ruled.pk)


@maker
def self_score_of_member(world):
    made = season_of(world)
    return (made.member.pk, made.manual.pk, "self")


@maker
def appraisal_of_member(world):
    made = season_of(world, Phase.APPRAISAL)
    return (made.member.pk, made.manual.pk, "appraised")


@maker
def appraisal_of_head(world):
    made = season_of(world, Phase.APPRAISAL)
    return (made.head.pk, made.manual.pk, "appraised")


@maker
def appraisal_of_head_beside_a_deputy(world):
    made = season_of(world, Phase.APPRAISAL)
    make.PostFactory(member=made.member, kind=PostKind.DEPUTY)
    return (made.head.pk, made.manual.pk, "appraised")


@maker
def finding_against_member(world):
    member = season_of(world, Phase.APPRAISAL).member
    finding = Finding.objects.create(
        member=member, gate="nộp chậm", basis="Biên bản số 1", recorded_at="2021-01-05T00:00Z"
    )
    return (member.pk, finding.pk)


@maker
def statement_of_season(world):
    season = season_of(world).season
    return (Statement.objects.create(season=season, subject="Thu ngân sách", aggregate="sum", value=1).pk,)


@maker
def own_year_of_member_unit(world):
    return (UnitYear.objects.create(unit=world.member_unit, year=2020).pk,)


@maker
def results_of_own_year(world, **fields):
    (own_year,) = own_year_of_member_unit(world)
    return (Submission.objects.create(unit_year_id=own_year, period=Period.FULL_YEAR, **fields).pk,)


@maker
def handed_in_results_of_own_year(world):
    return results_of_own_year(world, **HANDED_IN)


@maker
def cell_of_own_year(world):
    return (*results_of_own_year(world), make.IndicatorFactory(kind=IndicatorKind.AMOUNT).pk)


@maker
def plan_of_own_year(world):
    return (*cell_of_own_year(world), PlanGiver.values[0])


@maker
def own_year_to_open(world):
    return (*own_year_of_member_unit(world), "FY")


SEASON, OWN_YEAR = "season_with_results", "own_year_of_member_unit"
# The unit's officer types; its leader reads and hands in.
WRITE_THE_MEMBER = only("clerk", *OVER_ALL, leader=403, province_administrator=403)
WRITE_THE_HEAD = only(*OVER_ALL)
APPRAISE_THE_MEMBER = only("secretariat", clerk=403, leader=403, province_administrator=403, reviewer=403) | {
    "administrator": 403
}
# The head has no deputies here: the organiser appraises it, never its own staff.
APPRAISE_THE_HEAD = only("reviewer", "administrator", secretariat=403)
# Where the member unit is a deputy, its staff does, and the organiser no longer.
APPRAISE_THE_HEAD_AS_ITS_DEPUTY = only(*STAFF, secretariat=403, reviewer=403, administrator=403)
KEEP_THE_YEAR = only("clerk", "administrator", leader=403, province_administrator=403)
TAKE_THE_YEAR_BACK = only(*STAFF, "administrator", province_administrator=403)
SCORE_THE_MEMBER = only("clerk", leader=403, province_administrator=403, secretariat=403, reviewer=403) | {
    "administrator": 403
}
NOT_THE_MEMBERS_STAFF = only(*STAFF, province_administrator=403, secretariat=403, reviewer=403, administrator=403)
SEND_BACK = only(*OVER_ALL, clerk=403, leader=403, province_administrator=403)
READ_THE_MEMBER = only(*SEE_THE_MEMBER)
READ_THE_HEAD = only(*OVER_ALL)
STATE = SEND_BACK


HAND_THE_YEAR_IN = only(*STAFF, province_administrator=403, administrator=403)
SENT_BACK_BY_NOBODY = only(**dict.fromkeys((*STAFF, "administrator", "province_administrator"), 403))
READ_THE_YEAR = only(*STAFF, "administrator", "province_administrator")


def with_form(route, about, verdict, post=None):
    """A page with a form: the form sent empty answers like the page, unless `post` says otherwise."""
    return Row(route, about, get=verdict, post=post or verdict)


def pressed(verdict):
    """A button without a form of its own leads on."""
    return {who: 302 if answer == 200 else answer for who, answer in verdict.items()}


ROWS = [
    Row("clusters:figures_overview", SEASON, get=READ_THE_MEMBER),
    Row("clusters:figures_indicator", "indicator_of_season", get=READ_THE_MEMBER),
    Row(
        "clusters:submission_open",
        "results_of_member_to_open",
        get=NOT_ALLOWED,
        post=pressed(WRITE_THE_MEMBER),
    ),
    Row("clusters:submission_open", "results_of_head_to_open", get=NOT_ALLOWED, post=pressed(WRITE_THE_HEAD)),
    Row("clusters:figures", "results_of_member", get=READ_THE_MEMBER),
    Row("clusters:figures", "results_of_head", get=READ_THE_HEAD),
    Row("clusters:figures", "published_results_of_head", get=only(*SEE_THE_MEMBER, "council_member")),
    with_form("clusters:figure", "cell_of_member", WRITE_THE_MEMBER | {"secretariat": 403}),
    with_form("clusters:figure", "cell_of_head", WRITE_THE_HEAD),
    Row("clusters:figure_history", "cell_of_member", get=READ_THE_MEMBER),
    Row("clusters:figure_history", "cell_of_head", get=READ_THE_HEAD),
    with_form("clusters:plan", "plan_of_member", WRITE_THE_MEMBER),
    with_form("clusters:plan", "plan_of_head", WRITE_THE_HEAD),
    with_form("clusters:figure", "handed_in_cell_of_head", APPRAISE_THE_HEAD),
    with_form("clusters:plan", "handed_in_plan_of_head", APPRAISE_THE_HEAD),
    with_form("clusters:submission_return", "handed_in_results_of_head", APPRAISE_THE_HEAD),
    with_form("clusters:submission_check", "results_of_member", NOT_THE_MEMBERS_STAFF),
    with_form("clusters:submission_check", "results_of_head", only("secretariat", reviewer=403, administrator=403)),
    with_form("clusters:submission_return", "handed_in_results_of_member", SEND_BACK),
    with_form("clusters:submission_reopen", "handed_in_results_of_member", NOT_THE_MEMBERS_STAFF),
    Row("clusters:scores_overview", SEASON, get=READ_THE_MEMBER),
    Row("clusters:scores", "member_of_season", get=READ_THE_MEMBER),
    Row("clusters:scores", "head_of_season", get=READ_THE_HEAD),
    Row("clusters:explanation", "line_of_member", get=READ_THE_MEMBER),
    Row("clusters:explanation", "line_of_head", get=READ_THE_HEAD),
    with_form("clusters:score", "self_score_of_member", SCORE_THE_MEMBER),
    with_form("clusters:score", "appraisal_of_member", APPRAISE_THE_MEMBER),
    with_form("clusters:score", "appraisal_of_head", APPRAISE_THE_HEAD),
    with_form("clusters:score", "appraisal_of_head_beside_a_deputy", APPRAISE_THE_HEAD_AS_ITS_DEPUTY),
    with_form("clusters:scores_accept", "member_under_appraisal", APPRAISE_THE_MEMBER, pressed(APPRAISE_THE_MEMBER)),
    with_form("clusters:scores_accept", "head_under_appraisal", APPRAISE_THE_HEAD, pressed(APPRAISE_THE_HEAD)),
    with_form("clusters:findings", "member_under_appraisal", APPRAISE_THE_MEMBER),
    with_form("clusters:findings", "head_under_appraisal", APPRAISE_THE_HEAD),
    with_form("clusters:finding_withdraw", "finding_against_member", APPRAISE_THE_MEMBER),
    Row("clusters:statements", SEASON, get=READ_THE_MEMBER),
    with_form("clusters:statement_new", SEASON, STATE),
    with_form("clusters:statement", "statement_of_season", only(*OVER_ALL)),
    Row("clusters:unit_years", get=everybody(200)),
    with_form("clusters:unit_year_new", "", only("clerk", "secretariat", "outsider", "administrator", others=403)),
    with_form(
        "clusters:unit_year",
        OWN_YEAR,
        only(*STAFF, "administrator", "province_administrator"),
        KEEP_THE_YEAR,
    ),
    with_form("clusters:unit_year_remove", OWN_YEAR, KEEP_THE_YEAR),
    with_form("clusters:own_statement_new", OWN_YEAR, KEEP_THE_YEAR),
    Row("clusters:figures", "results_of_own_year", get=READ_THE_YEAR),
    with_form("clusters:figure", "cell_of_own_year", KEEP_THE_YEAR),
    Row("clusters:figure_history", "cell_of_own_year", get=READ_THE_YEAR),
    with_form("clusters:plan", "plan_of_own_year", KEEP_THE_YEAR),
    with_form("clusters:submission_check", "results_of_own_year", HAND_THE_YEAR_IN),
    with_form("clusters:submission_return", "handed_in_results_of_own_year", SENT_BACK_BY_NOBODY),
    with_form("clusters:submission_reopen", "handed_in_results_of_own_year", TAKE_THE_YEAR_BACK),
    Row("clusters:own_submission_open", "own_year_to_open", get=NOT_ALLOWED, post=pressed(KEEP_THE_YEAR)),
]
