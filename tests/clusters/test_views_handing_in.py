"""The last look before results are handed in: what is missing, what goes out, and who may change it afterwards."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from clusters.choices import Period, Phase, SubmissionState
from clusters.models import CriterionInput, Score, Season, Submission
from tests.clusters.setting_up import headed_by, published_sheet, sent_twice
from tests.factories import clusters as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def season(head_unit):
    return headed_by(head_unit)


@pytest.fixture
def submission(season, member_unit):
    return make.SubmissionFactory(member=make.MemberFactory(season=season, unit=member_unit))


@pytest.fixture
def count_queries(django_assert_max_num_queries):
    def count(client, url):
        client.get(url)  # statements that a connection plans once and keeps
        with django_assert_max_num_queries(60) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    return count


def test_gaps_stop_handing_in_and_each_is_a_link(season, submission, client_of, clerk):
    missing, _other = published_sheet(season, lines=2)
    make.FigureFactory(submission=submission, indicator=_other.indicator, value=0)
    url = reverse("clusters:submission_check", args=[submission.pk])

    page = client_of(clerk).post(url, {"token": "0"}).content.decode()

    submission.refresh_from_db()
    assert submission.state == SubmissionState.DRAFT
    assert reverse("clusters:figure", args=[submission.pk, missing.indicator.pk]) in page


def test_a_half_year_that_the_sheet_asks_nothing_for_is_not_called_a_year_without_a_sheet(
    season, submission, client_of, clerk
):
    half = make.SubmissionFactory(member=submission.member, period=Period.HALF_YEAR)
    check = reverse("clusters:submission_check", args=[half.pk])

    without_sheet = client_of(clerk).get(check).content.decode()
    published_sheet(season)
    asked_nothing = client_of(clerk).get(check).content.decode()

    said = ("không yêu cầu đơn vị bạn nhập số liệu nào", "chưa ban hành bảng tiêu chí")
    assert [sentence in asked_nothing for sentence in said] == [True, False]
    assert [sentence in without_sheet for sentence in said] == [False, True]


def test_zero_everywhere_can_be_handed_in(season, submission, client_of, clerk):
    for taken in published_sheet(season, lines=2):
        make.FigureFactory(submission=submission, indicator=taken.indicator, value=0)

    client_of(clerk).post(reverse("clusters:submission_check", args=[submission.pk]), {"token": "0"})

    submission.refresh_from_db()
    assert submission.state == SubmissionState.SUBMITTED


def test_the_check_lists_the_plans_that_a_line_needs_each_a_link(season, submission, client_of, clerk):
    known, wanting, away = published_sheet(season, lines=3, plan_giver="centre")
    make.PlanFactory(member=submission.member, indicator=known.indicator, giver="centre")
    make.NotAssignedFactory(member=submission.member, criterion=away.criterion)

    answer = client_of(clerk).get(reverse("clusters:submission_check", args=[submission.pk]))

    assert answer.context["plans"] == [(wanting.indicator, "centre", "Trung ương giao")]
    page = answer.content.decode()
    assert page.count("/plans/") == 1
    assert reverse("clusters:plan", args=[submission.pk, wanting.indicator.pk, "centre"]) in page


def read_once_more(page):
    """[(indicator, figure, source)] of the table of what will be handed in."""
    table = re.search(r'<table class="[^"]*handed-in.*?</table>', page, re.S)[0]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in re.findall(r"<tr>.*?</tr>", table, re.S)[1:]]
    return [tuple(" ".join(strip_tags(cell).split()) for cell in row) for row in rows]


def test_what_will_be_handed_in_is_read_once_more(season, submission, client_of, clerk):
    nothing, zero, away, none, made_up = (taken.indicator for taken in published_sheet(season, lines=5))
    make.FigureFactory(submission=submission, indicator=zero, value=0, source="Niên giám 2020")
    make.FigureFactory(submission=submission, indicator=none, value=None, reason="Chưa có.")
    make.FigureFactory(submission=submission, indicator=made_up, value=7, illustrative=True)
    taken_away = CriterionInput.objects.get(indicator=away)
    make.NotAssignedFactory(member=submission.member, criterion=taken_away.criterion)
    beside = make.FigureFactory(submission=submission, value=5)

    page = client_of(clerk).get(reverse("clusters:submission_check", args=[submission.pk])).content.decode()

    assert read_once_more(page) == [
        (f"{one} (tỷ đồng)", *told)
        for one, told in (
            (nothing, ("—", "")),
            (zero, ("0", "Niên giám 2020")),
            (away, ("KAD", "")),
            (none, ("—", "chưa báo cáo: Chưa có.")),
            (made_up, ("7", "số liệu minh họa")),
            (beside.indicator, ("5", "")),
        )
    ]


def test_the_check_asks_the_same_however_many_lines(season, submission, client_of, clerk, count_queries):
    asked = {}
    for count in (5, 50):
        season = make.SeasonFactory(cluster=season.cluster, year=2000 + count)
        submission = make.SubmissionFactory(member=make.MemberFactory(season=season, unit=submission.member.unit))
        for taken in published_sheet(season, lines=count):
            make.FigureFactory(submission=submission, indicator=taken.indicator)
            make.PlanFactory(member=submission.member, indicator=taken.indicator)
        asked[count] = count_queries(client_of(clerk), reverse("clusters:submission_check", args=[submission.pk]))

    assert asked[5] == asked[50]
    assert max(asked.values()) <= 20


@pytest.mark.parametrize(
    ("phase", "state", "says"),
    [
        (Phase.REPORTING, SubmissionState.DRAFT, True),
        (Phase.APPRAISAL, SubmissionState.RETURNED, False),
    ],
)
def test_the_check_says_whether_the_unit_may_take_its_results_back(
    phase, state, says, season, submission, client_of, clerk
):
    published_sheet(season)
    Season.objects.filter(pk=season.pk).update(phase=phase)
    Submission.objects.filter(pk=submission.pk).update(state=state, return_reason="Thiếu biểu.")

    page = client_of(clerk).get(reverse("clusters:submission_check", args=[submission.pk])).content.decode()

    assert ("đơn vị bạn có thể rút lại kết quả đã nộp" in page) is says
    assert ("Đơn vị bạn chỉ sửa lại được khi bị trả lại." in page) is not says
    assert "chỉ thường trực cụm hoặc cơ quan tổ chức cụm sửa số liệu" in page


def test_each_act_on_what_is_handed_in_is_done_once_by_a_form_sent_twice(
    season, submission, client_of, leader, secretariat
):
    (missing,) = published_sheet(season)
    make.FigureFactory(submission=submission, indicator=missing.indicator, value=0)
    acts = (
        (leader, "submission_check", {}, "submission.submitted"),
        (leader, "submission_reopen", {"reason": "Thiếu."}, "submission.reopened"),
        (leader, "submission_check", {}, "submission.submitted"),
        (secretariat, "submission_return", {"reason": "Thiếu nguồn."}, "submission.returned"),
    )
    for person, route, typed, told in acts:
        sent = sent_twice(client_of(person), f"clusters:{route}", submission.pk, **typed)

        assert (route, *sent) == (route, (302, 302, True), [told])


def test_sending_back_by_another_form_than_the_first_is_refused(submission, client_of, secretariat):
    Submission.objects.filter(pk=submission.pk).update(
        state=SubmissionState.RETURNED, return_reason="Thiếu.", version=3
    )
    address, desk = reverse("clusters:submission_return", args=[submission.pk]), client_of(secretariat)

    answers = [desk.post(address, {"token": token, "reason": "Thiếu."}).status_code for token in ("", "1", "3", "2")]

    assert answers == [403, 403, 403, 302]


def test_who_does_not_hand_in_is_not_told_that_he_did(submission, client_of, secretariat):
    Submission.objects.filter(pk=submission.pk).update(
        state=SubmissionState.SUBMITTED, submitted_at=timezone.now(), version=1
    )
    address = reverse("clusters:submission_check", args=[submission.pk])

    assert client_of(secretariat).post(address, {"token": "0"}).status_code == 403


def test_the_points_that_the_unit_gives_itself_are_read_handed_in_and_then_closed(season, submission, client_of, clerk):
    line = make.CriterionFactory(sheet__season=season, name="Nộp báo cáo đúng hạn", max_points=5)
    make.published(line.sheet)
    desk, check = client_of(clerk), reverse("clusters:submission_check", args=[submission.pk])
    points = reverse("clusters:score", args=[submission.member_id, line.pk, "self"])
    desk.post(points, {"points": "4,5", "token": "0"})
    page = desk.get(check)
    sent = {name: page.context["form"][name].value() for name in ("token", "shown")}
    desk.post(points, {"points": "5", "token": "1"})

    overtaken = desk.post(check, sent)
    sent = {name: overtaken.context["form"][name].value() for name in ("token", "shown")}
    handed_in = desk.post(check, sent)
    refused = desk.post(points, {"points": "4", "token": "2"})

    assert [(told.name, score.self_points) for told, score in page.context["self_scored"]] == [(line.name, 4.5)]
    assert "Đã có người thay đổi kết quả này trong lúc bạn xem." in overtaken.content.decode()
    assert (handed_in.status_code, refused.status_code) == (302, 403)
    assert "Điểm tự chấm đã nộp cùng kết quả cả năm." in refused.content.decode()
    assert Score.objects.get().self_points == 5
    assert points not in desk.get(reverse("clusters:scores", args=[submission.member_id])).content.decode()
