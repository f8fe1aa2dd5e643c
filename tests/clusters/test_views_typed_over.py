"""A number typed over another: what was said of the old one is not said of the new one, and the page tells it."""

import pytest
from django.urls import reverse

from audit.models import Entry
from clusters.choices import FigureStatus, IndicatorKind
from clusters.models import Figure
from tests.clusters.setting_up import headed_by
from tests.factories import clusters as make

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def season(head_unit):
    return headed_by(head_unit)


@pytest.fixture
def submission(season, member_unit):
    return make.SubmissionFactory(member=make.MemberFactory(season=season, unit=member_unit))


def test_a_small_save_keeps_what_the_grid_does_not_show(submission, client_of, clerk):
    figure = make.FigureFactory(
        submission=submission, value=1, reference_year=2019, source="Báo cáo số 5", status=FigureStatus.ESTIMATE
    )
    url = reverse("clusters:figure", args=[submission.pk, figure.indicator.pk])
    desk = client_of(clerk)

    desk.post(url, {"brief": "1", "value": "1", "token": "1"}, **HTMX)
    assert Figure.objects.get().source == "Báo cáo số 5"
    desk.post(url, {"brief": "1", "value": "2", "token": "1"}, **HTMX)

    now = Figure.objects.current().get()
    assert (now.value, now.reference_year, now.status) == (2, 2019, FigureStatus.ESTIMATE)


LOST = "Đã bỏ nguồn “Báo cáo số 5” vì bạn đã nhập số khác. Bấm “Thêm thông tin” để ghi nguồn của số mới."


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["in the grid", "without scripts"])
def test_a_number_typed_over_another_does_not_take_its_source_and_the_page_says_so(
    submission, client_of, clerk, headers
):
    figure = make.FigureFactory(submission=submission, value=1, source="Báo cáo số 5")
    url = reverse("clusters:figure", args=[submission.pk, figure.indicator.pk])

    answer = client_of(clerk).post(url, {"brief": "1", "value": "2", "token": "1"}, follow=True, **headers)

    now = Figure.objects.current().get()
    assert (now.value, now.source) == (2, "")
    assert Figure.objects.get(revision=1).source == "Báo cáo số 5"
    assert LOST in answer.content.decode()


def test_half_of_a_ratio_typed_over_leaves_the_source_behind(submission, client_of, clerk):
    ratio = make.IndicatorFactory(kind=IndicatorKind.RATIO)
    make.FigureFactory(
        submission=submission, indicator=ratio, value=None, numerator=65, denominator=181, source="Báo cáo số 5"
    )
    url = reverse("clusters:figure", args=[submission.pk, ratio.pk])
    given = {"brief": "1", "numerator": "66", "denominator": "181", "token": "1"}

    page = client_of(clerk).post(url, given, **HTMX).content.decode()

    assert (Figure.objects.current().get().source, LOST in page) == ("", True)


WHOSE = (
    "Bạn đã đổi hoặc thêm số nhưng nguồn vẫn là nguồn ghi từ trước. Hãy ghi nguồn của số vừa nhập hoặc để trống ô này; "
    "nếu chính nguồn ấy nêu số này thì bấm “Lưu” lần nữa."
)


def test_the_whole_form_asks_once_whether_the_source_that_was_left_reports_the_new_number(submission, client_of, clerk):
    figure = make.FigureFactory(submission=submission, value=1, source="Báo cáo số 5")
    url, desk = reverse("clusters:figure", args=[submission.pk, figure.indicator.pk]), client_of(clerk)
    shown = desk.get(url).context["form"]["source"].value()
    sent = {"value": "2", "source": shown, "token": "1", "status": "final"}

    asked = desk.post(url, sent).context["form"]
    assert (asked.errors["source"], asked["value"].value()) == ([WHOSE], "2")
    assert Figure.objects.get().value == 1

    other = desk.post(url, sent | {"value": "3", "sourced": asked["sourced"].value()}).context["form"]
    assert other.errors["source"] == [WHOSE]

    page = desk.post(url, sent | {"sourced": asked["sourced"].value()}, follow=True)
    now = Figure.objects.current().get()
    assert (now.value, now.source) == (2, "Báo cáo số 5")
    assert "Đã bỏ nguồn" not in page.content.decode()


def test_whose_source_it_is_is_asked_alone_once_all_else_is_right(submission, client_of, clerk):
    rank = make.IndicatorFactory(kind=IndicatorKind.RANK)
    make.FigureFactory(submission=submission, indicator=rank, value=3, denominator=63, source="Báo cáo số 5")
    url, desk = reverse("clusters:figure", args=[submission.pk, rank.pk]), client_of(clerk)
    sent = {"value": "40", "source": "Báo cáo số 5", "token": "1", "status": "final"}

    wrong = desk.post(url, sent | {"denominator": "34"}).context["form"]
    right = desk.post(url, sent | {"denominator": "63", "sourced": wrong["sourced"].value() or ""}).context["form"]

    assert [list(form.errors) for form in (wrong, right)] == [["denominator"], ["source"]]
    assert Figure.objects.get().value == 3


