import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actors import Actor
from audit.models import Entry
from clusters.actions import conferences
from clusters.choices import Phase
from clusters.errors import Incomplete, NotAllowedHere, SeasonClosed, Stale
from clusters.models import Conference, Resolution, Season, UnitYear
from clusters.queries.conferences import earlier
from tests.factories.accounts import make_unit
from tests.factories.clusters import ConferenceFactory, SeasonFactory

BY = Actor.system("tests")
HELD = {"kind": "year_end", "title": "Hội nghị tổng kết năm 2020", "held_on": dt.date(2021, 1, 18)}
CONCLUDED = {"kind": "concluded", "text": "Thống nhất đề nghị tặng Cờ.", "on": dt.date(2021, 1, 18)}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase not in (Phase.DRAFT, Phase.PUBLISHED)])
def test_a_conference_is_recorded_once_the_season_is_open(phase):
    season = SeasonFactory(phase=phase)

    made = conferences.hold({"season": season}, HELD, by=BY)

    assert list(season.conferences.all()) == [made]
    assert Entry.objects.get().action == "conference.held"


def test_a_season_being_prepared_holds_none():
    with pytest.raises(SeasonClosed):
        conferences.hold({"season": SeasonFactory(phase=Phase.DRAFT)}, HELD, by=BY)

    assert not Conference.objects.exists()


def test_a_published_season_takes_no_conference_and_no_further_conclusion():
    season = SeasonFactory(phase=Phase.PUBLISHED)
    held = ConferenceFactory(season=season)

    with pytest.raises(SeasonClosed, match="đã công bố"):
        conferences.hold({"season": season}, HELD | {"kind": "half_year"}, by=BY)
    with pytest.raises(SeasonClosed, match="đã công bố"):
        conferences.resolve(held, CONCLUDED, by=BY)

    assert (list(Conference.objects.all()), Resolution.objects.count()) == ([held], 0)


def test_what_a_published_season_recorded_is_corrected_with_a_reason_alone():
    held = ConferenceFactory(season__phase=Phase.APPRAISED, place="Hạ Long")
    concluded = conferences.resolve(held, CONCLUDED, by=BY)
    Season.objects.update(phase=Phase.PUBLISHED, published_at=timezone.now())

    with pytest.raises(Incomplete):
        conferences.change(held, {"place": "Quảng Ninh"}, by=BY)
    conferences.change(held, {"place": "Quảng Ninh"}, by=BY, reason="Ghi nhầm nơi họp.")
    conferences.correct(concluded, {"text": "Thống nhất đề nghị tặng hai Cờ."}, by=BY, reason="Thiếu một Cờ.")

    assert Conference.objects.get().place == "Quảng Ninh"
    assert Entry.objects.get(action="conference.changed").reason == "Ghi nhầm nơi họp."


def test_a_unit_holds_conferences_in_a_year_of_its_own():
    own_year = UnitYear.objects.create(unit=make_unit("Lạng Sơn", code="20"), year=2020)

    made = conferences.hold({"unit_year": own_year}, HELD, by=BY)

    assert list(own_year.conferences.all()) == [made]


def test_the_same_form_posted_twice_records_one_conference():
    season = SeasonFactory()

    first, second = (conferences.hold({"season": season}, HELD, by=BY, key="form") for _post in range(2))

    assert first == second
    assert Conference.objects.count() == 1


def test_a_second_conference_of_a_kind_is_refused_by_name():
    season = SeasonFactory()
    conferences.hold({"season": season}, HELD, by=BY)

    with pytest.raises(NotAllowedHere, match="Hội nghị tổng kết năm 2020"):
        conferences.hold({"season": season}, HELD | {"title": "Lần hai"}, by=BY)
    half_year = conferences.hold({"season": season}, HELD | {"kind": "half_year", "title": "Sơ kết"}, by=BY)
    with pytest.raises(NotAllowedHere, match="Hội nghị tổng kết năm 2020"):
        conferences.change(half_year, {"kind": "year_end"}, by=BY)


def test_a_change_keeps_the_old_values_in_the_trail():
    held = ConferenceFactory(place="Hạ Long")

    conferences.change(held, {"place": "Quảng Ninh", "title": held.title}, by=BY, version=0)

    entry = Entry.objects.get(action="conference.changed")
    assert entry.details == {"before": {"place": "Hạ Long"}, "after": {"place": "Quảng Ninh"}}
    assert Conference.objects.get().version == 1


def test_nothing_changed_is_not_told():
    held = ConferenceFactory()

    conferences.change(held, {"title": held.title}, by=BY)

    assert not Entry.objects.exists()


