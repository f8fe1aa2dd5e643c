"""A number far from all that is known of it is asked about once, and saved when it is sent again."""

from decimal import Decimal

import pytest
from django.urls import reverse

from clusters.choices import IndicatorKind
from clusters.magnitude import strange
from clusters.models import Figure
from tests.factories import clusters as make

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.mark.parametrize(
    ("kind", "value", "previous", "plans", "asked"),
    [
        (IndicatorKind.AMOUNT, 70_000, 7_000, [], "gấp 10 lần 7.000"),
        (IndicatorKind.AMOUNT, 70_000, None, [6_500, 7_000], "gấp 10 lần 7.000"),
        (IndicatorKind.AMOUNT, 69_999, 7_000, [], None),
        (IndicatorKind.AMOUNT, 70_000, 7_000, [60_000], None),
        (IndicatorKind.AMOUNT, "7.25", 7_250, [], "Số năm trước là 7.250, gấp 1.000 lần"),
        (IndicatorKind.AMOUNT, 5, None, [7_000], None),
        (IndicatorKind.AMOUNT, 70_000, None, [], None),
        (IndicatorKind.AMOUNT, 70_000, 0, [0], None),
        (IndicatorKind.AMOUNT, -70_000, 7_000, [], None),
        (IndicatorKind.AMOUNT, 0, 7_000, [], None),
        (IndicatorKind.COUNT, 20, 1, [2], None),
        (IndicatorKind.PERCENTAGE, "6.97", "0.3", [7], None),
        (IndicatorKind.PERCENTAGE, 1000, 7, [7], None),
        (IndicatorKind.PERCENTAGE, "7250", None, [], "7.250 % lớn hơn mức thường thấy"),
    ],
)
def test_what_is_asked_about_and_what_is_not(kind, value, previous, plans, asked):
    previous = None if previous is None else Decimal(previous)

    sentence = strange(kind, Decimal(value), previous=previous, plans=[Decimal(plan) for plan in plans])

    assert sentence is None if asked is None else asked in sentence


@pytest.fixture
def submission(db, head_unit, member_unit):
    season = make.SeasonFactory()
    make.PostFactory(member=make.MemberFactory(season=season, unit=head_unit))
    return make.SubmissionFactory(member=make.MemberFactory(season=season, unit=member_unit))


@pytest.fixture
def planned(submission):
    return make.PlanFactory(member=submission.member, value=100).indicator


@pytest.mark.parametrize(
    ("brief", "headers"), [({"brief": "1"}, HTMX), ({"brief": "1"}, {}), ({}, {})], ids=["grid", "no scripts", "form"]
)
def test_the_number_stays_and_is_saved_when_it_is_sent_again(brief, headers, submission, planned, client_of, clerk):
    url, desk = reverse("clusters:figure", args=[submission.pk, planned.pk]), client_of(clerk)
    given = {**brief, "value": "1.234,5", "token": "0"}

    page = desk.post(url, given, **headers).content.decode()
    assert "Số này gấp 12 lần 100. Nếu đúng, hãy bấm “Lưu” lần nữa." in page
    assert 'value="1.234,5"' in page
    assert 'name="sure" value="1234.5"' in page
    assert not Figure.objects.exists()

    assert "gấp 24 lần" in desk.post(url, given | {"value": "2.400,5", "sure": "1234.5"}, **headers).content.decode()
    desk.post(url, given | {"sure": "1234.5"}, **headers)
    assert Figure.objects.get().value == Decimal("1234.5")