PUT_BACK = "Số này trước đây đã có nguồn “Báo cáo số 5”, nguồn ấy được ghi lại cùng số."


@pytest.mark.parametrize("brief", [{"brief": "1"}, {"status": "final"}], ids=["in the grid", "in the whole form"])
def test_a_number_that_is_put_back_has_its_source_and_its_mark_again(submission, client_of, clerk, brief):
    figure = make.FigureFactory(submission=submission, value=1, source="Báo cáo số 5", illustrative=True)
    url, desk = reverse("clusters:figure", args=[submission.pk, figure.indicator.pk]), client_of(clerk)

    desk.post(url, {"brief": "1", "value": "2", "token": "1"})
    between = Figure.objects.current().get()
    page = desk.post(url, {"value": "1", "token": "2"} | brief, follow=True).content.decode()

    now = Figure.objects.current().get()
    assert [(one.value, one.source, one.illustrative) for one in (between, now)] == [
        (2, "", False),
        (1, "Báo cáo số 5", True),
    ]
    assert PUT_BACK in page


def test_a_source_that_was_emptied_beside_its_number_stays_empty(submission, client_of, clerk):
    figure = make.FigureFactory(submission=submission, value=1, source="Báo cáo số 5")
    url = reverse("clusters:figure", args=[submission.pk, figure.indicator.pk])

    client_of(clerk).post(url, {"value": "1", "source": "", "token": "1", "status": "final"})

    assert Figure.objects.current().get().source == ""


@pytest.mark.parametrize("changed", [{"value": "2", "source": "Báo cáo số 6"}, {"value": "2", "source": ""}])
def test_whoever_named_another_source_or_none_is_not_asked(submission, client_of, clerk, changed):
    figure = make.FigureFactory(submission=submission, value=1, source="Báo cáo số 5")
    url = reverse("clusters:figure", args=[submission.pk, figure.indicator.pk])

    client_of(clerk).post(url, {"token": "1", "status": "final"} | changed)

    now = Figure.objects.current().get()
    assert (now.value, now.source) == (2, changed["source"])


def test_the_number_that_stays_keeps_its_source_without_a_question(submission, client_of, clerk):
    figure = make.FigureFactory(submission=submission, value=1, source="Báo cáo số 5")
    url = reverse("clusters:figure", args=[submission.pk, figure.indicator.pk])

    client_of(clerk).post(url, {"value": "1", "source": "Báo cáo số 5", "token": "1", "status": "estimate"})

    now = Figure.objects.current().get()
    assert (now.revision, now.source, now.status) == (2, "Báo cáo số 5", FigureStatus.ESTIMATE)


def test_what_is_taken_back_in_the_whole_form_leaves_its_source(submission, client_of, clerk):
    figure = make.FigureFactory(submission=submission, value=1, source="Báo cáo số 5")
    url = reverse("clusters:figure", args=[submission.pk, figure.indicator.pk])

    sent = {"value": "", "source": "Báo cáo số 5", "token": "1", "status": "final", "reason": "Báo cáo nhầm đơn vị."}
    client_of(clerk).post(url, sent)

    now = Figure.objects.current().get()
    assert (now.value, now.source) == (None, "")


def test_a_made_up_number_that_is_left_so_keeps_the_source_that_said_so(submission, client_of, clerk):
    figure = make.FigureFactory(submission=submission, **MADE_UP)
    url = reverse("clusters:figure", args=[submission.pk, figure.indicator.pk])

    sent = {"value": "1", "source": "", "illustrative": "on", "token": "1", "status": "estimate"}
    client_of(clerk).post(url, sent)

    now = Figure.objects.current().get()
    assert (now.value, now.source, now.illustrative) == (1, MADE_UP["source"], True)


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["in the grid", "without scripts"])
def test_a_figure_that_is_taken_back_is_not_called_saved_and_leaves_its_source(submission, client_of, clerk, headers):
    figure = make.FigureFactory(submission=submission, value=1, source="Báo cáo số 5")
    url = reverse("clusters:figure", args=[submission.pk, figure.indicator.pk])
    given = {"brief": "1", "value": "", "token": "1", "reason": "Nhầm biểu."}

    page = client_of(clerk).post(url, given, follow=True, **headers).content.decode()

    assert Figure.objects.current().get().source == ""
    assert "Đã rút số liệu" in page
    assert ("Đã lưu" in page, "Đã bỏ nguồn" in page) == (False, False)


MADE_UP = {"value": 1, "source": "Nạp dữ liệu minh họa", "illustrative": True}


def test_a_number_typed_over_a_made_up_one_is_not_made_up_and_the_row_says_so(submission, client_of, clerk):
    figure = make.FigureFactory(submission=submission, status=FigureStatus.ESTIMATE, **MADE_UP)
    url = reverse("clusters:figure", args=[submission.pk, figure.indicator.pk])

    page = client_of(clerk).post(url, {"brief": "1", "value": "2", "token": "1"}, **HTMX).content.decode()

    now = Figure.objects.current().get()
    assert (now.value, now.source, now.status, now.illustrative) == (2, "", FigureStatus.ESTIMATE, False)
    assert "Đã bỏ dấu “số liệu minh họa”" in page
    entry = Entry.objects.get(action="figure.entered")
    marks = {name: entry.details[name] for name in ("illustrative_before", "illustrative_after", "source_before")}
    assert marks == {
        "illustrative_before": True,
        "illustrative_after": False,
        "source_before": "Nạp dữ liệu minh họa",
    }