def test_a_stale_change_overwrites_nothing():
    held = ConferenceFactory(place="Hạ Long")
    conferences.change(held, {"place": "Quảng Ninh"}, by=BY, version=0)

    with pytest.raises(Stale) as refusal:
        conferences.change(held, {"place": "Hà Nội"}, by=BY, version=0)

    assert refusal.value.current.place == "Quảng Ninh"
    assert Conference.objects.get().place == "Quảng Ninh"


def test_resolutions_stand_in_the_order_in_which_they_were_recorded():
    held = ConferenceFactory()

    for text in ("Một.", "Hai."):
        conferences.resolve(held, CONCLUDED | {"text": text}, by=BY)

    assert list(held.resolutions.values_list("position", "text")) == [(1, "Một."), (2, "Hai.")]


def test_a_conclusion_has_a_day():
    held = ConferenceFactory()

    with pytest.raises(Incomplete):
        conferences.resolve(held, CONCLUDED | {"on": None}, by=BY)
    resolution = conferences.resolve(held, CONCLUDED | {"kind": "discussed", "on": None}, by=BY)
    with pytest.raises(Incomplete):
        conferences.correct(resolution, {"kind": "concluded"}, by=BY, reason="Nhầm loại.")


def test_a_corrected_text_stands_in_place_of_the_old_one_which_is_kept():
    resolution = conferences.resolve(ConferenceFactory(), CONCLUDED, by=BY)

    newer = conferences.correct(resolution, {"text": "Thống nhất đề nghị tặng Bằng khen."}, by=BY, reason="Gõ nhầm.")

    assert [old.text for old in earlier(newer)] == ["Thống nhất đề nghị tặng Cờ."]
    assert newer.position == resolution.position
    entry = Entry.objects.get(action="conference.corrected")
    assert (entry.reason, entry.details["before"]) == ("Gõ nhầm.", {"text": "Thống nhất đề nghị tặng Cờ."})


@pytest.mark.parametrize(
    "values, reason, problem", [({"text": "Mới."}, " ", Incomplete), ({}, "Vì sao.", NotAllowedHere)]
)
def test_a_correction_needs_a_reason_and_a_change(values, reason, problem):
    resolution = conferences.resolve(ConferenceFactory(), CONCLUDED, by=BY)

    with pytest.raises(problem):
        conferences.correct(resolution, values, by=BY, reason=reason)

    assert Resolution.objects.count() == 1


def test_what_was_corrected_is_not_corrected_again():
    resolution = conferences.resolve(ConferenceFactory(), CONCLUDED, by=BY)
    newer = conferences.correct(resolution, {"text": "Mới."}, by=BY, reason="Gõ nhầm.")
    newest = conferences.correct(newer, {"text": "Mới hơn."}, by=BY, reason="Gõ nhầm.")

    with pytest.raises(Stale) as refused:
        conferences.correct(resolution, {"text": "Mới nữa."}, by=BY, reason="Gõ nhầm.")

    assert refused.value.current == newest


@pytest.mark.parametrize("of_a_season", [True, False])
def test_every_act_locks_the_season_or_own_year_before_the_conference(of_a_season):
    owner = {"season": SeasonFactory(phase=Phase.APPRAISED)}
    if not of_a_season:
        owner = {"unit_year": UnitYear.objects.create(unit=make_unit("Lạng Sơn", code="20"), year=2020)}
    conference = conferences.hold(owner, HELD, by=BY)
    acts = (
        lambda: conferences.change(conference, {"place": "Hạ Long"}, by=BY),
        lambda: conferences.resolve(conference, CONCLUDED, by=BY),
    )

    for act in acts:
        with CaptureQueriesContext(connection) as asked:
            act()
        locked = [query["sql"].split('FROM "')[1].split('"')[0] for query in asked if "FOR UPDATE" in query["sql"]]
        assert locked == ["clusters_season" if of_a_season else "clusters_unityear", "clusters_conference"]


def test_nothing_is_concluded_on_a_day_to_come_or_years_away():
    today = timezone.localdate()
    held = ConferenceFactory(season__year=today.year, season__phase=Phase.APPRAISED)

    with pytest.raises(NotAllowedHere, match="chưa tới"):
        conferences.resolve(held, CONCLUDED | {"on": today + dt.timedelta(days=1)}, by=BY)
    with pytest.raises(NotAllowedHere, match="cách xa năm"):
        conferences.change(held, {"held_on": dt.date(1921, 1, 18)}, by=BY)
    assert conferences.resolve(held, CONCLUDED | {"on": today}, by=BY).on == today
