"""Who may write what, asked of people as they stand to a season in the database."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from clusters import entry_policies, policies
from clusters.choices import Period, Phase, SubmissionState
from clusters.models import Member, Season
from clusters.queries import submissions
from clusters.queries.standing import members_visible, standing
from organisations.models import Succession
from tests.factories import clusters as make
from tests.factories.accounts import MERGED_ON, AssignmentFactory, merged
from tests.factories.organisations import UnitFactory

pytestmark = pytest.mark.django_db
HANDED_IN = {"state": SubmissionState.SUBMITTED, "submitted_at": timezone.now()}


@pytest.fixture
def put(season):
    """Put the season into a phase."""

    def into(phase):
        published_at = timezone.now() if phase == Phase.PUBLISHED else None
        Season.objects.filter(pk=season.pk).update(phase=phase, published_at=published_at)
        season.refresh_from_db()
        return season

    return into


@pytest.fixture
def stands(season, actor_of):
    return lambda person: standing(actor_of(person), season)


@pytest.mark.parametrize("may", [policies.may_correct_conference, entry_policies.may_correct_statement])
def test_a_successor_of_the_head_does_its_work_until_the_season_is_closed(may, put, head_unit, stands):
    heir = merged(head_unit)

    allowed = {phase: may(stands(heir)) for phase in (Phase.REPORTING, Phase.APPRAISED, Phase.PUBLISHED) if put(phase)}

    assert allowed == {Phase.REPORTING: True, Phase.APPRAISED: True, Phase.PUBLISHED: False}


def test_who_holds_the_post_still_and_who_organises_correct_a_closed_season(
    put, stands, secretariat, reviewer, administrator, clerk
):
    put(Phase.PUBLISHED)

    may = [policies.may_correct_conference(stands(one)) for one in (secretariat, reviewer, administrator, clerk)]

    assert may == [True, True, True, False]


def test_a_successor_of_the_organiser_only_reads_a_closed_season(put, season, central_board, stands):
    heir = UnitFactory(valid_from=MERGED_ON)
    Succession.objects.create(predecessor=central_board, successor=heir, on=MERGED_ON, kind="renaming")
    reviewer = AssignmentFactory(unit=heir, role="reviewer", valid_from=MERGED_ON).user

    put(Phase.APPRAISED)
    before = policies.may_correct_conference(stands(reviewer))
    put(Phase.PUBLISHED)

    assert (before, policies.may_correct_conference(stands(reviewer)), stands(reviewer).sees_all) == (True, False, True)


@pytest.mark.parametrize(
    ("phase", "who"),
    [
        (Phase.REPORTING, {"reviewer"}),
        (Phase.APPRAISAL, {"reviewer", "deputy"}),
        (Phase.APPRAISED, {"reviewer", "deputy"}),
        (Phase.PUBLISHED, set()),
    ],
)
def test_what_the_head_has_handed_in_is_corrected_by_others(
    phase, who, put, season, secretariat, reviewer, clerk, deputy_unit, stands, actor_of
):
    put(phase)
    people = {"secretariat": secretariat, "reviewer": reviewer, "clerk": clerk}
    people["deputy"] = AssignmentFactory(unit=deputy_unit).user
    handed_in = make.SubmissionFactory(member=season.cast.head, **HANDED_IN)

    def allowed(may):
        return {name for name, person in people.items() if may(actor_of(person), stands(person), handed_in)}

    sends_back = who if phase in (Phase.REPORTING, Phase.APPRAISAL) else set()
    assert (allowed(entry_policies.may_write), allowed(entry_policies.may_plan)) == (who, who)
    assert allowed(lambda _actor, *about: entry_policies.may_return(*about)) == sends_back


def test_the_head_is_told_who_corrects_what_it_has_handed_in(put, season, secretariat, client_of):
    put(Phase.APPRAISAL)
    handed_in = make.SubmissionFactory(member=season.cast.head, **HANDED_IN)

    answer = client_of(secretariat).get(reverse("clusters:submission_return", args=[handed_in.pk]))

    assert answer.status_code == 403
    assert "cơ quan tổ chức cụm sửa hoặc trả lại, hoặc do Cụm phó trong giai đoạn thẩm định." in answer.content.decode()


def test_the_head_reads_before_it_hands_in_who_will_correct_it(put, season, secretariat, client_of):
    put(Phase.REPORTING)
    own = make.SubmissionFactory(member=season.cast.head)

    page = client_of(secretariat).get(reverse("clusters:submission_check", args=[own.pk])).content.decode()

    assert "số liệu của Cụm trưởng chỉ do cơ quan tổ chức cụm sửa, hoặc do Cụm phó trong giai đoạn thẩm định" in page
    assert "chỉ thường trực cụm hoặc" not in page


def test_a_head_whose_only_deputy_is_one_unit_with_it_is_appraised_by_the_organiser(
    put, season, head_unit, deputy_unit, reviewer, stands
):
    put(Phase.APPRAISAL)
    old = AssignmentFactory(unit=deputy_unit).user
    apart = [policies.may_appraise(stands(one), season.cast.head) for one in (old, reviewer)]
    heir = merged(head_unit, deputy_unit)

    assert apart == [True, False]
    assert [policies.may_appraise(stands(one), season.cast.head) for one in (old, heir, reviewer)] == [
        False,
        False,
        True,
    ]


def test_a_deputy_that_became_another_unit_than_the_head_still_appraises_it(
    put, season, head_unit, deputy_unit, reviewer, stands
):
    put(Phase.APPRAISAL)
    merged(head_unit)
    heir = merged(deputy_unit)

    assert [policies.may_appraise(stands(one), season.cast.head) for one in (heir, reviewer)] == [True, False]


@pytest.mark.parametrize(
    ("phase", "sees"),
    [(Phase.REPORTING, False), (Phase.APPRAISAL, True), (Phase.APPRAISED, True), (Phase.PUBLISHED, True)],
)
def test_a_deputy_sees_the_lines_of_the_head_only_once_they_are_appraised(
    phase, sees, put, season, deputy_unit, actor_of
):
    put(phase)
    actor = actor_of(AssignmentFactory(unit=deputy_unit).user)
    results = make.SubmissionFactory(member=season.cast.head)
    stood = standing(actor, season)

    assert policies.may_see(stood, season.cast.head) is sees
    assert (season.cast.head in members_visible(stood, season)) is sees
    assert (submissions.found(actor, results.pk)[0] is not None) is sees
    assert (season.cast.member in members_visible(stood, season)) is (phase == Phase.PUBLISHED)


def test_a_unit_that_left_reads_its_results_and_writes_nothing(put, season, clerk, actor_of, stands):
    put(Phase.REPORTING)
    results = make.SubmissionFactory(member=season.cast.member)
    rules = (entry_policies.may_fill, entry_policies.may_write, entry_policies.may_submit, entry_policies.may_take_back)

    def allowed():
        marks = entry_policies.may_mark(stands(clerk), season.cast.member, "self")
        opens = entry_policies.may_open(stands(clerk), season.cast.member)
        return [marks, opens, *(may(actor_of(clerk), stands(clerk), results) for may in rules)]

    before = allowed()
    Member.objects.filter(pk=season.cast.member.pk).update(left_on=dt.date(2020, 3, 1))

    assert (before, allowed()) == ([True] * 6, [False] * 6)
    assert policies.may_see(stands(clerk), season.cast.member)
    assert submissions.found(actor_of(clerk), results.pk)[0] == results


@pytest.mark.parametrize(
    ("phase", "period", "state", "opened"),
    [
        (Phase.APPRAISAL, Period.FULL_YEAR, SubmissionState.RETURNED, True),
        (Phase.APPRAISAL, Period.FULL_YEAR, SubmissionState.SUBMITTED, False),
        (Phase.APPRAISAL, Period.HALF_YEAR, SubmissionState.RETURNED, False),
        (Phase.APPRAISED, Period.FULL_YEAR, SubmissionState.RETURNED, False),
    ],
)
def test_what_is_sent_back_during_the_appraisal_opens_the_units_own_points_again(
    phase, period, state, opened, put, season, clerk, leader, stands
):
    put(phase)
    reason = {"return_reason": "Chấm lại mục 3."} if state == SubmissionState.RETURNED else HANDED_IN
    make.SubmissionFactory(member=season.cast.member, period=period, **{"state": state, **reason})

    assert entry_policies.may_mark(stands(clerk), season.cast.member, "self") is opened
    assert not entry_policies.may_mark(stands(leader), season.cast.member, "self")
    assert not entry_policies.may_mark(stands(clerk), season.cast.head, "self")


@pytest.mark.parametrize(
    ("period", "state", "opened"),
    [
        (Period.FULL_YEAR, SubmissionState.DRAFT, True),
        (Period.FULL_YEAR, SubmissionState.SUBMITTED, False),
        (Period.FULL_YEAR, SubmissionState.RETURNED, True),
        (Period.HALF_YEAR, SubmissionState.SUBMITTED, True),
    ],
)
def test_the_units_own_points_are_handed_in_with_its_results_of_the_year(
    period, state, opened, put, season, clerk, stands
):
    put(Phase.REPORTING)
    told = {"draft": {}, "returned": {"return_reason": "Thiếu số liệu."}, "submitted": HANDED_IN}[state]
    make.SubmissionFactory(member=season.cast.member, period=period, **told | {"state": state})

    assert entry_policies.may_mark(stands(clerk), season.cast.member, "self") is opened


def test_a_leader_reads_and_hands_in_what_the_officer_types(put, season, clerk, leader, actor_of, stands):
    put(Phase.REPORTING)
    results = make.SubmissionFactory(member=season.cast.member)
    rules = (entry_policies.may_fill, entry_policies.may_plan, entry_policies.may_submit, entry_policies.may_take_back)

    may = [[rule(actor_of(one), stands(one), results) for rule in rules] for one in (clerk, leader)]

    assert may == [[True, True, True, True], [False, False, True, True]]


@pytest.mark.parametrize(
    ("phase", "state", "writes"),
    [
        (Phase.REPORTING, SubmissionState.DRAFT, {"clerk", "reviewer"}),
        (Phase.REPORTING, SubmissionState.RETURNED, {"clerk", "reviewer"}),
        (Phase.REPORTING, SubmissionState.SUBMITTED, {"secretariat", "reviewer"}),
        (Phase.APPRAISAL, SubmissionState.DRAFT, {"secretariat", "reviewer"}),
    ],
)
def test_who_competes_with_a_unit_writes_nothing_in_its_results_before_they_are_handed_in(
    phase, state, writes, put, season, secretariat, reviewer, clerk, stands, actor_of
):
    put(phase)
    told = HANDED_IN if state == SubmissionState.SUBMITTED else {"state": state}
    told |= {"return_reason": "Thiếu nguồn."} if state == SubmissionState.RETURNED else {}
    results = make.SubmissionFactory(member=season.cast.member, **told)
    people = {"clerk": clerk, "secretariat": secretariat, "reviewer": reviewer}

    found = {name for name, one in people.items() if entry_policies.may_write(actor_of(one), stands(one), results)}

    assert found == writes


@pytest.mark.parametrize(
    ("who", "phase", "state", "sentence"),
    [
        ("clerk", Phase.REPORTING, SubmissionState.SUBMITTED, "Kết quả này đã nộp. "),
        ("clerk", Phase.APPRAISAL, SubmissionState.SUBMITTED, "Đã hết thời gian nhập: năm thi đua đang ở giai đoạn "),
        ("clerk", Phase.PUBLISHED, SubmissionState.SUBMITTED, "Kết quả của năm thi đua đã công bố và được giữ nguyên."),
        ("secretariat", Phase.REPORTING, SubmissionState.DRAFT, "Kết quả này chưa nộp: đơn vị tự nhập"),
        ("secretariat", Phase.PUBLISHED, SubmissionState.SUBMITTED, "Kết quả của năm thi đua đã công bố và được giữ"),
    ],
)
def test_whoever_may_not_type_any_more_is_told_what_closed_the_results(
    who, phase, state, sentence, put, season, secretariat, clerk, client_of
):
    put(phase)
    told = HANDED_IN if state == SubmissionState.SUBMITTED else {}
    figure = make.FigureFactory.build(indicator=make.IndicatorFactory())
    results = make.SubmissionFactory(member=season.cast.member, **told)
    client = client_of({"clerk": clerk, "secretariat": secretariat}[who])

    answer = client.post(reverse("clusters:figure", args=[results.pk, figure.indicator.pk]), {"value": "5"})

    assert answer.status_code == 403
    assert sentence in answer.content.decode()


def test_points_given_after_the_phase_moved_back_are_refused_by_the_phase(put, season, secretariat, client_of):
    line = make.CriterionFactory(sheet=make.SheetFactory(season=season), method="manual")
    put(Phase.REPORTING)
    address = reverse("clusters:score", args=[season.cast.member.pk, line.pk, "appraised"])

    page = client_of(secretariat).post(address, {"points": "5"}).content.decode()

    assert "Điểm thẩm định và điểm thống nhất được chấm sau khi hết thời gian nhập" in page
    assert "Không ai tự thẩm định" not in page
