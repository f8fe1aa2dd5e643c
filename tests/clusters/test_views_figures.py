"""The pages of results: the three states, a cell saved alone, who sees what, and how often the database is asked."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from clusters.choices import IndicatorKind, Phase, SheetState, SubmissionState
from clusters.models import Figure, Season
from clusters.templatetags.figures import figure_text, value_text
from tests.clusters.setting_up import headed_by, published_sheet
from tests.factories import clusters as make
from tests.factories.accounts import AssignmentFactory

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def season(head_unit):
    return headed_by(head_unit)


@pytest.fixture
def submission(season, member_unit):
    return make.SubmissionFactory(member=make.MemberFactory(season=season, unit=member_unit))


@pytest.fixture
def colleague(member_unit):
    """Enters the figures of the same unit as the clerk."""
    return AssignmentFactory(unit=member_unit).user


def cell_text(page, indicator):
    row = re.search(rf'<tr id="figure-{indicator.pk}".*?</tr>', page, re.S)[0]
    return re.search(r'<span class="cell-value">(.*?)</span>', row, re.S)[1].strip()


def test_not_reported_zero_and_not_applicable_never_mix(season, submission, client_of, secretariat):
    nothing, zero, away = published_sheet(season, lines=3)
    make.FigureFactory(submission=submission, indicator=zero.indicator, value=0)
    make.NotAssignedFactory(member=submission.member, criterion=away.criterion)
    season.phase = Phase.APPRAISAL
    season.save()

    page = client_of(secretariat).get(reverse("clusters:figures", args=[submission.pk])).content.decode()

    shown = [cell_text(page, taken.indicator) for taken in (nothing, zero, away)]
    assert shown == ["—", "0", "KAD"]


def test_a_cell_is_saved_alone_and_says_when(submission, client_of, clerk):
    indicator = make.IndicatorFactory()
    url = reverse("clusters:figure", args=[submission.pk, indicator.pk])

    answer = client_of(clerk).post(url, {"brief": "1", "value": "1.234,56", "token": "0"}, **HTMX)

    assert Figure.objects.get().value == Decimal("1234.56")
    assert re.search(r"✓ Đã lưu \d\d:\d\d", answer.content.decode())
    assert answer.content.decode().lstrip().startswith("<tr")


def test_a_saved_cell_says_how_many_of_its_group_are_answered_now(season, submission, client_of, clerk):
    first, *_others = published_sheet(season, lines=3)
    url = reverse("clusters:figure", args=[submission.pk, first.indicator.pk])

    answer = client_of(clerk).post(url, {"brief": "1", "value": "96", "token": "0"}, **HTMX).content.decode()
    refused = client_of(clerk).post(url, {"brief": "1", "value": "a", "token": "1"}, **HTMX).content.decode()

    said = re.search(r'<small[^>]* id="cover-(\d+)" hx-swap-oob="true">([^<]*)</small>', answer)
    assert said.groups() == (str(first.criterion.parent_id), "đã trả lời 1/3 ô")
    assert "hx-swap-oob" not in refused


def test_without_scripts_the_same_form_leads_back_to_the_grid(submission, client_of, clerk):
    indicator = make.IndicatorFactory()
    url = reverse("clusters:figure", args=[submission.pk, indicator.pk])

    answer = client_of(clerk).post(url, {"brief": "1", "value": "96", "token": "0"})

    assert answer.status_code == 302
    grid = reverse("clusters:figures", args=[submission.pk])
    assert answer.url == f"{grid}?saved={indicator.pk}#figure-{indicator.pk}"


def test_only_whoever_saved_a_figure_is_told_that_it_is_saved(submission, client_of, clerk, leader):
    indicator = make.IndicatorFactory()
    url = reverse("clusters:figure", args=[submission.pk, indicator.pk])
    grid = client_of(clerk).post(url, {"brief": "1", "value": "96", "token": "0"}).url

    told = {user.username: "✓ Đã lưu" in client_of(user).get(grid).content.decode() for user in (clerk, leader)}

    assert told == {clerk.username: True, leader.username: False}


@pytest.mark.parametrize(("kind", "may"), [(IndicatorKind.AMOUNT, True), (IndicatorKind.COUNT, False)])
def test_a_plan_says_that_it_may_be_negative_only_where_it_may(kind, may, submission, client_of, clerk):
    url = reverse("clusters:plan", args=[submission.pk, make.IndicatorFactory(kind=kind).pk, "own"])

    page = client_of(clerk).get(url).content.decode()

    assert "Để trống là bỏ kế hoạch." in page
    assert ("Kế hoạch có thể là số âm." in page) is may


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["in the grid", "without scripts"])
def test_what_cannot_be_read_is_kept_and_the_old_value_shown(submission, client_of, clerk, headers):
    figure = make.FigureFactory(submission=submission, value=Decimal("7.5"))
    url = reverse("clusters:figure", args=[submission.pk, figure.indicator.pk])

    page = client_of(clerk).post(url, {"brief": "1", "value": "12,5,3", "token": "1"}, **headers).content.decode()

    assert 'value="12,5,3"' in page
    assert "7,5" in page
    assert "1.234,56" in page
    assert Figure.objects.get().value == Decimal("7.5")


def test_the_second_person_sees_the_first_value_before_overwriting(submission, client_of, clerk, colleague):
    indicator = make.IndicatorFactory()
    url = reverse("clusters:figure", args=[submission.pk, indicator.pk])
    client_of(clerk).post(url, {"brief": "1", "value": "96", "token": "0"}, **HTMX)

    page = client_of(colleague).post(url, {"brief": "1", "value": "97", "token": "0"}, **HTMX).content.decode()

    assert Figure.objects.get().value == 96
    assert "<strong>96</strong>" in page
    assert 'value="97"' in page
    token = re.search(r'name="token" value="(\d+)"', page)[1]
    client_of(colleague).post(url, {"brief": "1", "value": "97", "token": token}, **HTMX)
    assert Figure.objects.current().get().value == 97


def test_an_emptied_cell_asks_for_the_reason_in_its_place(submission, client_of, clerk):
    figure = make.FigureFactory(submission=submission, value=1)
    url = reverse("clusters:figure", args=[submission.pk, figure.indicator.pk])

    page = client_of(clerk).post(url, {"brief": "1", "value": "", "token": "1"}, **HTMX).content.decode()

    assert 'name="reason"' in page
    assert Figure.objects.get().value == 1
    client_of(clerk).post(url, {"brief": "1", "value": "", "token": "1", "reason": "Chưa có."}, **HTMX)
    assert not Figure.objects.current().get().reported


def test_a_letter_is_no_reason_to_empty_a_cell_and_what_was_typed_stays(submission, client_of, clerk):
    figure = make.FigureFactory(submission=submission, value=Decimal(3))
    url = reverse("clusters:figure", args=[submission.pk, figure.indicator_id])

    answer = client_of(clerk).post(url, {"value": "", "token": "1", "status": "final", "reason": "x"})

    form = answer.context["form"]
    told = "Nội dung này quá ngắn, người xem lại sau này không hiểu được."
    told += " Hãy viết rõ lý do thành lời, ít nhất năm chữ cái."
    assert (form.errors["reason"], form["reason"].value()) == ([told], "x")
    assert Figure.objects.get().value == 3


def test_the_grid_says_how_many_of_the_answers_are_no_figure(season, submission, client_of, clerk):
    number, none, _open = published_sheet(season, lines=3)
    make.FigureFactory(submission=submission, indicator=number.indicator, value=1)
    make.FigureFactory(submission=submission, indicator=none.indicator, value=None, reason="Chưa có.")
    url = reverse("clusters:figures", args=[submission.pk])

    page = client_of(clerk).get(url).content.decode()

    assert "đã trả lời 2/3 ô, trong đó 1 ô không báo cáo" in " ".join(page.split())


@pytest.mark.parametrize(
    ("phase", "value", "sentence"),
    [
        (Phase.APPRAISAL, "12,5,3", "Đã hết giai đoạn nhập kết quả. Hãy ghi lý do sửa kế hoạch."),
        (Phase.REPORTING, "", "Hãy ghi rõ lý do bỏ kế hoạch này."),
    ],
)
def test_a_plan_asks_for_its_reason_with_all_else(phase, value, sentence, season, submission, client_of, secretariat):
    plan = make.PlanFactory(member=submission.member, giver="own")
    Season.objects.filter(pk=season.pk).update(phase=phase)
    url = reverse("clusters:plan", args=[submission.pk, plan.indicator.pk, "own"])

    form = client_of(secretariat).post(url, {"value": value, "token": ""}).context["form"]

    assert [*form.errors["reason"]] == [sentence]
    assert ("value" in form.errors) is (value != "")


def row_of(page, indicator):
    return re.search(rf'<tr id="figure-{indicator.pk}".*?</tr>', page, re.S)[0]


def test_who_comes_back_from_a_correction_reads_in_the_row_that_it_is_saved(submission, client_of, secretariat):
    figure, other = (make.FigureFactory(submission=submission, value=1) for _each in range(2))
    submission.state, submission.submitted_at = SubmissionState.SUBMITTED, "2020-12-01T00:00Z"
    submission.save()
    url = reverse("clusters:figure", args=[submission.pk, figure.indicator.pk])
    desk = client_of(secretariat)

    answer = desk.post(url, {"value": "2", "token": "1", "status": "final", "reason": "Số chính thức."})
    assert answer.url.endswith(f"#figure-{figure.indicator.pk}")
    page = desk.get(answer.url).content.decode()

    assert re.search(r'role="status">✓ Đã lưu \d\d:\d\d', row_of(page, figure.indicator))
    assert "✓ Đã lưu" not in row_of(page, other.indicator)
    later = desk.get(reverse("clusters:figures", args=[submission.pk])).content.decode()
    assert "✓ Đã lưu" not in later


def test_the_secretariat_corrects_what_was_handed_in_with_a_reason(submission, client_of, secretariat):
    figure = make.FigureFactory(submission=submission, value=1)
    submission.state, submission.submitted_at = SubmissionState.SUBMITTED, "2020-12-01T00:00Z"
    submission.save()
    url = reverse("clusters:figure", args=[submission.pk, figure.indicator.pk])
    typed = {"value": "2", "token": "1", "status": "final"}

    refused = client_of(secretariat).post(url, typed)
    assert refused.status_code == 200
    assert Figure.objects.get().value == 1
    client_of(secretariat).post(url, typed | {"reason": "Số chính thức của Cục Thống kê."})
    assert Figure.objects.current().get().value == 2


def test_a_line_that_depends_on_others_is_not_told_to_a_member(season, submission, client_of, clerk, secretariat):
    sheet = make.SheetFactory(season=season)
    rank = {"scope": "cluster", "scale": "linear", "step": "1"}
    line = make.CriterionFactory(sheet=sheet, method="rank", params=rank)
    taken = make.CriterionInputFactory(criterion=line, plan_giver="")
    sheet.state, sheet.published_at = SheetState.PUBLISHED, "2020-02-01T00:00Z"
    sheet.save()
    make.FigureFactory(submission=submission, indicator=taken.indicator, value=5)
    url = reverse("clusters:scores", args=[submission.member.pk])

    assert "tính khi xếp hạng" in client_of(clerk).get(url).content.decode()
    seen = client_of(secretariat).get(url).content.decode()
    assert "tính khi xếp hạng" not in seen
    assert "10,00" in seen


def test_a_plan_of_zero_is_no_silent_zero(season, submission, client_of, clerk):
    (taken,) = published_sheet(season)
    make.FigureFactory(submission=submission, indicator=taken.indicator, value=5)
    make.PlanFactory(member=submission.member, indicator=taken.indicator, value=0)

    page = client_of(clerk).get(reverse("clusters:scores", args=[submission.member.pk])).content.decode()

    assert "Chưa tính được: kế hoạch năm bằng 0" in page


def test_the_mean_says_how_many_reported_and_stands_apart_from_what_is_stated(
    season, submission, client_of, secretariat
):
    indicator = make.IndicatorFactory(kind=IndicatorKind.PERCENTAGE)
    make.FigureFactory(submission=submission, indicator=indicator, value=6)
    url = reverse("clusters:figures_indicator", args=[season.pk, indicator.pk])

    page = client_of(secretariat).get(url).content.decode()

    assert "1/2 đơn vị báo cáo" in page
    assert "6%" in page


def test_chart_and_total_are_as_exact_as_the_figures_of_the_table(season, submission, client_of, secretariat):
    indicator = make.IndicatorFactory(kind=IndicatorKind.AMOUNT, aggregation="sum", places=0)
    make.FigureFactory(submission=submission, indicator=indicator, value=Decimal("6250.5"))
    url = reverse("clusters:figures_indicator", args=[season.pk, indicator.pk])

    page = client_of(secretariat).get(url)

    assert page.context["aggregate"].value == Decimal("6250.5")
    assert ">6.250,5</text>" in page.content.decode()


def test_the_page_of_an_indicator_names_the_highest_and_the_lowest_to_who_may_see_all(
    season, submission, client_of, clerk, secretariat
):
    indicator = make.IndicatorFactory(kind=IndicatorKind.PERCENTAGE, measure="%")
    mine = make.FigureFactory(submission=submission, indicator=indicator, value=Decimal("11.22"))
    url = reverse("clusters:figures_indicator", args=[season.pk, indicator.pk])
    alone = client_of(secretariat).get(url).content.decode()
    other = season.members.exclude(pk=mine.submission.member_id).get()
    make.FigureFactory(submission=make.SubmissionFactory(member=other), indicator=indicator, value=Decimal("-0.5"))
    head = f"<dt>Cao nhất</dt><dd>{mine.submission.member} (11,22%)</dd>"
    last = f"<dt>Thấp nhất</dt><dd>{other} (−0,5%)</dd>"

    assert [part in client_of(secretariat).get(url).content.decode() for part in (head, last)] == [True, True]
    assert [word in client_of(clerk).get(url).content.decode() for word in ("Cao nhất", "Thấp nhất")] == [False, False]
    # One figure alone is neither.
    assert "Cao nhất" not in alone


GIVEN = {"self_points": 1, "self_at": "2020-12-01T00:00Z"}
PAGES = ("clusters:figures_overview", "clusters:scores_overview", "clusters:statements")


def test_the_overview_says_which_of_the_indicators_below_are_counted(season, submission, client_of, secretariat):
    url = reverse("clusters:figures_overview", args=[season.pk])
    desk = client_of(secretariat)
    assert "Trong kỳ này bảng tiêu chí không yêu cầu số liệu nào" in desk.get(url).content.decode()

    asked = published_sheet(season, lines=2)
    beside = make.FigureFactory(submission=submission)
    page = desk.get(url).content.decode()

    assert "Chỉ đếm các chỉ tiêu mà bảng tiêu chí yêu cầu trong kỳ này: 2 trong 3 chỉ tiêu ở danh sách dưới." in page
    for indicator, told in ((asked[0].indicator, False), (asked[1].indicator, False), (beside.indicator, True)):
        line = re.search(rf'<li><a href="[^"]*/{indicator.pk}/[^"]*">.*?</li>', page)[0]
        assert ("không đếm: bảng tiêu chí không yêu cầu trong kỳ này" in line) is told

    page = desk.get(url, {"period": "H1"}).content.decode()
    assert page.count("không đếm: bảng tiêu chí không yêu cầu trong kỳ này") == 3


@pytest.mark.parametrize("page", PAGES)
def test_the_overviews_ask_the_same_however_many_members(page, season, client_of, secretariat, count_queries):
    asked = {}
    taken = published_sheet(season, lines=3)
    for count in (5, 50, 250):
        while season.members.count() < count:
            whole = make.SubmissionFactory(member__season=season)
            for one in taken:
                make.FigureFactory(submission=whole, indicator=one.indicator)
                make.ScoreFactory(
                    member=whole.member, criterion=one.criterion, self_points=1, self_at="2020-12-01T00:00Z"
                )
            make.NotAssignedFactory(member=whole.member, criterion=taken[0].criterion)
        asked[count] = count_queries(client_of(secretariat), reverse(page, args=[season.pk]))
    assert asked[5] == asked[50] == asked[250]
    assert asked[250] <= 20


@pytest.mark.parametrize("page", ["clusters:figures", "clusters:scores"])
def test_the_grid_and_the_score_sheet_ask_the_same_however_many_lines(
    page, submission, client_of, secretariat, count_queries
):
    asked = {}
    for count in (5, 50, 250):
        season = make.SeasonFactory(cluster=submission.member.season.cluster, year=2000 + count)
        head = make.MemberFactory(season=season, unit=submission.member.season.members.first().unit)
        make.PostFactory(member=head)
        whole = make.SubmissionFactory(member__season=season)
        for one in published_sheet(season, lines=count):
            make.FigureFactory(submission=whole, indicator=one.indicator)
            make.PlanFactory(member=whole.member, indicator=one.indicator)
            make.ScoreFactory(member=whole.member, criterion=one.criterion, **GIVEN)
        about = whole.pk if page == "clusters:figures" else whole.member.pk
        asked[count] = count_queries(client_of(secretariat), reverse(page, args=[about]))
    assert asked[5] == asked[50] == asked[250]
    assert asked[250] <= 20


@pytest.fixture
def count_queries(django_assert_max_num_queries):
    def count(client, url):
        client.get(url)  # statements that a connection plans once and keeps
        with django_assert_max_num_queries(60) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    return count


def test_a_made_up_number_of_last_year_that_stays_keeps_the_mark(submission, client_of, clerk):
    indicator = make.IndicatorFactory(kind=IndicatorKind.AMOUNT)
    typed = {"previous": 230, "previous_origin": "typed"}
    make.FigureFactory(submission=submission, indicator=indicator, value=1, illustrative=True, **typed)
    url, desk = reverse("clusters:figure", args=[submission.pk, indicator.pk]), client_of(clerk)
    told = {"value": "222", "previous": "230", "token": "1", "status": "final"}

    refused = desk.post(url, told)

    assert "illustrative" in refused.context["form"].errors
    desk.post(url, {"brief": "1", "value": "222", "token": "1"}, **HTMX)
    assert Figure.objects.current().get().illustrative


def test_a_retired_indicator_is_read_where_it_was_reported(submission, client_of, clerk):
    figure = make.FigureFactory(submission=submission, indicator__retired_on="2020-12-31", value=5)
    pages = [
        reverse("clusters:figures", args=[submission.pk]),
        reverse("clusters:figures", args=[submission.pk]) + "?all",
    ]
    pages += [
        reverse(f"clusters:{name}", args=[submission.pk, figure.indicator_id]) for name in ("figure", "figure_history")
    ]

    shown = [client_of(clerk).get(page) for page in pages]

    assert [answer.status_code for answer in shown] == [200] * 4
    assert all(figure.indicator.name in answer.content.decode() for answer in shown)


def test_a_made_up_figure_bears_its_mark_where_it_is_carried_into_the_next_year(season, submission, client_of, clerk):
    indicator = make.IndicatorFactory()
    before = make.SeasonFactory(cluster=season.cluster, year=season.year - 1)
    last = make.SubmissionFactory(member=make.MemberFactory(season=before, unit=submission.member.unit))
    make.FigureFactory(submission=last, indicator=indicator, value=7, illustrative=True)

    page = client_of(clerk).get(reverse("clusters:figures", args=[submission.pk]) + "?all=1").content.decode()

    row = re.search(rf'<tr id="figure-{indicator.pk}".*?</tr>', page, re.S)[0]
    assert row.count('<span class="illustrative">') == 1
    assert "Những số này đều có đánh dấu" in page


@pytest.mark.parametrize(("kind", "zero"), [(IndicatorKind.AMOUNT, "0"), (IndicatorKind.YES_NO, "Không")])
def test_a_page_tells_the_states_of_a_figure_apart(kind, zero):
    indicator = make.IndicatorFactory.build(kind=kind)
    nothing, one = Figure(value=Decimal(0)), Figure(value=Decimal(1))
    told = [figure_text(indicator, None), figure_text(indicator, nothing), figure_text(indicator, one, applies=False)]

    assert told == ["—", zero, "KAD"]
    assert figure_text(indicator, one) == {"0": "1", "Không": "Có"}[zero]
    assert value_text(Decimal(1), indicator) == {"0": "1", "Không": "Có"}[zero]
