"""What a paper says of the figures that units reported: the same as the page, from the same aggregate."""

from decimal import Decimal

import pytest
from django.urls import reverse

from clusters.choices import Aggregation, IndicatorKind, Period, PreviousOrigin
from clusters.models import Figure, Plan
from clusters.queries import yearbook
from reports import shown
from reports.documents import figures
from reports.prose import reported
from reports.shown import run
from tests.factories import clusters as make

RATIOS = ((1241, 1310), (64, 84), (3, 7))


@pytest.fixture
def told(season):
    """Make an indicator that every member reported: [(numerator, denominator)], or [value], each maybe with a plan."""

    def make_line(cells, plans=(), **about):
        indicator = make.IndicatorFactory(**about)
        members = season.members.order_by("position")
        for member, cell in zip(members, cells, strict=False):
            parts = ("numerator", "denominator") if isinstance(cell, tuple) else ("value",)
            numbers = cell if isinstance(cell, tuple) else (cell,)
            values = {"value": None} | {part: Decimal(number) for part, number in zip(parts, numbers, strict=True)}
            submission = member.submissions.first() or make.SubmissionFactory(member=member)
            make.FigureFactory(submission=submission, indicator=indicator, **values)
        for member, plan in zip(members, plans, strict=False):
            make.PlanFactory(member=member, indicator=indicator, value=Decimal(plan))
        return next(line for line in yearbook.of_season(season, Period.FULL_YEAR).lines if line.indicator == indicator)

    return make_line


def clauses(line):
    return [
        "".join(map(run, clause)).replace("\N{NO-BREAK SPACE}", " ") for clause in reported.computed(line, 2020, "tỉnh")
    ]


@pytest.fixture
def on_page(season, secretariat, client_of):
    """What the last row of the indicator's page says of the whole."""

    def read(line):
        url = reverse("clusters:figures_indicator", args=[season.pk, line.indicator.pk])
        foot = client_of(secretariat).get(url).content.decode().partition("<tfoot>")[2].partition("</tfoot>")[0]
        return foot.partition('<td class="num"')[2].partition(">")[2].partition("</td>")[0].replace(" %", "%")

    return read


@pytest.mark.parametrize(
    ("value", "made_up", "words"), [(1, False, "có"), (0, False, "không"), (1, True, "có*"), (0, True, "không*")]
)
def test_yes_and_no_are_two_words_marked_where_they_are_made_up(value, made_up, words, season, told):
    line = told([value], kind=IndicatorKind.YES_NO)
    found = next(one for one in line.told if one.figure)
    found.figure.illustrative = made_up

    assert run_of(reported.own_figure(found, line.indicator, 2020)) == words


def run_of(pieces):
    return "".join(map(run, pieces))


OF_RATIO = {
    Aggregation.RATIO_OF_SUMS: ("93,4%", ["số tính từ 3/3 tỉnh có báo cáo: 1.308/1.401 xã (93,4%)"]),
    Aggregation.MEAN_OF_RATIOS: (
        "71,3%",
        [
            "số tính từ 3/3 tỉnh có báo cáo: bình quân tỷ lệ từng nơi đạt 71,3%",
            "cao nhất là Quảng Ninh 1.241/1.310 xã (94,7%), Nam Định 64/84 xã (76,2%), Hà Nam 3/7 xã (42,9%)",
        ],
    ),
    Aggregation.MEAN: (
        "71,3%",
        [
            "số tính từ 3/3 tỉnh có báo cáo: bình quân đạt 71,3%",
            "cao nhất là Quảng Ninh 1.241/1.310 xã (94,7%), Nam Định 64/84 xã (76,2%), Hà Nam 3/7 xã (42,9%)",
        ],
    ),
}


@pytest.mark.parametrize("aggregation", OF_RATIO)
def test_of_a_ratio_the_paper_says_what_the_page_says(told, on_page, aggregation):
    seen, printed = OF_RATIO[aggregation]
    line = told(RATIOS, kind=IndicatorKind.RATIO, measure="xã", places=1, aggregation=aggregation)
    (table,) = figures.tables([line], [each.name for each in line.told], 2020)

    assert on_page(line) == seen
    assert clauses(line) == printed
    assert table.rows[0].cells[3] == "1.241/1.310 (94,7%)"
    assert table.rows[0].cells[-1] == seen


def test_without_a_plan_neither_page_nor_paper_has_a_mean_of_the_ratios_to_it(told, on_page):
    line = told((10, 20), aggregation=Aggregation.MEAN_OF_RATIOS, measure="tỷ đồng")

    assert on_page(line) == "—"
    assert clauses(line) == ["số của 2/3 tỉnh có báo cáo: chưa tính được bình quân tỷ lệ so với kế hoạch năm"]


