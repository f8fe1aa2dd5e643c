import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override

from accounts.roles import Role
from clusters import policies
from clusters.actions import findings, members, not_assigned, plans, scores, sheets, statements, submissions, unit_years
from clusters.actions.scores import Mark
from clusters.choices import Period, Phase, SubmissionState
from clusters.models import Indicator, NotAssigned, RankingRow, Season
from clusters.queries import readiness
from clusters.queries.next_steps import next_steps
from clusters.queries.standing import standing
from clusters.queries.tasks import tasks, to_appraise
from tests.factories import clusters as make
from tests.factories.accounts import AssignmentFactory, UserFactory, merged
from tests.factories.organisations import SuccessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(member_unit):
    return make.MemberFactory(unit=member_unit)


def test_results_not_handed_in_wait_for_the_clerk(member, clerk, actor_of):
    make.SubmissionFactory(member=member)
    (task,) = tasks(actor_of(clerk))
    assert (task.group, task.url) == ("to_do", reverse("clusters:submission_check", args=[member.submissions.get().pk]))


def test_results_of_a_unit_that_left_wait_for_nobody(member, clerk, actor_of):
    make.SubmissionFactory(member=member)
    member.left_on = dt.date(2020, 6, 1)
    member.save()

    assert tasks(actor_of(clerk)) == []


def test_of_several_members_of_one_unit_each_is_named(member, member_unit, clerk, actor_of):
    assert [task.note for task in tasks(actor_of(clerk))] == [""]
    earlier = SuccessionFactory(successor=member_unit).predecessor
    make.MemberFactory(season=member.season, unit=earlier)

    assert {task.note for task in tasks(actor_of(clerk))} == {member_unit.name, earlier.name}


def test_results_that_came_back_stand_apart_with_their_reason(member, clerk, actor_of):
    make.SubmissionFactory(member=member, state=SubmissionState.RETURNED, return_reason="Thiếu nguồn.")
    (task,) = tasks(actor_of(clerk))
    assert (task.group, task.note) == ("returned", "Thiếu nguồn.")


def test_what_was_handed_in_waits_for_nobody(member, clerk, actor_of):
    make.SubmissionFactory(member=member, state=SubmissionState.SUBMITTED, submitted_at="2020-12-01T00:00Z")
    assert tasks(actor_of(clerk)) == []


def test_an_own_year_waits_for_its_units_staff_until_its_results_are_handed_in(member_unit, clerk, outsider, actor_of):
    by = actor_of(clerk)
    year = unit_years.open_year(member_unit, 2020, by=by)
    page = reverse("clusters:unit_year", args=[year.pk])
    with override("vi"):
        assert [(task.group, task.url, task.title) for task in tasks(by)] == [
            ("to_do", page, f"Nhập và nộp kết quả năm thi đua riêng 2020 của {member_unit}")
        ]
    assert tasks(actor_of(outsider)) == []

    own = submissions.open_submission(year, Period.FULL_YEAR, by=by)
    assert urls(by) == [page]
    submissions.submit(own, by=by)
    assert tasks(by) == []


def test_lines_to_appraise_wait_for_the_head_but_never_its_own(member, head_unit, secretariat, actor_of):
    head = make.MemberFactory(season=member.season, unit=head_unit)
    make.PostFactory(member=head)
    member.season.phase = Phase.APPRAISAL
    member.season.save()
    given = {"self_points": 1, "self_at": "2020-12-01T00:00Z"}
    line = make.CriterionFactory(sheet__season=member.season)
    make.ScoreFactory(member=head, criterion=line, **given)
    assert tasks(actor_of(secretariat)) == []
    make.ScoreFactory(member=member, criterion=line, **given)
    assert [task.group for task in tasks(actor_of(secretariat))] == ["to_do"]


