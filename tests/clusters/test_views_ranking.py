"""The ranking page: whom it shows what, and how it follows a run."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from clusters import ranking_sentences
from clusters.choices import Phase, RunState
from clusters.models import RankingRow, RankingRun, Season
from tests.factories.clusters import FigureFactory
from tests.factories.rankings import make_members, open_run, ranked

HTMX = {"HX-Request": "true"}


@pytest.fixture
def appraised(season):
    Season.objects.filter(pk=season.pk).update(phase=Phase.APPRAISED)
    season.phase = Phase.APPRAISED
    return season


@pytest.fixture
def shown(client_of):
    """What the page of the season shows to a user, and the answer itself."""

    def make(user, season, query="", **headers):
        answer = client_of(user).get(reverse("clusters:ranking", args=[season.pk]) + query, headers=headers)
        return answer.content.decode(), answer

    return make


def found(answer):
    """What the page was handed to draw the table from."""
    return answer.context["found"]()


def test_the_secretariat_reads_places_gaps_the_tie_and_the_result_code(appraised, secretariat, shown):
    run = ranked(appraised)

    page, answer = shown(secretariat, appraised)

    assert answer.status_code == 200
    table = found(answer)["table"]
    assert [row.place for row in table.rows] == [1, 2, 3]
    assert run.code[:16] in page
    assert run.code[:17] not in page
    assert f'bộ tính điểm <span class="code" translate="no">{run.code_version}</span>' in page
    sentence = ranking_sentences.tie(table.rows[0], table)
    assert escape(sentence) in page
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img"' in page


def test_a_member_reads_nothing_of_the_ranking_before_it_is_published(appraised, clerk, shown):
    ranked(appraised)

    page, answer = shown(clerk, appraised)

    assert answer.status_code == 200
    assert answer.context["run"] is None
    assert "Quảng Ninh" not in page.replace(str(appraised), "")
    Season.objects.filter(pk=appraised.pk).update(phase=Phase.PUBLISHED, published_at=timezone.now())
    assert len(found(shown(clerk, appraised)[1])["rows"]) == 3


def test_what_was_entered_after_a_ranking_and_changes_nothing_in_it_is_told_so(appraised, secretariat, shown):
    run = RankingRun.objects.get(pk=ranked(appraised).pk)
    sentence = "không cần tính lại."
    assert sentence not in shown(secretariat, appraised)[0]

    FigureFactory(submission__member=appraised.cast.head, submission__period="H1")

    assert Season.objects.get(pk=appraised.pk).inputs_version > run.inputs_version
    page, answer = shown(secretariat, appraised)
    assert sentence in page
    assert not answer.context["overtaken"]


def test_points_that_equal_the_percentage_are_shown_once(appraised, secretariat, shown):
    run = ranked(appraised)
    newer = RankingRun.objects.get(pk=run.pk)
    newer.pk, newer.finished_at = None, timezone.now()
    newer.save(force_insert=True)
    RankingRow.objects.create(run=newer, member=appraised.cast.head, place=1, score=95, percent=95, total=95)

    assert not found(shown(secretariat, appraised)[1])["table"].by_percent


def test_somebody_of_another_cluster_finds_no_page(appraised, outsider, shown):
    ranked(appraised)

    assert shown(outsider, appraised)[1].status_code == 404


def test_a_unit_that_is_not_considered_stands_last_without_a_place(appraised, secretariat, shown):
    run = ranked(appraised)
    last = appraised.cast.deputy
    RankingRow.objects.create(run=RankingRun.objects.get(pk=run.pk), member=make_members(appraised, 1)[0], total=0)

    _page, answer = shown(secretariat, appraised, "?sort=-place")

    rows = found(answer)["rows"]
    assert [cells[0] for _unit, cells in rows] == [("place", told) for told in (3, 2, 1, "Không xét")]
    assert rows[0][0] == last.unit.name


def test_a_group_without_points_one_with_nought_and_one_that_does_not_apply_are_three_things(
    appraised, secretariat, shown
):
    run = ranked(appraised)
    first = RankingRow.objects.get(run=run, place=1)
    keys = list(first.groups)
    unlike = RankingRow(run_id=run.pk, member=make_members(appraised, 1)[0], place=9, total=0)
    unlike.groups = {keys[0]: None, keys[1]: "0.00"}
    unlike.save(force_insert=True)

    _page, answer = shown(secretariat, appraised)

    cells = found(answer)["rows"][-1][1]
    assert [told for _kind, told in cells][1:4] == ["—", "0,00", "KAD"]


def test_provisional_and_illustrative_rankings_say_so(appraised, secretariat, shown):
    run = ranked(appraised)
    plain, _answer = shown(secretariat, appraised)
    newer = RankingRun.objects.get(pk=run.pk)
    newer.pk, newer.finished_at, newer.provisional, newer.illustrative = None, timezone.now(), True, True
    newer.save(force_insert=True)

    page, answer = shown(secretariat, appraised)

    assert plain.count("notice-warning") == 0
    assert page.count("notice-warning") == 2
    assert found(answer)["table"].run.provisional


def test_the_button_queues_one_run_however_often_it_is_pressed(appraised, secretariat, client_of):
    address = reverse("clusters:request_run", args=[appraised.pk])

    answers = [client_of(secretariat).post(address) for _press in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert RankingRun.objects.filter(season=appraised).count() == 1


def test_while_a_run_is_open_the_page_follows_it_and_keeps_the_last_ranking(appraised, secretariat, shown):
    ranked(appraised)
    open_run(appraised, state=RunState.RUNNING, progress_done=3, progress_total=9, requested_at=timezone.now())

    page, answer = shown(secretariat, appraised)

    assert 'hx-trigger="every 1s, load delay:400ms"' in page
    assert '<progress class="run-progress" max="9" value="3"' in page
    assert len(found(answer)["rows"]) == 3


def test_the_page_that_asks_again_is_given_the_progress_and_at_the_end_the_whole_page(appraised, secretariat, shown):
    run = open_run(appraised, state=RunState.RUNNING, progress_done=3, progress_total=9)

    page, answer = shown(secretariat, appraised, **HTMX)
    assert "<h1>" not in page
    assert "HX-Refresh" not in answer.headers
    assert 'hx-trigger="every 1s"' in page

    RankingRun.objects.filter(pk=run.pk).update(state=RunState.FAILED, problem={"code": "no_sheet"})
    page, answer = shown(secretariat, appraised, **HTMX)
    assert answer.headers["HX-Refresh"] == "true"
    assert "hx-trigger" not in page


def test_a_run_that_was_over_at_once_shows_the_steps_that_it_went_through(appraised, secretariat, shown):
    now, zone = timezone.now(), timezone.get_current_timezone()
    run = ranked(appraised, requested_at=now, started_at=now, finished_at=now, progress_done=3)
    steps = [f"Nhận yêu cầu lúc {run.requested_at.astimezone(zone):%H:%M:%S}"]
    steps.append(f"Bắt đầu tính lúc {run.started_at.astimezone(zone):%H:%M:%S}; đã tính 3/3 mục điểm")
    steps.append(f"Xong lúc {run.finished_at.astimezone(zone):%H:%M:%S}")

    page, _answer = shown(secretariat, appraised)

    assert re.findall("<li>([^<]*lúc [^<]*)</li>", page) == steps


def test_a_run_that_waits_shows_that_it_was_asked_for(appraised, secretariat, shown):
    open_run(appraised, progress_done=0)

    page, _answer = shown(secretariat, appraised, **HTMX)

    assert [text.split(" lúc ")[0] for text in re.findall("<li>([^<]*)</li>", page)] == ["Nhận yêu cầu"]


def test_nobody_else_may_follow_a_run(appraised, clerk, shown):
    open_run(appraised)

    assert shown(clerk, appraised, **HTMX)[1].status_code == 404


@pytest.mark.parametrize("code", sorted(ranking_sentences.PROBLEMS))
def test_a_failed_run_says_why_and_the_last_ranking_stays(code, appraised, secretariat, shown):
    ranked(appraised, requested_at=timezone.now() - dt.timedelta(hours=1))
    told = {"code": code, "line": "I. Kinh tế", "unit": "Nam Định", "attempts": 5}
    run = open_run(appraised, state=RunState.FAILED, problem=told)

    page, answer = shown(secretariat, appraised)

    assert escape(ranking_sentences.problem(run)) in page
    assert len(found(answer)["rows"]) == 3


def test_a_run_that_nobody_takes_up_says_so(appraised, secretariat, shown):
    asked = timezone.now() - dt.timedelta(minutes=1)
    run = open_run(appraised, requested_at=asked)

    page, _answer = shown(secretariat, appraised)

    waits = ranking_sentences.state(run, now=asked)
    assert escape(ranking_sentences.state(run)) in page
    assert escape(waits) not in page


def test_ranked_by_percentage_the_page_shows_total_and_percentage(appraised, secretariat, shown):
    run = ranked(appraised)
    columns = shown(secretariat, appraised)[0].count('<th scope="col"')
    newer = ranked_by_percent(appraised, run)

    page, answer = shown(secretariat, appraised)

    assert found(answer)["table"].run == newer
    assert page.count('<th scope="col"') == columns + 1


def test_percentages_of_a_long_sheet_are_shown_with_the_decimals_that_part_them(appraised, secretariat, shown):
    share = Decimal("90.544")
    ranked_by_percent(
        appraised, ranked(appraised), score=share, percent=share, total=Decimal("905.44"), gap=Decimal("0.006")
    )

    page, _answer = shown(secretariat, appraised)

    assert [text in page for text in ("905,44", "90,544%", "0,006", "905,440")] == [True, True, True, False]


def ranked_by_percent(season, run, **told):
    newer = RankingRun.objects.get(pk=run.pk)
    newer.pk, newer.finished_at = None, timezone.now()
    newer.save(force_insert=True)
    told = {"score": 95, "percent": Decimal(95), "total": 19, **told}
    RankingRow.objects.create(run=newer, member=season.cast.head, place=1, **told)
    return newer


def test_each_language_and_order_is_shown_as_it_was_asked_for(appraised, secretariat, shown, client_of):
    ranked(appraised)
    rising, falling = (shown(secretariat, appraised, f"?sort={sort}")[0] for sort in ("place", "-place"))
    address = reverse("clusters:ranking", args=[appraised.pk])

    client = client_of(secretariat)
    client.cookies["django_language"] = "en"
    english = client.get(address).content.decode()

    row = f'<th scope="row">{appraised.cast.head.unit.name}'
    assert rising.index(row) != falling.index(row)
    assert "Ahead of the next" in english
    assert "Ahead of the next" not in rising


@pytest.mark.parametrize("count", [5, 50, 250])
def test_the_page_asks_the_same_number_of_questions_whatever_the_size(
    count, appraised, reviewer, client_of, django_assert_num_queries
):
    make_members(appraised, count)
    ranked(appraised, groups=5, illustrative=True, provisional=True)
    open_run(appraised, state=RunState.RUNNING)
    client, address = client_of(reviewer), reverse("clusters:ranking", args=[appraised.pk])

    with django_assert_num_queries(QUERIES):
        assert client.get(address).status_code == 200


QUERIES = 12
