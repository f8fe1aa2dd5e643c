"""A season carried on and back from its page: what is told before, and what after."""

import datetime as dt

import pytest
from django.db.models import F
from django.urls import reverse

from clusters.choices import Phase, ResolutionKind
from clusters.models import Resolution, Season
from tests.factories import clusters as make
from tests.factories.awards import NominationFactory
from tests.factories.rankings import ranked

pytestmark = pytest.mark.django_db
REASON = "Số liệu của một tỉnh phải thẩm định lại."


@pytest.fixture
def desk(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def agreed(season):
    Season.objects.filter(pk=season.pk).update(phase=Phase.APPRAISED)
    season.refresh_from_db()
    return season


def test_whoever_takes_a_season_back_is_told_what_rests_on_its_ranking(desk, agreed):
    ranked(agreed)
    standing = NominationFactory(member=agreed.cast.member, stage="submitted")
    decided = NominationFactory(member=agreed.cast.head, stage="decided")
    NominationFactory(member=agreed.cast.deputy, stage="withdrawn")

    page = desk.get(reverse("clusters:move_season", args=[agreed.pk, "appraisal"]))

    assert [gap.sentence for gap in page.context["resting"]] == [
        "Kết quả xếp hạng và các tài liệu lập từ đó vẫn giữ nguyên. Nếu có gì thay đổi, hãy tính lại xếp hạng và lập "
        "lại tài liệu.",
        f"1 đề nghị vẫn giữ nguyên: {standing}. Hãy xem lại các đề nghị này sau khi tính lại xếp hạng.",
        f"1 đề nghị đã có quyết định và vẫn giữ nguyên: {decided}. Hãy báo cho cấp đã quyết định những gì thay đổi.",
    ]
    assert "Những gì dựa trên kết quả xếp hạng" in page.content.decode()


def test_nothing_rests_on_a_ranking_that_was_never_computed(desk, agreed):
    assert desk.get(reverse("clusters:move_season", args=[agreed.pk, "appraisal"])).context["resting"] == []


def test_a_move_is_told_of_on_the_page_that_follows(desk, agreed):
    address = reverse("clusters:move_season", args=[agreed.pk, "appraisal"])

    page = desk.post(address, {"reason": REASON, "seen": str(agreed.version)}, follow=True)

    assert [str(told) for told in page.context["messages"]] == [f"{agreed} đã chuyển sang giai đoạn “Thẩm định”."]


@pytest.mark.parametrize(
    ("concluded", "touched", "to_season", "to_move"),
    [
        (True, False, "primary", "primary"),
        (False, False, "secondary", "secondary"),
        (True, True, "secondary", "primary"),
    ],
)
def test_the_way_on_stands_out_once_nothing_is_lacking(desk, agreed, concluded, touched, to_season, to_move):
    """What was touched and stands as it stood is looked into by the page of the move alone."""
    ranked(agreed)
    if concluded:
        held = {"conference": make.ConferenceFactory(season=agreed), "on": dt.date(2021, 3, 1)}
        Resolution.objects.create(kind=ResolutionKind.CONCLUDED, text="Thống nhất đề nghị.", position=1, **held)
    Season.objects.filter(pk=agreed.pk).update(inputs_version=F("inputs_version") + int(touched))

    page = desk.get(reverse("clusters:season", args=[agreed.pk])).content.decode()
    move, back = (reverse("clusters:move_season", args=[agreed.pk, to]) for to in ("published", "appraisal"))
    on = desk.get(move).content.decode().partition("<main")[2]

    assert f'<a class="btn btn-{to_season}" href="{move}"' in page
    assert f'<a class="btn btn-secondary" href="{back}"' in page
    assert f'<button class="btn btn-{to_move}">' in on


def test_lines_without_agreed_points_are_told_before_a_season_counts_as_agreed_and_refuse_nothing(desk, season):
    Season.objects.filter(pk=season.pk).update(phase=Phase.APPRAISAL)
    sheet = make.SheetFactory(season=season)
    first, second = (make.CriterionFactory(sheet=sheet, params={}) for _line in range(2))
    make.CriterionFactory(sheet=sheet, method="proportional")
    make.ScoreFactory(member=season.cast.head, criterion=first, agreed_points=1, agreed_at="2021-01-01T00:00Z")
    make.ScoreFactory(member=season.cast.head, criterion=second, appraised_points=1, appraised_at="2021-01-01T00:00Z")
    make.NotAssignedFactory(member=season.cast.member, criterion=first)
    make.NotAssignedFactory(member=season.cast.member, criterion=second)
    make.published(sheet)

    page = desk.get(reverse("clusters:move_season", args=[season.pk, "appraised"]))

    (told,) = [gap for gap in page.context["gaps"] if gap.page == "scores_overview"]
    assert told.sentence == "3 dòng chấm trực tiếp của 2 thành viên chưa có điểm thống nhất."
    assert not told.blocking
