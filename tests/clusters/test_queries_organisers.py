"""Who organises: of open seasons by the name of today, of published ones by the name of their time, for ever."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from clusters import policies
from clusters.actions import clusters, seasons
from clusters.choices import Phase, PostKind
from clusters.models import Season
from clusters.queries import clusters as clusters_read
from clusters.queries import drafts, organisers
from clusters.queries.standing import seasons_visible_to, standing
from organisations.actions import units
from organisations.choices import UnitKind
from reports.documents import facts
from tests.factories.accounts import AssignmentFactory
from tests.factories.clusters import ClusterFactory, MemberFactory, PostFactory
from tests.factories.organisations import UnitFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def province():
    return UnitFactory(name="Đồng Nai")


@pytest.fixture
def of_year(province, monkeypatch):
    """A season of the province's bloc, ready to be published."""
    bloc = ClusterFactory(organiser=province, name="Khối các sở")
    monkeypatch.setattr(seasons, "_require_ready", lambda _season, _to: None)
    return lambda year: MemberFactory(season__cluster=bloc, season__year=year, season__phase=Phase.APPRAISED).season


def reviewer_of(unit, actor_of):
    return actor_of(AssignmentFactory(unit=unit, role="reviewer").user)


def named(season):
    """Return whom the paper of the season names, as it stands."""
    return facts.of_season(type(season).objects.get(pk=season.pk), "FY").organiser.full_name


def test_a_secretariat_that_prepares_a_season_is_told_who_organises_it_by_the_name_of_today(
    of_year, province, actor_of
):
    season = of_year(2026)
    Season.objects.filter(pk=season.pk).update(phase=Phase.DRAFT)
    head = season.members.get()
    PostFactory(member=head, kind=PostKind.HEAD)
    by = reviewer_of(province, actor_of)
    units.rename(province, "Đồng Nai mới", dt.date(2026, 3, 1), by=by)

    (task,) = drafts.told(actor_of(AssignmentFactory(unit=head.unit, role="clerk").user))

    assert task.note.endswith("do cơ quan tổ chức là Đồng Nai mới ghi.")


def test_an_open_season_names_its_organiser_as_it_is_called_today(of_year, province, actor_of, client_of):
    season = of_year(2026)
    by = reviewer_of(province, actor_of)
    city = units.change_kind(province, UnitKind.CITY, dt.date(2026, 3, 1), by=by)
    after = AssignmentFactory(unit=city, role="reviewer").user
    pages = [("season", season.pk), ("cluster", season.cluster_id), ("clusters",)]

    told = [client_of(after).get(reverse(f"clusters:{name}", args=args)).content.decode() for name, *args in pages]

    assert ["thành phố Đồng Nai" in page for page in told] == [True] * 3
    assert ["tỉnh Đồng Nai" in page for page in told] == [False] * 3
    assert named(season) == "thành phố Đồng Nai"
    assert [line.cluster for line in clusters_read.listed(actor_of(after), "dong nai")] == [season.cluster]


def test_a_published_season_keeps_the_name_of_its_time_and_belongs_to_whoever_bore_it(of_year, province, actor_of):
    by = reviewer_of(province, actor_of)
    old, new = of_year(2025), of_year(2026)
    city = units.change_kind(province, UnitKind.CITY, dt.date(2026, 3, 1), by=by)
    after = reviewer_of(city, actor_of)
    for season in (old, new):
        seasons.move(season, Phase.PUBLISHED, by=after)
    renamed = reviewer_of(units.rename(city, "Biên Hòa", TODAY, by=after), actor_of)

    assert [named(season) for season in (old, new)] == ["tỉnh Đồng Nai", "thành phố Đồng Nai"]
    assert [standing(renamed, season).presides for season in (old, new)] == [False, False]
    assert [standing(renamed, season).sees_all for season in (old, new)] == [True, True]


