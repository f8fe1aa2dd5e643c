"""The season of the cast: Nam Định a member, Quảng Ninh its head, Hà Nam a deputy, organised by the central board."""

from types import SimpleNamespace

import pytest

from clusters.choices import PostKind
from tests.factories.accounts import make_unit
from tests.factories.clusters import ClusterFactory, MemberFactory, PostFactory, SeasonFactory


@pytest.fixture
def deputy_unit(db):
    return make_unit("Hà Nam", code="35")


@pytest.fixture
def season(member_unit, head_unit, deputy_unit, outside_unit, central_board):
    """A season in which results are being entered; `season.cast` holds its three members and the outsider's."""
    cluster = ClusterFactory(code="dbsh", name="Cụm thi đua Đồng bằng sông Hồng", organiser=central_board)
    season = SeasonFactory(cluster=cluster, year=2020)
    head, member, deputy = (
        MemberFactory(season=season, unit=unit, position=position)
        for position, unit in enumerate((head_unit, member_unit, deputy_unit), start=1)
    )
    PostFactory(member=head, kind=PostKind.HEAD)
    PostFactory(member=deputy, kind=PostKind.DEPUTY)
    elsewhere = MemberFactory(season__cluster__code="bien-gioi", season__year=2020, unit=outside_unit)
    season.cast = SimpleNamespace(head=head, member=member, deputy=deputy, elsewhere=elsewhere)
    return season