def test_the_mean_of_the_ratios_to_the_plan_is_said_once_as_on_the_page(told, on_page):
    line = told((30, 20), (20, 40), aggregation=Aggregation.MEAN_OF_RATIOS, measure="tỷ đồng", places=1)

    assert on_page(line) == "100,0%"
    assert clauses(line) == [
        "số tính từ 2/3 tỉnh có báo cáo: bình quân đạt 100,0% kế hoạch năm",
        "đạt 83,33% kế hoạch năm (tổng thực hiện trên tổng kế hoạch)",
        "1/2 tỉnh đạt kế hoạch, trong đó 1/2 tỉnh vượt",
    ]


@pytest.mark.parametrize(
    ("aggregation", "words"), [(Aggregation.MEAN, "bình quân đạt 4,70%"), (Aggregation.WEIGHTED_MEAN, "đạt 4,70%")]
)
def test_a_mean_has_the_decimals_of_its_indicator_on_page_and_paper(told, on_page, season, aggregation, words):
    about = {"kind": IndicatorKind.PERCENTAGE, "measure": "%", "places": 2, "aggregation": aggregation}
    if aggregation == Aggregation.WEIGHTED_MEAN:
        about["weight"] = told((7, 7, 7), name="Số xã", measure="xã", kind=IndicatorKind.COUNT, places=0).indicator
    line = told(("10.05", "3.24", "0.81"), **about)
    (table,) = figures.tables([line], [each.name for each in line.told], 2020)
    clause = clauses(line)[0]

    assert on_page(line) == "4,70%"
    assert clause.endswith(words)
    assert [shown.cell(each, table.columns[-1]) for each in table.rows[0].cells[3:]] == [
        "10,05",
        "3,24",
        "0,81",
        "4,70",
    ]
    if chart := figures.growth([line]):
        assert ">Bình quân: 4,70%</text>" in chart.svg
        assert shown.cell(chart.table.rows[-1].cells[1], chart.table.columns[1]) == "4,70"


def weighted(season, told, cells, communes):
    weight = make.IndicatorFactory(name="Số xã", measure="xã", kind=IndicatorKind.COUNT, places=0)
    for member, number in zip(season.members.order_by("position"), communes, strict=False):
        make.FigureFactory(submission=make.SubmissionFactory(member=member), indicator=weight, value=Decimal(number))
    of = {"aggregation": Aggregation.WEIGHTED_MEAN, "weight": weight, "measure": "tiêu chí", "places": 2}
    return told(cells, name="Tiêu chí bình quân mỗi xã", **of)


def test_a_weighted_mean_goes_by_what_each_member_reported_of_its_weight(told, on_page, season):
    line = weighted(season, told, ("12.5", 15, 19), (200, 100))
    (table,) = figures.tables([line], [each.name for each in line.told], 2020)

    assert on_page(line) == "13,33"
    assert clauses(line) == [
        "số tính từ 2/3 tỉnh có báo cáo: bình quân gia quyền theo chỉ tiêu “Số xã” đạt 13,33 tiêu chí",
        "cao nhất là Hà Nam 19 tiêu chí, Nam Định 15 tiêu chí, Quảng Ninh 12,5 tiêu chí",
    ]
    assert table.rows[0].cells[-1].value == Decimal("13.33")


def test_a_weighted_mean_without_its_weights_is_not_computed_and_says_why(told, on_page, season):
    line = weighted(season, told, (12, 15), ())

    assert on_page(line) == "—"
    assert clauses(line) == [
        "số của 2/3 tỉnh có báo cáo: chưa tính được bình quân gia quyền vì chưa có số liệu của chỉ tiêu làm quyền số"
    ]


def test_a_weighted_mean_that_rests_on_a_made_up_weight_is_marked(told, season):
    line = weighted(season, told, (12, 15), (200, 100))
    for weight in Figure.objects.filter(indicator=line.indicator.weight):
        make.revised(weight, illustrative=True)

    (marked,) = [one for one in yearbook.of_season(season, Period.FULL_YEAR).lines if one.indicator == line.indicator]

    assert (line.illustrative, marked.illustrative) == (False, True)
    assert [one.illustrative for one in marked.reported] == [False, False]


def test_members_that_met_the_plan_are_counted_as_on_the_page(told, on_page):
    line = told((30, 20, 10), (30, 40), aggregation=Aggregation.COUNT_MEETING_PLAN, measure="tỷ đồng")
    (table,) = figures.tables([line], [each.name for each in line.told], 2020)

    assert on_page(line) == "1/2"
    assert clauses(line)[0] == "số tính từ 2/3 tỉnh có báo cáo: 1/2 tỉnh đạt kế hoạch, trong đó 0/2 tỉnh vượt"
    assert len([clause for clause in clauses(line) if "đạt kế hoạch" in clause]) == 1
    assert table.rows[0].cells[-1] == "1/2"


