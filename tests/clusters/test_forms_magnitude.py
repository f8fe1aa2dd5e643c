"""A number far from all that is known of it is asked about once, and saved when it is sent again."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.urls import reverse

from clusters.choices import IndicatorKind
from clusters.forms.figures import FigureForm
from clusters.magnitude import Known, strange
from clusters.models import Figure, Indicator, Plan
from tests.factories import clusters as make

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.mark.parametrize(
    ("kind", "value", "known", "asked"),
    [
        (IndicatorKind.AMOUNT, 70_000, {"previous": 7_000}, "gấp 10 lần số năm trước (7.000)"),
        (IndicatorKind.AMOUNT, 70_000, {"plans": [6_500, 7_000]}, "gấp 10 lần kế hoạch năm (7.000)"),
        (IndicatorKind.AMOUNT, 70_000, {"stood": 7_000}, "gấp 10 lần số đang lưu (7.000)"),
        (IndicatorKind.AMOUNT, 55_999, {"previous": 7_000}, None),
        (IndicatorKind.AMOUNT, 70_000, {"previous": 7_000, "plans": [60_000]}, None),
        (IndicatorKind.AMOUNT, "7.25", {"previous": 7_250}, "chỉ bằng 1/1.000 số năm trước (7.250)"),
        (IndicatorKind.AMOUNT, "500.5", {"plans": [5_200], "stood": "6250.5"}, "chỉ bằng 1/10 kế hoạch năm (5.200)"),
        (IndicatorKind.AMOUNT, "6.24", {"plans": [5_200], "stood": "6250.5"}, "kế hoạch năm (5.200)"),
        (IndicatorKind.AMOUNT, 6_250, {"plans": [5_200], "stood": 62_505}, None),
        (IndicatorKind.AMOUNT, 70_000, {}, None),
        (IndicatorKind.AMOUNT, 70_000, {"previous": 0, "plans": [0]}, None),
        (IndicatorKind.AMOUNT, 0, {"previous": 7_000}, None),
        (IndicatorKind.AMOUNT, 0, {"stood": 7_000}, "nhập 0 thay cho số đang lưu (7.000)"),
        (IndicatorKind.AMOUNT, 0, {"stood": 0, "plans": [7_000]}, None),
        (IndicatorKind.COUNT, 0, {"stood": 170}, "nhập 0 thay cho số đang lưu (170)"),
        (IndicatorKind.COUNT, 0, {"stood": 99}, None),
        (IndicatorKind.AMOUNT, 999_999_999, {}, None),
        (IndicatorKind.AMOUNT, 1_000_000_000, {}, "có 10 chữ số trước dấu phẩy"),
        (IndicatorKind.AMOUNT, -1_000_000_000, {"previous": 0}, "có 10 chữ số trước dấu phẩy"),
        (IndicatorKind.COUNT, 12_345_678_901, {}, "có 11 chữ số trước dấu phẩy"),
        (IndicatorKind.AMOUNT, 1_200_000_000, {"previous": 1_000_000_000}, None),
        (IndicatorKind.AMOUNT, -5, {"previous": 7_000}, "nhỏ hơn 0, trong khi số năm trước (7.000) thì không"),
        (IndicatorKind.AMOUNT, -5, {"plans": [7_000]}, "nhỏ hơn 0, trong khi kế hoạch năm (7.000) thì không"),
        (IndicatorKind.AMOUNT, -5, {"previous": -6, "plans": [7_000]}, None),
        (IndicatorKind.AMOUNT, -60, {"previous": -6}, "gấp 10 lần số năm trước (−6)"),
        (IndicatorKind.COUNT, 20, {"previous": 1, "plans": [2]}, None),
        (IndicatorKind.COUNT, 1_580, {"previous": 170}, "gấp 9 lần số năm trước (170)"),
        (IndicatorKind.COUNT, 15_800, {"previous": 170}, "gấp 93 lần số năm trước (170)"),
        (IndicatorKind.COUNT, 17, {"previous": 170}, "chỉ bằng 1/10 số năm trước (170)"),
        (IndicatorKind.COUNT, -3, {"previous": 170}, None),
        (IndicatorKind.RANK, 60, {"previous": 1}, None),
        (IndicatorKind.PERCENTAGE, "6.97", {"previous": "0.3", "plans": [7]}, None),
        (IndicatorKind.PERCENTAGE, "6.97", {"previous": "0.3"}, None),
        (IndicatorKind.PERCENTAGE, 697, {"stood": "6.97"}, "gấp 100 lần số đang lưu (6,97%)"),
        (IndicatorKind.PERCENTAGE, -200, {"previous": "6.97"}, "nhỏ hơn 0, trong khi số năm trước (6,97%) thì không"),
        (IndicatorKind.PERCENTAGE, -200, {}, "−200% nhỏ hơn mức thường thấy"),
        (IndicatorKind.PERCENTAGE, 1000, {}, None),
        (IndicatorKind.PERCENTAGE, 7250, {}, "7.250% lớn hơn mức thường thấy"),
        (IndicatorKind.PERCENTAGE, 7250, {"previous": 7_000}, None),
        (IndicatorKind.RATIO, "9.47", {"previous": "94.73"}, "chỉ bằng 1/10 số năm trước (94,73%)"),
    ],
)
def test_what_is_asked_about_and_what_is_not(kind, value, known, asked):
    numbers = {name: tuple(map(Decimal, one)) if isinstance(one, list) else Decimal(one) for name, one in known.items()}

    sentence = strange(kind, Decimal(value), Known(**numbers))

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
    assert "Số này gấp 12 lần kế hoạch năm (100). Nếu đúng, hãy bấm “Lưu” lần nữa." in page
    assert 'value="1.234,5"' in page
    assert 'name="sure" value="1234.5"' in page
    assert not Figure.objects.exists()

    assert "gấp 24 lần" in desk.post(url, given | {"value": "2.400,5", "sure": "1234.5"}, **headers).content.decode()
    desk.post(url, given | {"sure": "1234.5"}, **headers)
    assert Figure.objects.get().value == Decimal("1234.5")


@pytest.mark.parametrize(
    ("typed", "read", "asked"),
    [
        ("1.200,5", "1200.5", "Số này gấp 12 lần kế hoạch năm (100). Nếu đúng, hãy bấm “Lưu” lần nữa."),
        ("-90", "-90", "Số này nhỏ hơn 0, trong khi kế hoạch năm (100) thì không. Nếu đúng, hãy bấm “Lưu” lần nữa."),
    ],
)
def test_a_plan_far_from_what_another_gave_is_asked_about_once(
    typed, read, asked, submission, planned, client_of, clerk
):
    url, desk = reverse("clusters:plan", args=[submission.pk, planned.pk, "own"]), client_of(clerk)
    given = {"value": typed, "token": "0"}

    page = desk.post(url, given).content.decode()

    assert asked in page
    assert f'name="sure" value="{read}"' in page
    assert not Plan.objects.filter(giver="own").exists()
    desk.post(url, given | {"sure": read})
    assert Plan.objects.get(giver="own").value == Decimal(read)


READINGS = ["6.240 (dấu phẩy ngăn hàng nghìn)", "6,24 (dấu phẩy ngăn phần lẻ)"]


@pytest.mark.parametrize(
    ("brief", "headers"), [({"brief": "1"}, HTMX), ({"brief": "1"}, {}), ({}, {})], ids=["grid", "no scripts", "form"]
)
def test_a_comma_that_may_part_thousands_is_asked_about(brief, headers, submission, client_of, clerk):
    planned = make.PlanFactory(member=submission.member, value=5_200).indicator
    url, desk = reverse("clusters:figure", args=[submission.pk, planned.pk]), client_of(clerk)
    given = {**brief, "value": "6,240", "token": "0"}

    page = desk.post(url, given, **headers).content.decode()
    assert [label for label in READINGS if label in page] == READINGS
    assert 'value="6,240"' in page
    assert not Figure.objects.exists()

    desk.post(url, given | {"value_reading": "6240"}, **headers)
    assert Figure.objects.get().value == Decimal(6240)


@pytest.mark.parametrize(
    ("typed", "plan", "asked"),
    [
        ("6,240", 5_200, True),
        ("−6,240", 5_200, True),
        ("6,240", 7, False),
        ("6,24", 5_200, False),
        ("6,2401", 5_200, False),
        ("1.006,240", 5_200, False),
        ("0,240", 5_200, False),
        ("6,240", None, False),
    ],
)
def test_the_reading_nearer_to_what_is_known_decides_whether_a_comma_is_asked_about(typed, plan, asked):
    cell = SimpleNamespace(
        indicator=Indicator(name="Thu ngân sách", kind=IndicatorKind.AMOUNT), figure=None, carried=None, plans=()
    )
    if plan is not None:
        cell.plans = (SimpleNamespace(plan=SimpleNamespace(value=Decimal(plan))),)

    form = FigureForm({"value": typed}, cell=cell, brief=True)

    assert form.has_error("value", "ambiguous") is asked


def test_the_comma_of_a_number_that_is_shown_as_it_stands_stays_a_comma(submission, planned, client_of, clerk):
    figure = make.FigureFactory(submission=submission, indicator=planned, value=Decimal("6.245"), revision=1)
    url = reverse("clusters:figure", args=[submission.pk, planned.pk])

    client_of(clerk).post(url, {"value": "6,245", "status": "final", "source": "Báo cáo", "token": "1"})

    assert list(Figure.objects.current().values_list("value", "revision")) == [(figure.value, 2)]


def test_the_numbers_of_a_ratio_are_asked_about_by_the_percentage_that_they_make(submission, client_of, clerk):
    known = make.PlanFactory(member=submission.member, value=95, indicator__kind=IndicatorKind.RATIO).indicator
    url, desk = reverse("clusters:figure", args=[submission.pk, known.pk]), client_of(clerk)
    given = {"brief": "1", "numerator": "124", "denominator": "1310", "token": "0"}

    page = desk.post(url, given, **HTMX).content.decode()
    assert "Số này chỉ bằng 1/10 kế hoạch năm (95%)." in page
    assert not Figure.objects.exists()

    desk.post(url, given | {"sure": "9.465649"}, **HTMX)
    assert Figure.objects.get().numerator == 124
