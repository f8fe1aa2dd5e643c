"""Giving points on a page: what is said beside “saved”."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from clusters.actions import scores as score_actions
from clusters.choices import Phase
from clusters.models import Post, Score, Season
from tests.factories import clusters as make

pytestmark = pytest.mark.django_db
STILL = "Dòng này vẫn mang dấu “số liệu minh họa”: điểm ở cột khác của dòng là điểm minh họa."


FELL = {"points": "0", "derive": "delta", "op": "<", "than": "0"}
ALL_THREE = {"mode": "table", "table": {"0": "0", "1": "3", "2": "6"}}


def test_a_line_of_conditions_names_each_with_its_figures_and_whether_it_is_met(season, secretariat, client_of):
    member, submission = season.cast.member, make.SubmissionFactory(member=season.cast.member)
    line = make.CriterionFactory(sheet__season=season, method="check", params=ALL_THREE, max_points=6)
    for position, (name, before, now) in enumerate((("Số vụ", 160, 152), ("Số người chết", 85, 85))):
        indicator = make.IndicatorFactory(name=name)
        asked = {"position": position, "part": "condition", "condition": FELL}
        make.CriterionInputFactory(criterion=line, indicator=indicator, **asked)
        told = {"value": now, "previous": before, "previous_origin": "typed"}
        make.FigureFactory(submission=submission, indicator=indicator, **told)
    make.published(line.sheet)

    page = client_of(secretariat).get(reverse("clusters:explanation", args=[member.pk, line.pk]))

    assert page.context["conditions"] == [
        "Số vụ: 152 so với 160 năm trước: thay đổi −8; phải nhỏ hơn 0: đạt.",
        "Số người chết: 85 so với 85 năm trước: thay đổi 0; phải nhỏ hơn 0: không đạt.",
    ]
    change = "Tăng, giảm so với năm trước"
    asked = f"Số vụ ({change}: nhỏ hơn 0); Số người chết ({change}: nhỏ hơn 0)."
    assert page.context["rule"] == f"2 điều kiện: đạt 0: 0 điểm; đạt 1: 3 điểm; đạt 2: 6 điểm. {asked}"
    text = page.content.decode()
    assert "Đạt 1/2 điều kiện: 3 điểm." in text
    assert all(
        sentence in text for sentence in (*map(escape, page.context["conditions"]), escape(page.context["rule"]))
    )


@pytest.mark.parametrize(("made_up", "told"), [(True, [STILL]), (False, [])])
def test_whoever_gives_points_beside_made_up_ones_is_told_that_the_mark_stays(
    made_up, told, season, secretariat, client_of
):
    Season.objects.filter(pk=season.pk).update(phase=Phase.APPRAISAL)
    line = make.CriterionFactory(sheet__season=season, max_points=10)
    make.published(line.sheet)
    given = make.ScoreFactory(member=season.cast.member, criterion=line, self_points=6, illustrative=made_up)
    address = reverse("clusters:score", args=[given.member_id, line.pk, "appraised"])
    desk = client_of(secretariat)
    token = desk.get(address).context["form"]["token"].value()

    answer = desk.post(address, {"points": "5", "reason": "Thiếu minh chứng.", "token": token}, follow=True)

    said = [str(message) for message in answer.context["messages"]]
    assert said == [f"Đã lưu điểm “{line}”.", *told]


def override(season, **given):
    """A rule that computes 4 points, on which people gave others."""
    line = make.CriterionFactory(sheet__season=season, method="count", params={"pts": "1"})
    taken = make.CriterionInputFactory(criterion=line, plan_giver="")
    make.published(line.sheet)
    make.FigureFactory(submission__member=season.cast.member, indicator=taken.indicator, value=4)
    stages = {name.removesuffix("_points") for name in given if name.endswith("_points")} | {"self"}
    times = {f"{stage}_at": "2021-01-05T00:00Z" if given.get(f"{stage}_points") else None for stage in stages}
    make.ScoreFactory(member=season.cast.member, criterion=line, **{"self_points": None} | times | given)
    return line


RULE = "Chênh lệch so với điểm theo quy tắc (4,00): "


@pytest.mark.parametrize(
    ("given", "counted", "difference"),
    [
        ({}, ["Điểm được tính: 4,00 điểm, do hệ thống tính theo quy tắc; không ai cho điểm khác."], None),
        (
            {"appraised_points": 3, "appraised_reason": "Trùng một việc."},
            ["Điểm được tính: 3,00 điểm, là điểm thẩm định.", "Lý do đã ghi: Trùng một việc.", f"{RULE}−1,00."],
            Decimal(-1),
        ),
        (
            {"self_points": 5, "self_reason": "Có văn bản.", "appraised_points": 3, "agreed_points": 5},
            ["Điểm được tính: 5,00 điểm, là điểm thống nhất.", "Lý do đã ghi: Có văn bản.", f"{RULE}+1,00."],
            Decimal(0),
        ),
        (
            {"self_points": 2, "appraised_points": 3},
            [
                "Điểm được tính: 3,00 điểm, là điểm thẩm định.",
                "Chưa ghi lý do.",
                f"{RULE}−1,00.",
                "Chênh lệch so với điểm tự chấm (2,00): +1,00.",
            ],
            Decimal(1),
        ),
    ],
    ids=["by the rule", "in its place", "as the unit said", "without a reason"],
)
def test_why_these_points_ends_with_those_that_count_and_why(
    given, counted, difference, season, secretariat, client_of
):
    line, member = override(season, **given), season.cast.member
    desk = client_of(secretariat)

    page = desk.get(reverse("clusters:explanation", args=[member.pk, line.pk]))
    sheet = desk.get(reverse("clusters:scores", args=[member.pk]))

    assert page.context["counted"] == counted
    assert all(escape(sentence) in page.content.decode() for sentence in counted)
    (row,) = (each for each in sheet.context["sheet"]().lines if each.criterion == line)
    assert row.difference == difference


def test_the_mark_of_made_up_points_does_not_pass_over_to_those_typed_instead(season, secretariat, client_of):
    Season.objects.filter(pk=season.pk).update(phase=Phase.APPRAISAL)
    line = override(season, appraised_points=3, appraised_reason="Minh họa.", illustrative=True)
    address, desk = (
        reverse("clusters:score", args=[season.cast.member.pk, line.pk, "appraised"]),
        client_of(secretariat),
    )

    form = desk.get(address)
    left = desk.post(address, {"points": "3", "reason": "", "token": "0"})
    typed_over = desk.post(address, {"points": "2", "reason": "Trùng một việc.", "token": "0"})

    assert "Điểm đang có là điểm minh họa:" in form.content.decode()
    assert form.context["form"]["illustrative"].value() in (None, False)
    assert list(left.context["form"].errors) == ["illustrative"]
    assert (typed_over.status_code, Score.objects.get().illustrative) == (302, False)


@pytest.mark.parametrize("said", [{"illustrative": "on"}, {"reason": "Báo cáo 12/BC."}])
def test_points_left_as_they_stand_are_made_up_or_have_a_ground(said, season, secretariat, client_of):
    Season.objects.filter(pk=season.pk).update(phase=Phase.APPRAISAL)
    line = override(season, appraised_points=3, appraised_reason="Minh họa.", illustrative=True)
    address = reverse("clusters:score", args=[season.cast.member.pk, line.pk, "appraised"])

    client_of(secretariat).post(address, {"points": "3", "token": "0"} | said)

    assert Score.objects.get().illustrative is ("illustrative" in said)


def test_the_form_of_points_shows_the_reason_that_stands_and_asks_for_it_anew(season, secretariat, client_of):
    Season.objects.filter(pk=season.pk).update(phase=Phase.APPRAISAL)
    line = override(season, appraised_points=3, appraised_reason="Trùng một việc.")
    address, desk = (
        reverse("clusters:score", args=[season.cast.member.pk, line.pk, "appraised"]),
        client_of(secretariat),
    )

    form = desk.get(address)
    refused = desk.post(address, {"points": "2", "reason": "", "token": "0"})
    desk.post(address, {"points": "3", "reason": "", "illustrative": "on", "token": "0"})

    assert form.context["form"]["reason"].value() in (None, "")
    assert "Trùng một việc." in form.content.decode()
    assert list(refused.context["form"].errors) == ["reason"]
    stands = Score.objects.get()
    assert (stands.appraised_points, stands.appraised_reason, stands.illustrative) == (3, "Trùng một việc.", True)


def test_whoever_comes_second_reads_who_gave_the_points_that_stand(season, secretariat, actor_of, client_of):
    Season.objects.filter(pk=season.pk).update(phase=Phase.APPRAISAL)
    line = override(season, appraised_points=3, appraised_reason="Trùng một việc.")
    address = reverse("clusters:score", args=[season.cast.member.pk, line.pk, "appraised"])
    score_actions.appraise(season.cast.member, line, score_actions.Mark(2, "Thiếu số."), by=actor_of(secretariat))
    given = Score.objects.get().appraised_at

    told = (
        client_of(secretariat)
        .post(address, {"points": "1", "reason": "Thiếu minh chứng.", "token": "0"})
        .content.decode()
    )

    assert f"({secretariat}, {timezone.localtime(given):%H:%M %d/%m/%Y})" in told


READ = "Ở đây bạn chỉ xem điểm: "


@pytest.mark.parametrize(
    ("shown", "phase", "without", "told"),
    [
        ("member", Phase.APPRAISAL, "", READ + "đơn vị này do thường trực cụm thẩm định."),
        (
            "member",
            Phase.APPRAISED,
            "head",
            READ + "đơn vị này do thường trực cụm thẩm định. Năm thi đua chưa có Cụm trưởng.",
        ),
        ("head", Phase.APPRAISAL, "", READ + "Cụm trưởng do Cụm phó thẩm định."),
        ("head", Phase.APPRAISAL, "deputy", ""),
        ("member", Phase.REPORTING, "", ""),
    ],
)
def test_whoever_reads_points_that_he_may_not_appraise_is_told_who_does(
    shown, phase, without, told, season, reviewer, client_of
):
    Season.objects.filter(pk=season.pk).update(phase=phase)
    Post.objects.filter(member__season=season, kind=without).delete()
    make.published(make.CriterionFactory(sheet__season=season).sheet)

    page = client_of(reviewer).get(reverse("clusters:scores", args=[getattr(season.cast, shown).pk]))

    assert page.context["appraiser"] == told
    assert told in page.content.decode()


def test_the_secretariat_reads_who_appraises_its_own_unit_without_a_deputy(season, secretariat, client_of):
    Season.objects.filter(pk=season.pk).update(phase=Phase.APPRAISAL)
    Post.objects.filter(member__season=season, kind="deputy").delete()

    page = client_of(secretariat).get(reverse("clusters:scores", args=[season.cast.head.pk]))

    assert page.context["appraiser"] == (
        READ + "năm thi đua này không có Cụm phó là đơn vị khác, nên Cụm trưởng do cơ quan tổ chức cụm thẩm định."
    )


def test_points_that_differ_from_the_rule_are_not_appraised_in_one_go(season, secretariat, client_of):
    Season.objects.filter(pk=season.pk).update(phase=Phase.APPRAISAL)
    line = override(season, self_points=3, self_reason="Trùng một việc.")
    address = reverse("clusters:scores_accept", args=[season.cast.member.pk])

    unlike = client_of(secretariat).get(address).context["lines"]
    Score.objects.update(self_points=4)
    alike = client_of(secretariat).get(address).context["lines"]

    assert ([each.criterion for each in unlike], [each.criterion for each in alike]) == ([], [line])