@pytest.mark.parametrize("name", ["head", "deputy", "member"])
@pytest.mark.parametrize("deputy_is", ["apart", "gone", "of one unit with the head"])
def test_appraisal_is_asked_of_exactly_those_who_may_appraise(
    season, deputy_is, name, request, actor_of, deputy_unit, head_unit, member_unit
):
    season.phase = Phase.APPRAISAL
    season.save()
    if deputy_is == "gone":
        season.cast.deputy.posts.all().delete()
    member = getattr(season.cast, name)
    make.ScoreFactory(member=member, criterion=make.CriterionFactory(sheet__season=season))
    deputy = UserFactory()
    AssignmentFactory(user=deputy, role=Role.CLERK, unit=deputy_unit)
    of_two_units = UserFactory()
    AssignmentFactory(user=of_two_units, role=Role.LEADER, unit=head_unit)
    AssignmentFactory(user=of_two_units, role=Role.CLERK, unit=member_unit)
    people = [
        request.getfixturevalue(name) for name in ("clerk", "secretariat", "reviewer", "administrator", "outsider")
    ]
    if deputy_is == "of one unit with the head":
        people.append(merged(head_unit, deputy_unit))

    assert standing(actor_of(of_two_units), season).serves(season.cast.member.pk)
    for actor in map(actor_of, [*people, deputy, of_two_units]):
        may = policies.may_appraise(standing(actor, season), member)
        assert to_appraise(actor) == ({season.pk: 1} if may else {})


def test_an_outsider_has_nothing_to_do_here(member, outsider, actor_of):
    make.SubmissionFactory(member=member)
    assert tasks(actor_of(outsider)) == []


def test_however_many_seasons_the_questions_are_the_same(clerk, actor_of, member_unit, django_assert_num_queries):
    actor = actor_of(clerk)
    for count in (5, 50):
        while (held := make.Member.objects.filter(unit=member_unit).count()) < count:
            make.SubmissionFactory(member__unit=member_unit)
            unit_years.open_year(member_unit, 1950 + held, by=actor)
        with django_assert_num_queries(8):
            assert len(tasks(actor)) == 2 * count


@pytest.fixture
def led(head_unit):
    """A season appraised, under a published sheet, of which the secretariat's unit is head."""
    season = make.SeasonFactory(phase=Phase.APPRAISED)
    make.PostFactory(member=make.MemberFactory(season=season, unit=head_unit))
    make.published(make.SheetFactory(season=season))
    return season


def urls(actor):
    return [task.url for task in tasks(actor)]


def test_the_secretariat_is_led_from_the_ranking_to_publication(led, secretariat, actor_of):
    actor = actor_of(secretariat)
    ranking, conferences = (reverse(f"clusters:{page}", args=[led.pk]) for page in ("ranking", "conferences"))
    assert urls(actor) == [ranking, conferences]

    make.RunFactory(season=led, sheet=led.sheets.get(), finished_at="2020-12-20T00:00Z")
    assert urls(actor) == [conferences]

    conference = make.ConferenceFactory(season=led)
    conference.resolutions.create(kind="concluded", text="Quảng Ninh dẫn đầu.")
    assert urls(actor) == [reverse("clusters:move_season", args=[led.pk, "published"])]

    whole = make.SubmissionFactory(
        member=led.members.get(), state=SubmissionState.SUBMITTED, submitted_at="2020-12-19T00:00Z"
    )
    make.FigureFactory(submission=whole, entered_at="2020-12-21T00:00Z")
    assert urls(actor) == [ranking]


def test_a_phase_past_its_deadline_is_said_to_be_late(led, secretariat, actor_of):
    led.phase = Phase.APPRAISAL
    led.save()
    run = make.RunFactory(season=led, sheet=led.sheets.get(), finished_at="2020-12-20T00:00Z")
    RankingRow.objects.create(run=run, member=led.members.get(), total=0, incomplete=True)
    assert urls(actor_of(secretariat)) == []

    led.deadlines.create(phase=Phase.APPRAISAL, due_at="2020-12-24T17:00Z")

    (task,) = tasks(actor_of(secretariat))
    assert (task.url, task.due) == (reverse("clusters:season", args=[led.pk]), dt.date(2020, 12, 25))


