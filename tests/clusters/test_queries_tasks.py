import datetime as dt

import pytest
from django.urls import reverse

from accounts.roles import Role
from clusters import policies
from clusters.choices import Phase, SubmissionState
from clusters.queries.standing import standing
from clusters.queries.tasks import _to_appraise, tasks
from tests.factories import clusters as make
from tests.factories.accounts import AssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(member_unit):
    return make.MemberFactory(unit=member_unit)


def test_results_not_handed_in_wait_for_the_clerk(member, clerk, actor_of):
    make.SubmissionFactory(member=member)
    (task,) = tasks(actor_of(clerk))
    assert (task.group, task.url) == ("to_do", reverse("clusters:submission_check", args=[member.submissions.get().pk]))


def test_results_that_came_back_stand_apart_with_their_reason(member, clerk, actor_of):
    make.SubmissionFactory(member=member, state=SubmissionState.RETURNED, return_reason="Thiếu nguồn.")
    (task,) = tasks(actor_of(clerk))
    assert (task.group, task.note) == ("returned", "Thiếu nguồn.")


def test_what_was_handed_in_waits_for_nobody(member, clerk, actor_of):
    make.SubmissionFactory(member=member, state=SubmissionState.SUBMITTED, submitted_at="2020-12-01T00:00Z")
    assert tasks(actor_of(clerk)) == []


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
    assert [task.group for task in tasks(actor_of(secretariat))] == ["to_review"]


@pytest.mark.parametrize("with_deputy", [True, False], ids=["with a deputy", "without"])
def test_appraisal_is_asked_of_exactly_those_who_may_appraise(season, with_deputy, request, actor_of, deputy_unit):
    season.phase = Phase.APPRAISAL
    season.save()
    if not with_deputy:
        season.cast.deputy.posts.all().delete()
    line = make.CriterionFactory(sheet__season=season)
    for member in (season.cast.head, season.cast.member, season.cast.deputy):
        make.ScoreFactory(member=member, criterion=line)
    deputy = UserFactory()
    AssignmentFactory(user=deputy, role=Role.CLERK, unit=deputy_unit)
    people = [
        request.getfixturevalue(name) for name in ("clerk", "secretariat", "reviewer", "administrator", "outsider")
    ]

    for actor in map(actor_of, [*people, deputy]):
        stands = standing(actor, season)
        may = {member.pk for member in season.members.all() if policies.may_appraise(stands, member)}
        assert set(_to_appraise(actor).values_list("pk", flat=True)) == may


def test_an_outsider_has_nothing_to_do_here(member, outsider, actor_of):
    make.SubmissionFactory(member=member)
    assert tasks(actor_of(outsider)) == []


def test_however_many_seasons_the_questions_are_the_same(clerk, actor_of, member_unit, django_assert_num_queries):
    actor = actor_of(clerk)
    for count in (5, 50):
        while make.Member.objects.filter(unit=member_unit).count() < count:
            make.SubmissionFactory(member__unit=member_unit)
        with django_assert_num_queries(5):
            assert len(tasks(actor)) == count


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
    make.RunFactory(season=led, sheet=led.sheets.get(), finished_at="2020-12-20T00:00Z")
    assert urls(actor_of(secretariat)) == []

    led.deadlines.create(phase=Phase.APPRAISAL, due_at="2020-12-24T17:00Z")

    (task,) = tasks(actor_of(secretariat))
    assert (task.url, task.due) == (reverse("clusters:season", args=[led.pk]), dt.date(2020, 12, 25))


def test_the_next_step_of_a_season_waits_for_nobody_else(led, clerk, actor_of):
    make.MemberFactory(season=led, unit_id=next(iter(actor_of(clerk).unit_ids)))
    assert tasks(actor_of(clerk)) == []


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