def test_whoever_corrects_a_made_up_figure_sees_what_it_was_and_says_anew_whether_this_one_is(
    submission, client_of, clerk
):
    figure = make.FigureFactory(submission=submission, **MADE_UP)
    url = reverse("clusters:figure", args=[submission.pk, figure.indicator.pk])
    desk = client_of(clerk)

    answer = desk.get(url)
    assert [answer.context["form"][name].value() for name in ("value", "source", "illustrative")] == ["1", "", False]
    assert "Số đang có là số liệu minh họa: <strong>1</strong>" in answer.content.decode()
    assert "Nạp dữ liệu minh họa" in answer.content.decode()

    desk.post(url, {"value": "2", "token": "1", "status": "final"})
    assert not Figure.objects.current().get().illustrative

    desk.post(url, {"value": "3", "token": "2", "status": "final", "illustrative": "on", "source": "Ví dụ"})
    now = Figure.objects.current().get()
    assert (now.value, now.source, now.illustrative) == (3, "Ví dụ", True)


def test_a_made_up_number_that_stays_is_not_called_real_without_a_source(submission, client_of, clerk):
    figure = make.FigureFactory(submission=submission, **MADE_UP)
    url = reverse("clusters:figure", args=[submission.pk, figure.indicator.pk])
    same = {"value": "1", "token": "1", "status": "estimate"}

    refused = client_of(clerk).post(url, same)
    assert "illustrative" in refused.context["form"].errors
    assert Figure.objects.get().illustrative

    client_of(clerk).post(url, same | {"source": "Niên giám thống kê 2020"})
    now = Figure.objects.current().get()
    assert (now.value, now.source, now.illustrative) == (1, "Niên giám thống kê 2020", False)


def test_another_rank_out_of_as_many_is_not_made_up(submission, client_of, clerk):
    rank = make.IndicatorFactory(kind=IndicatorKind.RANK)
    make.FigureFactory(submission=submission, indicator=rank, denominator=63, **MADE_UP | {"value": 15})
    url = reverse("clusters:figure", args=[submission.pk, rank.pk])
    typed = {"denominator": "63", "token": "1", "status": "final"}

    refused = client_of(clerk).post(url, typed | {"value": "15"}).content.decode()
    assert "Vẫn còn số minh họa chưa thay: Thứ hạng (15); Trên tổng số (63)." in refused

    client_of(clerk).post(url, typed | {"value": "12"})
    now = Figure.objects.current().get()
    assert (now.value, now.denominator, now.illustrative) == (12, 63, False)


def test_a_made_up_number_of_last_year_that_stays_is_named(submission, client_of, clerk):
    figure = make.FigureFactory(submission=submission, previous=7, previous_origin="typed", **MADE_UP)
    url = reverse("clusters:figure", args=[submission.pk, figure.indicator.pk])
    desk = client_of(clerk)
    assert "Kết quả hoặc số năm trước để nguyên thì vẫn là số minh họa" in desk.get(url).content.decode()

    page = desk.post(url, {"value": "2", "previous": "7", "token": "1", "status": "final"}).content.decode()
    assert "Vẫn còn số minh họa chưa thay: Năm trước (7)." in page

    desk.post(url, {"value": "2", "previous": "8", "token": "1", "status": "final"})
    assert not Figure.objects.current().get().illustrative


def test_a_plan_typed_over_a_made_up_one_is_not_made_up(submission, client_of, clerk):
    plan = make.PlanFactory(member=submission.member, giver="own", **MADE_UP)
    url = reverse("clusters:plan", args=[submission.pk, plan.indicator.pk, "own"])
    desk = client_of(clerk)

    answer = desk.get(url)
    assert [answer.context["form"][name].value() for name in ("value", "source", "illustrative")] == ["1", "", False]
    desk.post(url, {"value": "2", "token": answer.context["form"]["token"].value()})

    plan.refresh_from_db()
    assert (plan.value, plan.source, plan.illustrative) == (2, "", False)


def test_a_plan_asks_once_about_the_source_that_was_left_as_well(submission, client_of, clerk):
    plan = make.PlanFactory(member=submission.member, giver="own", value=1, source="Nghị quyết số 5")
    url = reverse("clusters:plan", args=[submission.pk, plan.indicator.pk, "own"])
    desk = client_of(clerk)
    sent = {"value": "2", "source": "Nghị quyết số 5", "token": desk.get(url).context["form"]["token"].value()}

    asked = desk.post(url, sent).context["form"]
    assert asked.errors["source"] == [WHOSE]
    desk.post(url, sent | {"sourced": asked["sourced"].value()})

    plan.refresh_from_db()
    assert (plan.value, plan.source) == (2, "Nghị quyết số 5")