def test_a_season_in_which_nothing_is_missing_is_to_be_moved_on(led, secretariat, actor_of):
    actor, on = actor_of(secretariat), {}
    for phase, to in ((Phase.REPORTING, "appraisal"), (Phase.APPRAISAL, "appraised")):
        led.phase = phase
        led.save()
        on[phase] = reverse("clusters:move_season", args=[led.pk, to])
    make.RunFactory(season=led, sheet=led.sheets.get(), finished_at="2020-12-20T00:00Z")
    assert urls(actor) == [on[Phase.APPRAISAL]]

    type(led).objects.filter(pk=led.pk).update(phase=Phase.REPORTING)
    to_follow = [task.url for task in tasks(actor) if task.group == "to_follow"]
    assert to_follow == [reverse("clusters:figures_overview", args=[led.pk])]
    assert on[Phase.REPORTING] not in urls(actor)
    make.SubmissionFactory(member=led.members.get(), state="submitted", submitted_at="2020-12-19T00:00Z")
    assert urls(actor) == [on[Phase.REPORTING]]


@pytest.mark.parametrize("phase", [Phase.APPRAISED, Phase.PUBLISHED])
def test_who_has_not_handed_in_is_named_before_points_are_agreed_and_before_they_are_published(ready, phase):
    Season.objects.filter(pk=ready.pk).update(phase=Phase.APPRAISAL if phase == Phase.APPRAISED else Phase.APPRAISED)
    ready.refresh_from_db()
    handed_in, *others = ready.members.order_by("position")
    make.SubmissionFactory(member=handed_in, state="submitted", submitted_at="2020-12-19T00:00Z")

    (gap,) = [gap for gap in readiness.gaps(ready, phase) if gap.page == "figures_overview"]

    assert not gap.blocking
    assert gap.sentence == f"2 thành viên chưa nộp kết quả cả năm: {', '.join(map(str, others))}."


def test_the_next_step_of_a_season_waits_for_nobody_else(led, clerk, actor_of):
    make.MemberFactory(season=led, unit_id=next(iter(actor_of(clerk).unit_ids)))
    assert tasks(actor_of(clerk)) == []


def ranked(season, **told):
    """A run of the season that ended before now, on its sheet that counts."""
    told = {"started_at": "2020-12-19T00:00Z", "finished_at": "2020-12-20T00:00Z"} | told
    return make.RunFactory(season=season, sheet=season.sheets.order_by("version").last(), **told)


def gated(season):
    gates = [{"when": "finding", "code": "reprimand", "effect": "held", "label": "Khiển trách"}]
    return make.SheetFactory(season=season, gates=gates)


def plan(member, value, by):
    entry = plans.PlanEntry(Indicator.objects.get(), "centre", value, reason="Giao lại.")
    plans.set_plan(member, entry, by=by)


# Each act takes the line of the sheet, the first other member, the one of which something is recorded, and who acts.
CHANGES = {
    "a plan": lambda _line, other, _known, by: plan(other, Decimal(5), by),
    "a plan taken away": lambda _line, _other, known, by: plan(known, None, by),
    "n/a": lambda line, other, _known, by: not_assigned.set(other, line, by=by, reason="Không giao."),
    "n/a taken back": lambda _line, _other, known, by: not_assigned.clear(
        known.not_assigned.get(), by=by, reason="Có giao."
    ),
    "a finding": lambda _line, other, _known, by: findings.record_finding(other, "reprimand", "Kết luận số 5.", by=by),
    "points": lambda line, other, _known, by: scores.agree(other, line, Mark(Decimal(1), "Đồng ý."), by=by),
    "points taken back": lambda _line, _other, known, by: _take_back(known.scores.get(), by),
    "a new sheet": lambda line, _other, _known, by: make.published(sheets.renew(line.sheet, by=by)),
    "a member less": lambda _line, other, _known, by: members.leave(
        other, dt.date(2020, 12, 1), by=by, reason="Sáp nhập."
    ),
}


def _take_back(score, by):
    NotAssigned.objects.all().delete()
    scores.appraise(score.member, score.criterion, Mark(None, "Chấm nhầm."), by=by)


