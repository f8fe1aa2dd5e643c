"""A paper prints the figures that its ranking took, and says which of them stand otherwise now."""

from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clusters.actions import figures, plans
from clusters.choices import Aggregation, Period, PlanGiver
from clusters.models import Figure, Indicator, Plan, Score
from clusters.queries.as_ranked import as_ranked
from clusters.queries.yearbook import of_season
from emulation_portal.demo.tools import BY
from reports import shown
from tests.demo import steps
from tests.demo.conftest import texts

SOURCE = {"source": "Số liệu minh họa", "illustrative": True}


@pytest.fixture
def undone(demo):
    with transaction.atomic():
        yield demo
        transaction.set_rollback(True)


def figure_of(unit, **named):
    owned = {"submission__member__season__year": 2020, "submission__member__unit__name": unit}
    return Figure.objects.current().select_related("submission", "indicator").get(**owned, **named)


def change(figure, entry):
    return figures.save_figure(figure.submission, figure.indicator, entry, by=BY, token=figure.revision)


def annex(demo):
    return texts(demo.paper("summary", 2020).document)["page"]


def test_a_figure_changed_after_the_ranking_is_printed_as_the_ranking_took_it(undone):
    before = annex(undone)
    changed = change(
        figure_of("Nam Định", indicator__measure="tỷ đồng"), figures.Entry(Decimal(5000), reason="Thử.", **SOURCE)
    )
    page = annex(undone)
    local = timezone.localtime(changed.entered_at)

    assert "6.240*" in before and "6.240*" in page
    assert f"Nam Định: nay là 5.000\N{NO-BREAK SPACE}tỷ đồng*, từ {local:%H:%M} {shown.date(local.date())}." in page
    assert "190.895*" in page
    assert "nay là" not in before


BEHIND = "Sau đó số liệu hoặc điểm đã thay đổi"


@pytest.mark.parametrize("kind", ["summary", "score-table"])
def test_a_paper_of_a_ranking_says_that_figures_or_points_were_changed_after_it(kind, undone):
    before = texts(undone.paper(kind, 2020).document)
    figure = figure_of("Nam Định", indicator__measure="tỷ đồng")

    change(figure, figures.Entry(Decimal(5000), reason="Thử.", **SOURCE))

    local = timezone.localtime(undone.run.finished_at)
    said = (
        f"xếp hạng tính lúc {local:%H:%M} {shown.date(local.date())}. {BEHIND}: {figure.indicator}, Nam Định: "
        "nay là 5.000\N{NO-BREAK SPACE}tỷ đồng*"
    )
    after = texts(undone.paper(kind, 2020).document)
    assert {form: BEHIND in text for form, text in before.items()} == dict.fromkeys(before, False)
    assert {form: said in " ".join(text.split(" ")) for form, text in after.items() if form in ("page", "docx")} == {
        "page": True,
        "docx": True,
    }


def test_points_changed_after_the_ranking_are_told_on_its_papers(undone):
    score = Score.objects.filter(member__season__year=2020, agreed_points__isnull=False).first()
    Score.objects.filter(pk=score.pk).update(agreed_points=score.agreed_points - 1)

    told = [texts(undone.paper(kind, 2020).document)["page"] for kind in ("summary", "score-table", "half-year")]

    assert [page.count(f"{BEHIND}. Muốn dùng số mới thì tính xếp hạng lại.") for page in told] == [1, 1, 0]


def test_a_figure_cleared_after_the_ranking_is_printed_as_the_ranking_took_it(undone):
    change(figure_of("Nam Định", indicator__measure="tỷ đồng"), figures.Entry(reason="Thử."))
    page = annex(undone)

    assert "6.240*" in page
    assert "Nam Định: nay không có số liệu." in page


def test_a_plan_changed_after_the_ranking_is_printed_as_the_ranking_took_it(undone):
    plan = Plan.objects.select_related("member", "indicator").get(
        member__season__year=2020, member__unit__name="Nam Định", indicator__measure="tỷ đồng"
    )
    plans.set_plan(
        plan.member, plans.PlanEntry(plan.indicator, plan.giver, Decimal(7000), reason="Thử.", **SOURCE), by=BY
    )
    page = annex(undone)

    assert "5.200*" in page
    assert "Nam Định: kế hoạch nay là 7.000\N{NO-BREAK SPACE}tỷ đồng." in page


