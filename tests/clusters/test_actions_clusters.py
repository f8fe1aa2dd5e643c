import datetime as dt

import pytest

from audit.models import Entry
from clusters import tokens
from clusters.actions import clusters
from clusters.errors import Incomplete, NotAllowedHere, Stale
from clusters.models import Cluster
from organisations.actions import units
from organisations.choices import UnitKind
from tests.factories.clusters import ClusterFactory, SeasonFactory
from tests.factories.organisations import UnitFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def by(actor_of, reviewer):
    return actor_of(reviewer)


@pytest.fixture
def values(central_board):
    return {
        "name": "Cụm thi đua Đồng bằng sông Hồng",
        "organiser": central_board,
        "established_on": dt.date(2020, 1, 1),
    }


def test_the_code_of_a_cluster_comes_from_its_name(values, by):
    cluster = clusters.open(values, by=by)

    assert cluster.code == "cum-thi-dua-dong-bang-song-hong"
    assert [entry.action for entry in Entry.objects.all()] == ["cluster.opened"]


def test_the_same_form_posted_twice_makes_one_cluster(values, by):
    first = clusters.open(values, by=by, key="k1")
    second = clusters.open(values, by=by, key="k1")

    assert first == second
    assert Cluster.objects.count() == 1
    assert Entry.objects.count() == 1


def test_a_refused_form_may_be_corrected_and_posted_again(values, by):
    ClusterFactory(name="CUM THI DUA DONG BANG SONG HONG", organiser=values["organiser"])

    with pytest.raises(NotAllowedHere, match="already organises"):
        clusters.open(values, by=by, key="k1")

    assert clusters.open(values | {"name": "Cụm mới"}, by=by, key="k1").name == "Cụm mới"


def test_an_organiser_must_exist_on_the_day(values, by):
    with pytest.raises(NotAllowedHere, match="does not exist on 01/01/2000"):
        clusters.open(values | {"established_on": dt.date(2000, 1, 1)}, by=by)

    assert not Cluster.objects.exists()


def test_a_stale_form_changes_nothing_and_hands_over_what_stands(by, central_board):
    cluster = ClusterFactory(name="Cụm A", organiser=central_board, established_on=dt.date(2020, 1, 1))
    seen = tokens.token(cluster, tokens.CLUSTER)
    clusters.change(cluster, {"name": "Cụm B"}, by=by, seen=seen)

    with pytest.raises(Stale) as refusal:
        clusters.change(cluster, {"name": "Cụm C"}, by=by, seen=seen)

    assert refusal.value.current.name == "Cụm B"
    cluster.refresh_from_db()
    assert cluster.name == "Cụm B"


def test_a_cluster_with_an_unpublished_season_is_not_closed(by):
    season = SeasonFactory()

    with pytest.raises(NotAllowedHere, match="season of 2020 is not published"):
        clusters.close(season.cluster, dt.date(2025, 7, 1), by=by, reason="Sáp nhập.")


def test_closing_needs_a_reason(by):
    with pytest.raises(Incomplete, match="reason"):
        clusters.close(ClusterFactory(), dt.date(2025, 7, 1), by=by, reason=" ")


def test_a_name_stays_taken_when_the_organiser_turns_into_a_city(by):
    province = UnitFactory(name="Đồng Nai")
    ClusterFactory(name="Khối các sở", organiser=province)
    day = dt.date(2026, 4, 30)
    city = units.change_kind(province, UnitKind.CITY, day, by=by)
    typed = {"organiser": city, "established_on": day}

    with pytest.raises(NotAllowedHere, match="already organises"):
        clusters.open({"name": "KHOI CAC SO", **typed}, by=by)

    assert clusters.open({"name": "Khối các xã", **typed}, by=by).organiser == city


def test_the_cluster_of_one_organiser_is_handed_over_to_another_with_a_reason(by):
    cluster, heir = ClusterFactory(), UnitFactory(name="Huế", valid_from=dt.date(2025, 1, 1))
    before = cluster.organiser

    clusters.hand_over(cluster, heir, by=by, reason="Quyết định 12.", seen=tokens.token(cluster, tokens.CLUSTER))
    clusters.hand_over(cluster, heir, by=by, reason="Quyết định 12.")

    cluster.refresh_from_db()
    entry = Entry.objects.get()
    assert (cluster.organiser, entry.action, entry.reason) == (heir, "cluster.handed_over", "Quyết định 12.")
    assert [entry.details[side]["id"] for side in ("before", "after")] == [before.pk, heir.pk]
    assert clusters.change(cluster, {"name": "Cụm mới"}, by=by).name == "Cụm mới"


def test_a_cluster_is_not_handed_over_blindly(by):
    cluster, ended = ClusterFactory(), UnitFactory(valid_to=dt.date(2025, 7, 1))
    seen = tokens.token(cluster, tokens.CLUSTER)

    with pytest.raises(Incomplete, match="reason"):
        clusters.hand_over(cluster, UnitFactory(), by=by, reason=" ")
    with pytest.raises(NotAllowedHere, match="does not exist on"):
        clusters.hand_over(cluster, ended, by=by, reason="Quyết định 12.")
    clusters.change(cluster, {"name": "Cụm B"}, by=by)
    with pytest.raises(Stale):
        clusters.hand_over(cluster, UnitFactory(), by=by, reason="Quyết định 12.", seen=seen)

    cluster.refresh_from_db()
    assert cluster.organiser.kind == UnitKind.CENTRAL_BOARD
