import datetime as dt
from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from audit import trail
from audit.models import Entry
from audit.templatetags.trail import changed
from clusters import ranking_sentences
from clusters.actions import ranking, runs, sheets
from clusters.choices import Phase, RunState, SheetState
from clusters.errors import SeasonClosed
from clusters.models import (
    CriteriaSheet,
    Criterion,
    Figure,
    Member,
    RankingRow,
    RankingRun,
    RunDocument,
    Season,
)
from clusters.queries import readiness, verification
from clusters.queries.ranking import table
from clusters.queries.ranking_order import ordered
from scoring import frozen
from tests.clusters.ranking_world import BY, Unguarded, computed
from tests.factories.clusters import (
    RunFactory,
    SeasonFactory,
    revised,
)


def test_a_run_ranks_the_whole_season_and_says_so(world):
    run = computed(world)

    assert (run.state, run.provisional, run.illustrative) == (RunState.DONE, False, False)
    rows = table(run).rows
    assert [(row.place, row.total, row.score) for row in rows] == [(1, 19, 95), (2, 15, 75), (2, 15, 75)]
    assert [row.shared for row in rows] == [False, True, True]
    assert list(Entry.objects.values_list("action", flat=True)) == ["ranking.done", "ranking.requested"]


def test_a_finished_run_freezes_its_sheet(world):
    run = computed(world)

    assert CriteriaSheet.objects.get(pk=run.sheet_id).state == SheetState.FROZEN


def test_the_first_run_of_a_sheet_says_that_it_froze_it_and_the_second_does_not(world):
    sheet = CriteriaSheet.objects.get(season=world)

    first, second = (trail.history_of(computed(world)).get(action="ranking.done") for _run in range(2))

    with override("en"):
        assert changed(first) == {"before": f"{sheet}: Published", "after": f"{sheet}: Frozen"}
    assert changed(second) is None
    assert first.details["sheet"] == second.details["sheet"] == {"id": sheet.pk, "name": str(sheet)}


def test_a_sheet_frozen_while_the_run_was_computed_is_not_told_as_its_doing(world):
    season, sheet = world, CriteriaSheet.objects.get(season=world)
    run = ranking.request_run(season, by=BY)
    taken = runs.taken

    @contextmanager
    def overtaken(run_id):
        with taken(run_id) as found:
            sheets.freeze(sheet, by=BY)
            yield found

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(runs, "taken", overtaken)
        ranking.compute(run.pk)

    assert changed(trail.history_of(run).get(action="ranking.done")) is None


def test_the_result_code_is_the_hash_of_the_stored_document(world):
    run = computed(world)

    assert verification.differences(run) == []
    assert len(run.code) == 64
    assert run.code_version not in RunDocument.objects.get(run=run).text.split('"')


def test_the_same_figures_give_the_same_code(world):
    assert computed(world).code == computed(world).code


def test_a_run_delivered_again_changes_nothing(world):
    run = computed(world)
    rows = list(RankingRow.objects.values())

    for _again in range(4):
        ranking.compute(run.pk)

    assert list(RankingRow.objects.values()) == rows
    assert Entry.objects.filter(action="ranking.done").count() == 1


def test_asking_twice_gives_the_run_that_is_open(world):
    assert ranking.request_run(world, by=BY) == ranking.request_run(world, by=BY)
    assert RankingRun.objects.count() == 1


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.PUBLISHED])
def test_no_run_is_queued_outside_the_phases_that_rank(db, phase):
    season = SeasonFactory(phase=phase)

    with pytest.raises(SeasonClosed):
        ranking.request_run(season, by=BY)

    assert not RankingRun.objects.exists()


def test_a_line_without_points_makes_the_run_provisional(world):
    Figure.objects.filter(value=Decimal("7.02")).update(current=False)

    run = computed(world)

    assert run.provisional
    assert [row.incomplete for row in table(run).rows] == [False, False, True]


