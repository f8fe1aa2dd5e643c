"""The season of the cast with its points agreed, ranked: Quảng Ninh first, Nam Định second, Hà Nam third."""

from types import SimpleNamespace

import pytest

from clusters.choices import Phase
from clusters.models import Season
from tests.factories.awards import CategoryFactory, ConclusionFactory, QuotaFactory
from tests.factories.clusters import ConferenceFactory
from tests.factories.rankings import ranked

CONCLUDED = (
    "Thống nhất đề nghị tặng Cờ thi đua của Chính phủ cho tỉnh Quảng Ninh; Bằng khen của Thủ tướng Chính phủ cho tỉnh "
    "Nam Định và Hà Nam."
)


@pytest.fixture
def proposing(season):
    """A season that may propose one flag and two certificates of merit; its parts by name."""
    Season.objects.filter(pk=season.pk).update(phase=Phase.APPRAISED)
    season.phase = Phase.APPRAISED
    flag = CategoryFactory(name="Cờ thi đua của Chính phủ", position=1)
    merit = CategoryFactory(name="Bằng khen của Thủ tướng Chính phủ", position=2)
    QuotaFactory(season=season, category=flag, most=1)
    QuotaFactory(season=season, category=merit, most=2)
    conclusion = ConclusionFactory(conference=ConferenceFactory(season=season), text=CONCLUDED)
    return SimpleNamespace(
        season=season,
        run=ranked(season),
        flag=flag,
        merit=merit,
        conclusion=conclusion,
        first=season.cast.head,
        second=season.cast.member,
        third=season.cast.deputy,
    )
