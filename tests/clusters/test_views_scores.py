"""Giving points on a page: what is said beside “saved”."""

import pytest
from django.urls import reverse

from clusters.choices import Phase
from clusters.models import Season
from tests.factories import clusters as make

pytestmark = pytest.mark.django_db
STILL = "Dòng này vẫn mang dấu “số liệu minh họa”: điểm ở cột khác của dòng là điểm minh họa."


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