@pytest.fixture
def ready(head_unit):
    """A season of three, ranked and concluded: it waits to be published. Its last member has a plan and points."""
    season = make.SeasonFactory(phase=Phase.APPRAISED)
    make.PostFactory(member=make.MemberFactory(season=season, unit=head_unit))
    make.MemberFactory(season=season)
    line, last = make.CriterionFactory(sheet=gated(season), params={}), make.MemberFactory(season=season)
    make.published(line.sheet)
    make.PlanFactory(member=last)
    make.ScoreFactory(member=last, criterion=line, appraised_points=1, appraised_at="2020-12-01T00:00Z")
    NotAssigned.objects.create(member=last, criterion=line, reason="Không giao.")
    make.ConferenceFactory(season=season).resolutions.create(kind="concluded", text="Quảng Ninh dẫn đầu.")
    ranked(season)
    return season


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_a_ranking_rests_on_is_changed_it_is_computed_again(change, ready, secretariat, actor_of):
    actor = actor_of(secretariat)
    assert [step for step, _season, _due in next_steps(actor)] == ["publish"]

    other, known = ready.members.order_by("pk")[1:]
    change(ready.sheets.get().criteria.get(), other, known, actor)

    assert [step for step, _season, _due in next_steps(actor)] == ["rank_again"]


def test_what_was_entered_while_a_ranking_was_computed_came_too_late_for_it(ready, secretariat, actor_of):
    ranked(ready, started_at="2020-12-22T00:00Z", finished_at="2020-12-24T00:00Z")
    whole = make.SubmissionFactory(member=ready.members.first())

    make.FigureFactory(submission=whole, entered_at="2020-12-23T00:00Z")

    assert [step for step, _season, _due in next_steps(actor_of(secretariat))] == ["rank_again"]


def test_a_statement_counts_for_no_ranking(ready, secretariat, actor_of):
    statements.state(ready, statements.Said(subject="Cờ thi đua", value=Decimal(36)), by=actor_of(secretariat))

    assert [step for step, _season, _due in next_steps(actor_of(secretariat))] == ["publish"]


def test_a_provisional_ranking_leads_to_the_points_that_are_missing_else_to_the_final_one(ready, secretariat, actor_of):
    run = ranked(ready, provisional=True, finished_at="2020-12-25T00:00Z")
    (task,) = tasks(actor_of(secretariat))
    assert task.url == reverse("clusters:ranking", args=[ready.pk])
    assert "chính thức" in task.title

    RankingRow.objects.create(run=run, member=ready.members.first(), total=0, incomplete=True)

    (task,) = tasks(actor_of(secretariat))
    assert task.url == reverse("clusters:scores_overview", args=[ready.pk])


@pytest.mark.parametrize("who", ["secretariat", "clerk"])
def test_the_first_page_asks_the_same_however_many_seasons(
    who, head_unit, request, client_of, django_assert_max_num_queries
):
    client, asked = client_of(request.getfixturevalue(who)), set()
    client.get(reverse("home"))  # what a process reads once and keeps
    for count in (5, 50, 250):
        while make.Season.objects.count() < count:
            season = make.SeasonFactory(phase=Phase.APPRAISED)
            make.PostFactory(member=make.MemberFactory(season=season, unit=head_unit))
            make.published(make.SheetFactory(season=season))
        with django_assert_max_num_queries(20) as queries:
            assert client.get(reverse("home")).status_code == 200
        asked.add(len(queries))
    assert len(asked) == 1


def test_a_season_in_preparation_waits_for_its_secretariat_and_for_no_other_member(
    head_unit, member_unit, secretariat, clerk, actor_of
):
    season = make.SeasonFactory(phase=Phase.DRAFT)
    make.PostFactory(member=make.MemberFactory(season=season, unit=head_unit))
    make.MemberFactory(season=season, unit=member_unit)

    with override("vi"):
        (told,) = tasks(actor_of(secretariat))

    assert (told.group, told.url, told.title, told.note) == (
        "to_do",
        reverse("clusters:move_season", args=[season.pk, "reporting"]),
        f"Chuẩn bị {season}: soạn và ban hành bảng tiêu chí, rồi chuyển sang “Nhập kết quả”",
        "Trang này ghi những việc còn thiếu. Thành viên, chức danh và thời hạn do cơ quan tổ chức là "
        f"{season.cluster.organiser} ghi.",
    )
    assert tasks(actor_of(clerk)) == []
