"""What papers say beside points: why they were given, why a unit has no place, what a bonus may bring."""

from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.actors import Actor
from clusters.actions import ranking
from clusters.choices import IndicatorKind, Phase
from clusters.models import Finding, Score, Season
from clusters.queries.yearbook import Line, Told
from reports.documents import KINDS, score_table
from reports.prose import reported
from reports.writers import html
from tests.factories.clusters import (
    CriterionFactory,
    FigureFactory,
    NotAssignedFactory,
    PlanFactory,
    ScoreFactory,
    SheetFactory,
    published,
)
from tests.reports import readers

pytestmark = pytest.mark.django_db
BY = Actor.system("Kiểm thử")
GATE = {"when": "finding", "code": "ky-luat", "label": "Lãnh đạo bị kỷ luật", "effect": "not_considered"}


def score(**given):
    """A score of points and reasons, “4 vì sao” for both."""
    told = {}
    for stage, said in given.items():
        points, _space, reason = said.partition(" ")
        told |= {f"{stage}_points": Decimal(points), f"{stage}_reason": reason}
    return Score(**told)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"self": "5", "appraised": "4 Chưa có sơ kết.", "agreed": "4"}, "Chưa có sơ kết."),
        ({"self": "5", "appraised": "4 Chưa có sơ kết.", "agreed": "4.5 Hội nghị thống nhất."}, "Hội nghị thống nhất."),
        ({"self": "6", "appraised": "5.5 Minh chứng chưa đủ.", "agreed": "6 Đã bổ sung."}, "Đã bổ sung."),
        ({"self": "6 Có minh chứng.", "appraised": "5.5 Chưa đủ.", "agreed": "6"}, "Có minh chứng."),
        ({"appraised": "-0.95 Nộp chậm ba ngày.", "agreed": "-0.95"}, "Nộp chậm ba ngày."),
        ({"self": "5 Có minh chứng.", "appraised": "5", "agreed": "5"}, ""),
        ({"self": "5 Có minh chứng."}, ""),
    ],
)
def test_the_reason_beside_points_is_that_of_the_points_that_count(given, reason):
    assert score_table.reason_of(score(**given)) == reason


@pytest.fixture
def ranked(season):
    """Three units: one found against, one to which a group does not apply, and a bonus limited by its cap alone."""
    Season.objects.filter(pk=season.pk).update(phase=Phase.APPRAISED)
    classes = [{"key": "T", "label": "Tốt", "at_least": "0"}]
    sheet = SheetFactory(season=season, declared_max=Decimal(20), gates=[GATE], classes=classes)
    groups = [CriterionFactory(sheet=sheet, kind="group", name=name, max_points=10) for name in ("Kinh tế", "Xã hội")]
    lines = [CriterionFactory(sheet=sheet, parent=group, name=f"Dòng {group.name}", params={}) for group in groups]
    CriterionFactory(sheet=sheet, name="Điểm thưởng thêm", max_points=0, cap=5, bonus=True, params={})
    for member in season.members.all():
        for line in lines:
            ScoreFactory(member=member, criterion=line, agreed_by=None, agreed_points=9, agreed_at=timezone.now())
    Score.objects.filter(member=season.cast.member, criterion=lines[1]).delete()
    NotAssignedFactory(member=season.cast.member, criterion=lines[1])
    found = {"gate": "ky-luat", "basis": "Quyết định kỷ luật số 3.", "recorded_at": timezone.now()}
    Finding.objects.create(member=season.cast.deputy, **found)
    published(sheet)
    season = Season.objects.get(pk=season.pk)
    ranking.compute(ranking.request_run(season, by=BY).pk)
    return season


def page_of(kind, season):
    return readers.html_text(html.write(KINDS[kind].build(season, timezone.now()).document))


def test_papers_say_which_condition_keeps_a_unit_without_a_place_and_class_it_no_more(ranked):
    summary, table = (page_of(kind, ranked) for kind in ("summary", "score-table"))

    assert all("Lãnh đạo bị kỷ luật: không xét" in page for page in (summary, table))
    classed = table.partition("Xếp loại")[2].split()[:4]
    assert classed.count("Tốt") == 2


def test_a_bonus_is_limited_by_its_cap_where_it_has_no_maximum(ranked):
    page = page_of("score-table", ranked)

    assert "Điểm thưởng thêm (tối đa 5 điểm)." in page
    assert "tối đa 0 điểm" not in page


def test_percentages_of_units_are_not_added_up_against_their_plans(season):
    told = []
    for member, (value, plan) in zip(season.members.all(), ((80, 90), (95, 100)), strict=False):
        figure = FigureFactory(submission__member=member, indicator__kind=IndicatorKind.PERCENTAGE, value=value)
        set_for = PlanFactory(member=member, indicator=figure.indicator, value=plan)
        told.append(Told(str(member), figure, (set_for,), applies=True))
    line = Line(figure.indicator, tuple(told), ())

    assert "tổng thực hiện trên tổng kế hoạch" not in str(reported.computed(line, 2020, "tỉnh"))