def test_a_plan_taken_away_after_the_ranking_is_printed_as_the_ranking_took_it(undone):
    plan = Plan.objects.select_related("member", "indicator").get(
        member__season__year=2020, member__unit__name="Nam Định", indicator__measure="tỷ đồng"
    )
    before = annex(undone)
    plans.set_plan(plan.member, plans.PlanEntry(plan.indicator, plan.giver, None, reason="Thử."), by=BY)
    page = annex(undone)

    assert before.count("5.200*") == page.count("5.200*") > 0
    assert "Nam Định: nay không còn kế hoạch." in page


def test_the_plan_that_counted_stands_first_even_where_another_is_left(undone):
    plan = Plan.objects.select_related("member", "indicator").get(
        member__season__year=2020, member__unit__name="Nam Định", indicator__measure="tỷ đồng"
    )
    other = next(giver for giver in PlanGiver.values if giver != plan.giver)
    plans.set_plan(plan.member, plans.PlanEntry(plan.indicator, other, Decimal(9999), reason="Thử.", **SOURCE), by=BY)
    plans.set_plan(plan.member, plans.PlanEntry(plan.indicator, plan.giver, None, reason="Thử."), by=BY)

    book, _changed = as_ranked(of_season(steps.season_2020(), Period.FULL_YEAR), undone.run)

    line = next(line for line in book.lines if line.indicator.pk == plan.indicator.pk)
    told = next(each for each in line.told if each.name == "Nam Định")
    assert [(one.giver, one.value) for one in told.plans] == [(plan.giver, Decimal(5200)), (other, Decimal(9999))]


def test_figures_changed_since_are_looked_up_in_one_query(undone):
    season, asked = steps.season_2020(), []
    for units in (["Nam Định"], ["Hải Dương", "Thái Bình", "Quảng Ninh"]):
        for unit in units:
            change(figure_of(unit, indicator__measure="tỷ đồng"), figures.Entry(reason="Thử."))
        book = of_season(season, Period.FULL_YEAR)
        with CaptureQueriesContext(connection) as queries:
            _book, changed = as_ranked(book, undone.run)
        asked.append((len(changed), len(queries)))

    assert asked[0][0] == 1
    assert asked[1][0] == 4
    assert asked[0][1] == asked[1][1]


def test_conditions_looked_at_together_are_those_of_the_ranking(undone):
    figure = figure_of("Quảng Ninh", indicator__measure="vụ")
    change(
        figure,
        figures.Entry(
            Decimal(900), previous=figure.previous, previous_origin=figure.previous_origin, **SOURCE, reason="Thử."
        ),
    )

    assert "4/9* tỉnh (Hải Dương, Thái Bình, Nam Định, Quảng Ninh)" in annex(undone)


def test_the_weights_of_a_mean_are_those_of_the_ranking(undone):
    season, budget = steps.season_2020(), figure_of("Quảng Ninh", indicator__measure="tỷ đồng")
    weighted = {"aggregation": Aggregation.WEIGHTED_MEAN, "weight": budget.indicator}
    growing = Indicator.objects.filter(figures__submission=budget.submission, measure="%").first()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # what a reported indicator means is frozen
        Indicator.objects.filter(pk=growing.pk).update(**weighted)
        cursor.execute("SET LOCAL session_replication_role = origin")
    change(budget, figures.Entry(Decimal(1), **SOURCE, reason="Thử."))

    found = (of_season(season, Period.FULL_YEAR), as_ranked(of_season(season, Period.FULL_YEAR), undone.run)[0])

    lines = [next(line for line in book.lines if line.indicator.pk == growing.pk) for book in found]
    weights = [next(each.weight.value for each in line.told if each.name == "Quảng Ninh") for line in lines]
    assert weights == [Decimal(1), budget.value]


def test_what_nobody_changed_is_the_same_book(undone):
    book = of_season(steps.season_2020(), Period.FULL_YEAR)

    assert as_ranked(book, undone.run) == (book, ())
