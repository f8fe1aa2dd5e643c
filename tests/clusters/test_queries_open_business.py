import datetime as dt

import pytest

from accounts.actors import Actor
from clusters.choices import Phase
from clusters.queries.standing import seasons_visible_to, standing
from organisations.actions import units
from organisations.choices import UnitKind
from organisations.errors import BusinessIsOpen
from tests.factories.clusters import MemberFactory, SeasonFactory
from tests.factories.organisations import UnitFactory

BY = Actor.system("tests")


def test_a_unit_cannot_end_inside_a_season_that_is_still_open(english, season):
    unit = season.cast.member.unit

    with pytest.raises(BusinessIsOpen, match="not published yet"):
        units.close(unit, dt.date(2020, 7, 1), by=BY, reason="Sáp nhập.")

    unit.refresh_from_db()
    assert unit.valid_to is None


@pytest.mark.parametrize("of", [{"phase": Phase.PUBLISHED}, {"year": 2019}], ids=["published", "of an earlier year"])
def test_a_season_that_is_over_keeps_no_unit_from_ending(db, of):
    member = MemberFactory(season=SeasonFactory(**of))

    assert units.close(member.unit, dt.date(2020, 7, 1), by=BY, reason="Sáp nhập.").valid_to == dt.date(2020, 7, 1)


def test_the_council_follows_what_is_published_and_nothing_before(season, council_member, actor_of):
    actor = actor_of(council_member)
    assert list(seasons_visible_to(actor)) == []

    season.phase = Phase.PUBLISHED
    type(season).objects.filter(pk=season.pk).update(phase=Phase.PUBLISHED, published_at=dt.datetime.now(dt.UTC))

    assert list(seasons_visible_to(actor)) == [season]
    assert standing(actor, season).sees_all


def test_the_central_administrator_sees_the_clusters_of_provinces_too(season, administrator, actor_of):
    season.cluster.organiser = season.cast.head.unit
    season.cluster.save()

    assert season in seasons_visible_to(actor_of(administrator))
    assert standing(actor_of(administrator), season).organises


@pytest.fixture
def bloc_season(db):
    """An open season of a bloc that a province organises."""
    return SeasonFactory(cluster__organiser=UnitFactory(name="Đồng Nai"), cluster__name="Khối các sở", year=2026)


def test_a_province_that_organises_an_open_season_is_not_closed_and_is_told_what_to_do(bloc_season):
    province = bloc_season.cluster.organiser
    city = units.change_kind(province, UnitKind.CITY, dt.date(2026, 3, 1), by=BY)

    with pytest.raises(BusinessIsOpen) as refusal:
        units.close(city, dt.date(2026, 7, 1), by=BY, reason="Giải thể.")

    assert str(refusal.value) == (
        "Không thể kết thúc “thành phố Đồng Nai” vào ngày 01/07/2026. Đơn vị đang tổ chức “Khối các sở 2026” chưa công "
        "bố: hãy công bố năm thi đua đó, hoặc đề nghị quản trị của Ban Thi đua - Khen thưởng Trung ương đổi cơ quan "
        "tổ chức."
    )
    city.refresh_from_db()
    assert city.valid_to is None


def test_a_province_whose_seasons_are_published_may_be_closed(bloc_season):
    type(bloc_season).objects.update(phase=Phase.PUBLISHED, published_at=dt.datetime.now(dt.UTC))
    province, day = bloc_season.cluster.organiser, dt.date(2026, 7, 1)

    assert units.close(province, day, by=BY, reason="Giải thể.").valid_to == day
