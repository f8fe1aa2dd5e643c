import datetime as dt

import pytest
from django.utils import timezone

from audit.models import Entry
from clusters.actions import seasons
from clusters.choices import MOVES, PHASE_ORDER, Phase, ResolutionKind, RunState, SheetState
from clusters.errors import Incomplete, NotAllowedHere, SeasonClosed, Stale
from clusters.models import PhaseDeadline, RankingRun, Resolution, Season
from clusters.queries import readiness
from tests.factories.clusters import (
    ClusterFactory,
    ConferenceFactory,
    CriterionFactory,
    CriterionInputFactory,
    MemberFactory,
    PostFactory,
    RunFactory,
    SeasonFactory,
    SheetFactory,
    published,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def by(actor_of, reviewer):
    return actor_of(reviewer)


NO_FIGURES = "No criterion takes in an indicator: the members will be asked for no figures."
NO_DAY = "No deadline is set for “Entering results”: nobody is told by when."


def ready(**values):
    """A draft season with nothing missing."""
    season = SeasonFactory(phase=Phase.DRAFT, **values)
    PostFactory(member__season=season)
    MemberFactory(season=season)
    published(SheetFactory(season=season))
    return season


def test_a_cluster_has_one_season_a_year(by):
    cluster = ClusterFactory()
    seasons.open(cluster, 2021, {}, by=by)

    with pytest.raises(NotAllowedHere, match="already has a season of 2021"):
        seasons.open(cluster, 2021, {}, by=by)

    assert Season.objects.count() == 1


def test_a_season_needs_a_cluster_that_existed_that_year(by):
    with pytest.raises(NotAllowedHere, match="did not exist in 2009"):
        seasons.open(ClusterFactory(established_on=dt.date(2010, 1, 1)), 2009, {}, by=by)


def test_no_season_is_opened_after_the_year_in_which_the_cluster_was_closed(by):
    cluster = ClusterFactory(closed_on=dt.date(2020, 7, 1))

    with pytest.raises(NotAllowedHere, match="did not exist in 2021"):
        seasons.open(cluster, 2021, {}, by=by)

    assert seasons.open(cluster, 2020, {}, by=by).year == 2020


def test_an_empty_season_is_not_opened_and_every_gap_is_named(by):
    season = SeasonFactory(phase=Phase.DRAFT, year=timezone.localdate().year)
    CriterionFactory(sheet__season=season, max_points=90)

    with pytest.raises(Incomplete) as refusal:
        seasons.move(season, Phase.REPORTING, by=by)

    assert [gap.sentence for gap in refusal.value.missing] == [
        "The season has no members.",
        "The season has no head.",
        "The criteria sheet is not published.",
        "The maxima add up to 90 points, but the sheet declares 100: 10 points are missing.",
    ]
    assert {gap.sentence for gap in readiness.gaps(season, Phase.REPORTING) if not gap.blocking} == {NO_FIGURES, NO_DAY}
    season.refresh_from_db()
    assert season.phase == Phase.DRAFT
    assert not Entry.objects.exists()


def test_what_a_season_may_open_without_is_told_all_the_same(by):
    season = SeasonFactory(phase=Phase.DRAFT, year=2013)
    MemberFactory.create_batch(2, season=season)

    assert [(gap.sentence, gap.blocking) for gap in readiness.gaps(season, Phase.REPORTING)] == [
        ("The season has no head.", False),
        ("The season has no criteria sheet: there will be no points and no ranking.", False),
        (NO_FIGURES, False),
        (NO_DAY, False),
    ]


def test_a_season_with_everything_has_no_gap_to_tell(by):
    season = SeasonFactory(phase=Phase.DRAFT)
    PostFactory(member__season=season)
    MemberFactory(season=season)
    published(CriterionInputFactory(criterion__sheet__season=season).criterion.sheet)
    PhaseDeadline.objects.create(season=season, phase=Phase.REPORTING, due_at=timezone.now())

    assert readiness.gaps(season, Phase.REPORTING) == []


def test_a_season_whose_head_begins_later_tells_that_it_has_no_secretariat_until_then():
    today = timezone.localdate()
    season = SeasonFactory(phase=Phase.DRAFT, year=today.year + 1)
    head = PostFactory(member__season=season, valid_from=dt.date(today.year + 1, 1, 1))

    (gap,) = [gap for gap in readiness.gaps(season, Phase.REPORTING) if gap.page == "members" and not gap.blocking]
    PostFactory(member=head.member, valid_from=today, valid_to=head.valid_from)

    assert f"holds that post from 01/01/{today.year + 1} on: until then this season has no secretariat" in gap.sentence
    assert gap not in readiness.gaps(season, Phase.REPORTING)


def test_an_opened_season_goes_back_to_its_preparation_with_a_reason(by):
    season = seasons.move(ready(), Phase.REPORTING, by=by)

    season = seasons.move(season, Phase.DRAFT, by=by, reason="Chưa có bảng tiêu chí.")

    entry = Entry.objects.latest("pk")
    assert (season.phase, entry.action, entry.reason) == (Phase.DRAFT, "season.moved_back", "Chưa có bảng tiêu chí.")


def test_a_season_without_any_sheet_may_go_its_way_without_points(by):
    season = SeasonFactory(phase=Phase.DRAFT)
    PostFactory(member__season=season)
    MemberFactory(season=season)

    for phase in PHASE_ORDER[1:]:
        season = seasons.move(season, phase, by=by)

    assert season.phase == Phase.PUBLISHED
    assert season.published_at is not None


def test_a_move_is_audited_with_both_phases(by):
    seasons.move(ready(), Phase.REPORTING, by=by)

    entry = Entry.objects.get()
    assert (entry.action, entry.details["before"], entry.details["after"]) == (
        "season.moved",
        "draft",
        "reporting",
    )


def test_a_step_back_needs_a_reason(by):
    season = SeasonFactory(phase=Phase.APPRAISAL)

    with pytest.raises(Incomplete, match="reason"):
        seasons.move(season, Phase.REPORTING, by=by)

    assert seasons.move(season, Phase.REPORTING, by=by, reason="Bổ sung số liệu.").phase == Phase.REPORTING


@pytest.mark.parametrize("before", PHASE_ORDER)
@pytest.mark.parametrize("after", PHASE_ORDER)
def test_no_season_moves_but_as_the_table_says(by, before, after):
    season = SeasonFactory(phase=before)

    if after in MOVES[before]:
        assert Phase(after) in MOVES[before]
        return
    with pytest.raises((NotAllowedHere, SeasonClosed)):
        seasons.move(season, after, by=by, reason="Vì vậy.")
    season.refresh_from_db()
    assert season.phase == before


def test_results_are_published_on_a_final_ranking_and_a_conclusion_and_freeze_the_sheet(by):
    season = SeasonFactory(phase=Phase.APPRAISED)
    sheet = published(SheetFactory(season=season))

    with pytest.raises(Incomplete) as refusal:
        seasons.move(season, Phase.PUBLISHED, by=by)
    assert [gap.sentence for gap in refusal.value.missing] == [
        "The ranking has not been computed.",
        "The conclusion of the year-end conference is not recorded.",
    ]

    RunFactory(season=season, sheet=sheet)
    conference = ConferenceFactory(season=season)
    Resolution.objects.create(conference=conference, kind=ResolutionKind.CONCLUDED, text="Thống nhất.")
    season = seasons.move(season, Phase.PUBLISHED, by=by)

    sheet.refresh_from_db()
    assert (season.phase, sheet.state) == (Phase.PUBLISHED, SheetState.FROZEN)


def test_no_season_is_published_while_a_ranking_is_being_computed(by):
    season = SeasonFactory(phase=Phase.APPRAISED)
    sheet = published(SheetFactory(season=season))
    RunFactory(season=season, sheet=sheet)
    open_run = RunFactory(season=season, sheet=None, state=RunState.QUEUED)
    conference = ConferenceFactory(season=season)
    Resolution.objects.create(conference=conference, kind=ResolutionKind.CONCLUDED, text="Thống nhất.")

    with pytest.raises(Incomplete, match="is being computed"):
        seasons.move(season, Phase.PUBLISHED, by=by)
    RankingRun.objects.filter(pk=open_run.pk).update(state=RunState.FAILED, problem={"code": "crashed"})

    assert seasons.move(season, Phase.PUBLISHED, by=by).phase == Phase.PUBLISHED


def test_a_provisional_ranking_is_no_ground_for_publishing(by):
    season = SeasonFactory(phase=Phase.APPRAISED)
    RunFactory(season=season, sheet=published(SheetFactory(season=season)), provisional=True)

    with pytest.raises(Incomplete, match="last ranking is provisional"):
        seasons.move(season, Phase.PUBLISHED, by=by)


def test_two_people_moving_at_once_make_one_move(by):
    season = ready()
    seasons.move(season, Phase.REPORTING, by=by, version=season.version)

    with pytest.raises(Stale):
        seasons.move(season, Phase.REPORTING, by=by, version=season.version)


def test_a_published_season_takes_no_change(by):
    with pytest.raises(SeasonClosed, match="published"):
        seasons.change(SeasonFactory(phase=Phase.PUBLISHED), {"rules": "Khác."}, by=by)


def test_deadlines_rise_with_the_phases(by):
    season = SeasonFactory(year=timezone.localdate().year)
    first = timezone.now()

    with pytest.raises(NotAllowedHere, match="must end after"):
        seasons.set_deadlines(season, {Phase.REPORTING: first, Phase.APPRAISAL: first}, by=by)
    assert not season.deadlines.exists()

    seasons.set_deadlines(season, {Phase.REPORTING: first, Phase.APPRAISAL: first + dt.timedelta(days=1)}, by=by)
    seasons.set_deadlines(season, {Phase.REPORTING: None}, by=by)
    assert [each.phase for each in season.deadlines.all()] == [Phase.APPRAISAL]


def test_a_past_season_may_go_without_a_head_that_no_record_names(by):
    season = SeasonFactory(phase=Phase.DRAFT, year=2013)
    MemberFactory.create_batch(2, season=season)

    assert seasons.move(season, Phase.REPORTING, by=by).phase == Phase.REPORTING


def test_deadlines_are_told_where_they_changed_alone(by):
    season, first = SeasonFactory(), dt.datetime(2020, 11, 30, 10, tzinfo=dt.UTC)
    due = {Phase.REPORTING: first, Phase.APPRAISAL: first + dt.timedelta(days=1)}

    for _saved_twice in range(2):
        seasons.set_deadlines(season, due, by=by)
    seasons.set_deadlines(season, due | {Phase.APPRAISAL: None}, by=by)

    told = [entry.details for entry in Entry.objects.filter(action="season.deadlines_set").order_by("pk")]
    both = {"reporting": "17:00 30/11/2020", "appraisal": "17:00 01/12/2020"}
    assert told == [{"before": {}, "after": both}, {"before": {"appraisal": "17:00 01/12/2020"}, "after": {}}]