def test_who_a_line_does_not_apply_to_is_not_counted_on_paper_either(told, on_page, season):
    line = told((30, 20), aggregation=Aggregation.SUM, measure="tỷ đồng")
    taken = make.CriterionInputFactory(criterion__sheet__season=season, indicator=line.indicator)
    make.published(taken.criterion.sheet)
    make.NotAssignedFactory(member=season.cast.deputy, criterion=taken.criterion)
    line = next(one for one in yearbook.of_season(season, Period.FULL_YEAR).lines if one.indicator == line.indicator)

    assert on_page(line) == "50"
    assert clauses(line) == ["số tính từ 2/2 tỉnh có báo cáo: tổng cộng 50 tỷ đồng"]


def test_a_plan_of_a_ratio_is_a_percentage_and_the_whole_is_never_compared_with_the_year_before(told):
    line = told(RATIOS, (90, 80), kind=IndicatorKind.RATIO, measure="xã", aggregation=Aggregation.RATIO_OF_SUMS)
    (table,) = figures.tables([line], [each.name for each in line.told], 2020)

    assert Plan.objects.count() == 2
    assert [row.cells[2] for row in table.rows] == ["xã", "%", "%"]
    assert clauses(line)[1:] == [
        "bình quân kết quả từng nơi đạt 100,25% kế hoạch năm",
        "1/2 tỉnh đạt kế hoạch, trong đó 1/2 tỉnh vượt",
    ]


@pytest.mark.parametrize("aggregation", [Aggregation.SUM, Aggregation.MEAN_OF_RATIOS])
def test_what_follows_from_a_plan_that_is_made_up_is_marked(told, season, aggregation):
    line = told((30, 20), (20, 40), aggregation=aggregation, measure="tỷ đồng")
    Plan.objects.filter(member=season.cast.head).update(illustrative=True)

    (marked,) = [one for one in yearbook.of_season(season, Period.FULL_YEAR).lines if one.indicator == line.indicator]

    percentages = [[clause for clause in clauses(one) if "kế hoạch năm" in clause] for one in (line, marked)]
    assert [one.illustrative for one in marked.reported] == [False, False]
    assert percentages[0] != []
    assert percentages[1] == [clause.replace("%", "%*") for clause in percentages[0]]
    assert clauses(line)[-1] == "1/2 tỉnh đạt kế hoạch, trong đó 1/2 tỉnh vượt"
    assert clauses(marked)[-1] == "1/2* tỉnh đạt kế hoạch, trong đó 1/2* tỉnh vượt"


@pytest.mark.parametrize(("before", "words"), [((30, 20), "0 vụ"), ((29, 20), "+1 vụ"), ((31, 20), "−1 vụ")])
def test_a_change_has_its_sign_and_none_where_nothing_changed(told, season, before, words):
    line = told((30, 20), aggregation=Aggregation.SUM, measure="vụ")
    for member, number in zip(season.members.order_by("position"), before, strict=False):
        for figure in Figure.objects.filter(submission__member=member):
            make.revised(figure, previous=Decimal(number), previous_origin=PreviousOrigin.TYPED)

    (line,) = [one for one in yearbook.of_season(season, Period.FULL_YEAR).lines if one.indicator == line.indicator]

    assert clauses(line)[-1] == f"so với năm trước: {words} (tính từ 2/3 tỉnh)"


@pytest.mark.parametrize(
    ("kind", "aggregation"),
    [
        (IndicatorKind.AMOUNT, Aggregation.RATIO_OF_SUMS),
        (IndicatorKind.PERCENTAGE, Aggregation.SUM),
        (IndicatorKind.AMOUNT, Aggregation.LIST),
    ],
)
def test_what_says_nothing_of_such_figures_is_not_said_on_page_or_paper(told, on_page, kind, aggregation):
    line = told((30, 20), kind=kind, aggregation=aggregation, measure="%")

    assert on_page(line) == ""
    assert clauses(line) == ["số của 2/3 tỉnh có báo cáo: Quảng Ninh 30%, Nam Định 20%"]


def test_answers_of_yes_are_counted_and_named_on_page_and_paper(told, on_page):
    line = told((1, 0, 1), kind=IndicatorKind.YES_NO, aggregation=Aggregation.COUNT_YES, measure="")
    (table,) = figures.tables([line], [each.name for each in line.told], 2020)

    assert on_page(line) == table.rows[0].cells[-1] == "2/3"
    assert clauses(line) == ["số tính từ 3/3 tỉnh có báo cáo: 2/3 tỉnh trả lời “Có” (Quảng Ninh, Hà Nam)"]
