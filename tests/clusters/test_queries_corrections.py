"""A unit's own people read on their first page what others corrected of what it handed in."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override

from clusters.choices import IndicatorKind, Phase, SubmissionState
from clusters.models import Season, Submission
from clusters.queries.corrections import NAMED
from clusters.queries.tasks import tasks
from tests.factories import clusters as make

pytestmark = pytest.mark.django_db
BEFORE, HANDED_IN, AFTER = (dt.datetime(2021, 1, day, tzinfo=dt.UTC) for day in (1, 5, 9))


@pytest.fixture
def submission(member_unit):
    season = make.SeasonFactory(phase=Phase.APPRAISAL)
    member = make.MemberFactory(unit=member_unit, season=season)
    return make.SubmissionFactory(member=member, state=SubmissionState.SUBMITTED, submitted_at=HANDED_IN)


@pytest.fixture
def corrected(submission, secretariat):
    figure = make.FigureFactory(
        submission=submission,
        indicator=make.IndicatorFactory(name="Tăng trưởng GRDP", kind=IndicatorKind.PERCENTAGE, measure="%"),
        value=Decimal("6.97"),
        entered_at=BEFORE,
    )
    for value in ("7.00", "7.02"):
        figure = make.revised(
            figure, value=Decimal(value), entered_at=AFTER, entered_by=secretariat, reason="Theo Cục Thống kê."
        )
    return figure


def test_a_corrected_figure_is_told_as_handed_in_and_as_it_stands_with_who_and_why(corrected, clerk, actor_of):
    with override("vi"):
        (told,) = tasks(actor_of(clerk))

    member = corrected.submission.member
    assert (told.group, told.url, told.title, told.note) == (
        "to_follow",
        reverse("clusters:figure_history", args=[corrected.submission_id, corrected.indicator_id]),
        f"Số liệu “Tăng trưởng GRDP” của {member}, {member.season}, đã được sửa sau khi nộp",
        "6,97% → 7,02%, người sửa: Vũ Thị Thường Trực. Lý do: Theo Cục Thống kê.",
    )


def test_others_are_not_told_of_it(corrected, secretariat, outsider, actor_of):
    assert [tasks(actor_of(person)) for person in (secretariat, outsider)] == [[], []]


@pytest.mark.parametrize("ended", ["published", "handed in again"])
def test_it_is_told_until_the_results_are_published_or_handed_in_again(corrected, clerk, actor_of, ended):
    if ended == "published":
        Season.objects.update(phase=Phase.PUBLISHED, published_at=AFTER)
    else:
        Submission.objects.update(submitted_at=AFTER)

    assert tasks(actor_of(clerk)) == []


def test_many_corrections_are_counted_in_as_many_questions(
    submission, secretariat, clerk, actor_of, django_assert_num_queries
):
    actor, counts = actor_of(clerk), []
    for many in (1, NAMED + 3):
        for _figure in range(many - len(counts)):
            first = make.FigureFactory(submission=submission, entered_at=BEFORE)
            make.revised(first, value=Decimal(3), entered_at=AFTER, entered_by=secretariat, reason="Nhầm.")
        with django_assert_num_queries(9), override("vi"):
            counts.append(tasks(actor))

    assert [len(found) for found in counts] == [1, NAMED + 1]
    assert counts[1][-1].title == "Còn 3 số liệu khác đã được sửa sau khi nộp"