def test_what_a_renamed_organiser_published_itself_it_corrects_and_what_came_before_it_only_reads(
    of_year, province, actor_of
):
    by = reviewer_of(province, actor_of)
    old, new = of_year(2025), of_year(2026)
    city = units.change_kind(province, UnitKind.CITY, dt.date(2026, 3, 1), by=by)
    after = reviewer_of(city, actor_of)
    for season in (old, new):
        seasons.move(season, Phase.PUBLISHED, by=after)

    stands = [standing(after, season) for season in (old, new)]

    assert [policies.may_see_ranking(each) for each in stands] == [True, True]
    assert [policies.may_correct_conference(each) for each in stands] == [False, True]


def test_a_cluster_that_was_handed_over_leaves_what_is_published_with_its_old_organiser(of_year, province, actor_of):
    by = reviewer_of(province, actor_of)
    old, running = of_year(2025), of_year(2026)
    seasons.move(old, Phase.PUBLISHED, by=by)
    heir = UnitFactory(name="Huế")

    clusters.hand_over(old.cluster, heir, by=by, reason="Quyết định 12.")

    after = reviewer_of(heir, actor_of)
    assert [named(season) for season in (old, running)] == ["tỉnh Đồng Nai", heir.full_name]
    assert [list(seasons_visible_to(actor)) for actor in (by, after)] == [[old], [running, old]]
    assert [policies.may_correct_conference(standing(by, season)) for season in (old, running)] == [True, False]
    assert [policies.may_correct_conference(standing(after, season)) for season in (old, running)] == [False, True]
    assert [line.cluster for line in clusters_read.listed(by)] == [old.cluster]


def test_what_was_published_before_is_given_the_organiser_of_its_time(of_year, province, actor_of):
    old, _new, running = of_year(2025), of_year(2026), of_year(2027)
    of_all = type(old).objects.exclude(pk=running.pk)
    of_all.update(phase=Phase.PUBLISHED, published_at=dt.datetime(2026, 4, 1, tzinfo=dt.UTC))
    city = units.change_kind(province, UnitKind.CITY, dt.date(2026, 3, 1), by=reviewer_of(province, actor_of))
    units.rename(city, "Biên Hòa", dt.date(2026, 5, 1), by=reviewer_of(city, actor_of))

    import_module("clusters.migrations.0016_published_seasons_keep_their_organiser").keep(apps, None)

    told = type(old).objects.order_by("year").values_list("organiser", flat=True)
    assert list(told) == [province.pk, city.pk, None]


def test_the_organisers_of_many_clusters_are_asked_for_once(province, actor_of, django_assert_num_queries):
    bloc = ClusterFactory(organiser=province)
    city = units.change_kind(province, UnitKind.CITY, dt.date(2026, 3, 1), by=reviewer_of(province, actor_of))
    others = [ClusterFactory(organiser=province) for _each in range(5)]
    read = list(type(bloc).objects.select_related("organiser"))

    with django_assert_num_queries(1):
        found = organisers.of_clusters(read, TODAY)

    assert found == {one.pk: city for one in (bloc, *others)}


def test_only_the_central_administrator_names_another_organiser(of_year, province, client_of, administrator, actor_of):
    season, heir = of_year(2026), UnitFactory(name="Huế")
    address = reverse("clusters:hand_over_cluster", args=[season.cluster_id])
    own = AssignmentFactory(unit=province, role="administrator").user

    assert client_of(own).get(address).status_code == 403
    form = client_of(administrator).get(address).context["form"]
    sent = {"organiser": heir.pk, "reason": "Quyết định 12.", "seen": form["seen"].value()}
    twice = [client_of(administrator).post(address, sent).status_code for _each in range(2)]

    assert twice == [302, 302]
    season.cluster.refresh_from_db()
    assert season.cluster.organiser == heir
    page = client_of(administrator).get(reverse("clusters:cluster", args=[season.cluster_id])).content.decode()
    assert "đã chuyển việc tổ chức “Khối các sở” từ Đồng Nai sang Huế: Quyết định 12." in page
