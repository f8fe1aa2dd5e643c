"""Giving points on a page: what is said beside “saved”."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from clusters.choices import Phase
from clusters.models import Season
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
    asked = f"Số vụ ({change} < 0); Số người chết ({change} < 0)."
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
