import pytest
from django.urls import reverse

from clusters.choices import Phase, SubmissionState
from clusters.queries.tasks import tasks
from tests.factories import clusters as make

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


def test_an_outsider_has_nothing_to_do_here(member, outsider, actor_of):
    make.SubmissionFactory(member=member)
    assert tasks(actor_of(outsider)) == []


def test_however_many_seasons_the_questions_are_the_same(clerk, actor_of, member_unit, django_assert_num_queries):
    actor = actor_of(clerk)
    for count in (5, 50):
        while make.Member.objects.filter(unit=member_unit).count() < count:
            make.SubmissionFactory(member__unit=member_unit)
        with django_assert_num_queries(4):
            assert len(tasks(actor)) == count