def test_a_run_before_the_points_are_agreed_is_provisional(world):
    Season.objects.filter(pk=world.pk).update(phase=Phase.APPRAISAL)

    assert computed(world).provisional


def test_an_illustrative_figure_marks_the_run(world):
    revised(Figure.objects.first(), illustrative=True)

    assert computed(world).illustrative


def test_a_season_without_a_sheet_fails_with_its_cause(db):
    season = SeasonFactory(phase=Phase.APPRAISED)

    run = computed(season)

    assert (run.state, run.problem) == (RunState.FAILED, {"code": "no_sheet"})


def test_a_failed_run_leaves_the_last_ranking_shown(world, monkeypatch):
    shown = computed(world)
    run = ranking.request_run(world, by=BY)

    ranking.give_up(run, {"code": "crashed"})

    assert list(RankingRun.objects.shown()) == [shown]


def test_changing_a_figure_changes_the_code(world):
    before = computed(world).code
    revised(Figure.objects.get(value=Decimal("6.97")), value=Decimal("6.98"))

    assert computed(world).code != before


def test_a_sheet_that_cannot_be_computed_is_named_and_nothing_changes(world):
    with Unguarded():
        Criterion.objects.filter(position=1).update(params={"scope": "nowhere"})

    run = computed(world)

    line = str(Criterion.objects.get(position=1))
    assert (run.state, run.problem) == (RunState.FAILED, {"code": "bad_sheet", "line": line})
    assert line in ranking_sentences.problem(run)


def test_a_unit_whose_records_cannot_be_computed_is_named(world):
    figure = Figure.objects.get(value=Decimal("6.97"))
    with Unguarded(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("ALTER TABLE clusters_figure DROP CONSTRAINT figure_numbers_are_numbers")
        cursor.execute("UPDATE clusters_figure SET value = 'NaN' WHERE id = %s", [figure.pk])

    run = computed(world)

    unit = figure.submission.member.unit.name
    assert (run.state, run.problem) == (RunState.FAILED, {"code": "bad_inputs", "unit": unit})
    assert unit in ranking_sentences.problem(run)


def test_a_run_that_ended_meanwhile_is_not_taken_up(world):
    run = ranking.request_run(world, by=BY)
    ranking.give_up(run, {"code": "crashed"})

    assert ranking.compute(run.pk).state == RunState.FAILED
    assert not RankingRow.objects.exists()


def test_a_member_that_left_is_not_ranked(world):
    member = Member.objects.filter(season=world).first()
    Member.objects.filter(pk=member.pk).update(left_on=dt.date(2020, 6, 1))

    assert member.pk not in {row.member_id for row in table(computed(world)).rows}


def test_equal_points_are_parted_by_the_step_that_decides_and_the_sentence_names_it(world):
    sheet = CriteriaSheet.objects.get(season=world)
    with Unguarded():
        CriteriaSheet.objects.filter(pk=sheet.pk).update(ties=[{"by": "line", "line": str(sheet.criteria.last().pk)}])

    found = table(computed(world))

    first, second, third = found.rows
    assert [row.place for row in found.rows] == [1, 2, 3]
    with override("en"):
        assert ranking_sentences.tie(second, found) == (
            f"Equal points; placed before {third.unit.name} by the points of “{sheet.criteria.last()}”: "
            "9,00 against 7,00."
        )
        assert ranking_sentences.tie(third, found).startswith(f"Equal points; placed after {second.unit.name} by")
        assert ranking_sentences.tie(first, found) == ""


@pytest.mark.parametrize(
    "sort, places", [("", [1, 2, 2]), ("score", [2, 2, 1]), ("-score", [1, 2, 2]), ("no", [1, 2, 2])]
)
def test_the_table_is_turned_round_as_asked(world, sort, places):
    assert [row.place for row in ordered(table(computed(world)), sort)] == places


@pytest.mark.parametrize("model, name", [(RankingRow, "place"), (RunDocument, "text"), (RankingRun, "state")])
@pytest.mark.parametrize("spoil", ["update", "delete"])
def test_the_database_refuses_to_change_what_a_finished_run_found(world, model, name, spoil):
    run = computed(world)
    key = "pk" if model is RankingRun else "run"
    stored = model.objects.filter(**{key: run.pk})

    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        if spoil == "delete":
            stored._raw_delete("default")
        else:
            stored.update(**{name: F(name)})


def test_lost_runs_are_sent_again_and_given_up_after_many_attempts(world, monkeypatch):
    rung = []
    monkeypatch.setattr("clusters.tasks.send", rung.append)
    long_ago = timezone.now() - dt.timedelta(minutes=5)
    queued = RunFactory(season=world, state=RunState.QUEUED, sheet=None, sent_at=long_ago)
    elsewhere = RunFactory(state=RunState.RUNNING, sheet=None, heartbeat_at=long_ago, attempts=ranking.MOST_ATTEMPTS)
    fresh = RunFactory(state=RunState.RUNNING, sheet=None, heartbeat_at=timezone.now())

    assert ranking.resend_lost() == [queued.pk]

    assert rung == [queued.pk]
    states = dict(RankingRun.objects.values_list("pk", "state"))
    assert (states[elsewhere.pk], states[fresh.pk]) == (RunState.FAILED, RunState.RUNNING)


def test_a_run_that_another_beat_has_just_sent_is_not_sent_again(world, monkeypatch):
    rung, long_ago = [], timezone.now() - dt.timedelta(minutes=5)
    monkeypatch.setattr("clusters.tasks.send", rung.append)
    run = RunFactory(season=world, state=RunState.QUEUED, sheet=None, sent_at=long_ago)
    met = []

    def another_beat(execute, sql, *rest):
        answer = execute(sql, *rest)
        if sql.startswith('SELECT "clusters_rankingrun"."id"') and not met:
            met.append(RankingRun.objects.filter(pk=run.pk).update(sent_at=timezone.now()))
        return answer

    with connection.execute_wrapper(another_beat):
        assert ranking.resend_lost() == []
    assert (met, rung) == ([1], [])


def test_every_season_of_a_year_is_queued_as_a_run_of_its_own(world):
    SeasonFactory(year=2020, phase=Phase.APPRAISAL)
    SeasonFactory(year=2020, phase=Phase.DRAFT)
    SeasonFactory(year=2019, phase=Phase.APPRAISED)

    runs = ranking.request_year(2020, by=BY)

    assert len({run.season_id for run in runs}) == 2


def test_results_are_not_published_on_a_ranking_that_was_overtaken(world):
    def gaps():
        return [gap.sentence for gap in readiness.gaps(world, Phase.PUBLISHED) if gap.page == "ranking"]

    computed(world)
    assert gaps() == []

    revised(Figure.objects.get(value=Decimal("6.97")), value=Decimal("6.98"))
    assert gaps() == ["Số liệu hoặc điểm đã thay đổi sau lần xếp hạng gần nhất. Hãy tính xếp hạng lại."]

    computed(world)
    assert gaps() == []


def test_a_ranking_that_figures_have_overtaken_is_final_no_more(world):
    run = computed(world)
    assert verification.is_final(run)

    revised(Figure.objects.get(value=Decimal("6.97")), value=Decimal("6.98"))

    assert not verification.is_final(run)


def test_a_ranking_is_final_only_while_the_points_are_agreed(world):
    run = computed(world)
    run.season.phase = Phase.APPRAISAL

    assert not verification.is_final(run)


_texts = st.text(st.characters(exclude_categories=["Cs"]))
_plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | _texts,
    lambda inner: st.lists(inner) | st.dictionaries(_texts, inner),
)


@given(_plain)
def test_the_quick_canonical_text_is_the_canonical_one_letter_by_letter(data):
    assert ranking.quick_canonical(data) == frozen.canonical(data)
