from decimal import Decimal
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import translation

from accounts.actors import Actor
from accounts.models import User
from clusters.actions import ranking
from clusters.choices import Phase, PostKind
from clusters.models import Figure, Post, Season
from clusters.queries.ranking import table
from organisations.actions import first_units
from tests.factories.clusters import revised


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Load the demo once for this module; nobody has worked in it yet."""
    with django_db_blocker.unblock(), translation.override("vi"), transaction.atomic():
        first_units.load(apps.get_model)
        call_command("load_demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    """The demo as it was loaded: what a test changes is taken back after it."""


def places(season):
    run = ranking.compute(ranking.request_run(season, by=Actor.system("tests")).pk)
    return {row.unit.name: (row.place, row.score) for row in table(run).rows}


def test_the_demo_stands_as_a_secretariat_finds_it(demo):
    phases = {str(season): season.phase for season in Season.objects.all()}

    assert phases == {
        "Cụm thi đua 7 tỉnh biên giới phía Bắc 2013": Phase.PUBLISHED,
        "Cụm thi đua 7 tỉnh biên giới phía Bắc 2014": Phase.DRAFT,
        "Cụm thi đua các tỉnh Tây Nam Bộ 2018": Phase.PUBLISHED,
        "Cụm thi đua các tỉnh Đồng bằng sông Hồng 2020": Phase.APPRAISED,
        "Cụm thi đua các tỉnh Đồng bằng sông Hồng 2021": Phase.DRAFT,
        "Cụm thi đua các tỉnh Bắc Trung Bộ 2023": Phase.PUBLISHED,
        "Cụm thi đua các tỉnh Bắc Trung Bộ 2024": Phase.DRAFT,
    }


def test_2020_has_a_head_and_no_deputy_and_2021_a_head_and_two_deputies(demo):
    def posts(year):
        found = Post.objects.filter(member__season__cluster__name__contains="sông Hồng", member__season__year=year)
        return sorted((post.kind, post.member.unit.name) for post in found)

    assert posts(2020) == [(PostKind.HEAD, "Quảng Ninh")]
    assert posts(2021) == [
        (PostKind.DEPUTY, "Bắc Ninh"),
        (PostKind.DEPUTY, "Vĩnh Phúc"),
        (PostKind.HEAD, "Hưng Yên"),
    ]


def test_the_season_of_2020_ranks_with_a_shared_place_and_a_tie_that_the_chain_decides(demo):
    assert places(Season.objects.get(year=2020)) == {
        "Quảng Ninh": (1, Decimal("97.80")),
        "Nam Định": (2, Decimal("90.65")),
        "Hà Nam": (3, Decimal("88.85")),
        "Hưng Yên": (4, Decimal("81.25")),
        "Ninh Bình": (4, Decimal("81.25")),
        "Thái Bình": (6, Decimal("78.20")),
        "Hải Dương": (7, Decimal("78.20")),
        "Bắc Ninh": (8, Decimal("72.55")),
        "Vĩnh Phúc": (9, Decimal("68.60")),
    }


def test_changing_a_figure_that_is_marked_changes_the_result(demo):
    season = Season.objects.get(year=2020)
    before = places(season)
    marked = Figure.objects.get(
        illustrative=True,
        current=True,
        indicator__name__startswith="Thu ngân",
        submission__member__unit__name="Nam Định",
    )
    revised(marked, value=Decimal(4000))

    after = places(season)

    assert after["Nam Định"] != before["Nam Định"]
    assert after["Hà Nam"] == (2, Decimal("88.85"))


def test_the_demo_is_refused_where_there_are_clusters_already(demo):
    with pytest.raises(CommandError, match="còn trống"):
        call_command("load_demo")


def test_no_account_of_the_demo_bears_the_name_of_an_official(demo):
    officials = set(Post.objects.exclude(holder_name="").values_list("holder_name", flat=True))

    assert officials == {"Nguyễn Minh Tiến", "Nguyễn Tường Văn", "Trần Quốc Văn", "Võ Văn Hưng"}
    assert all("minh họa" in name for name in User.objects.values_list("full_name", flat=True))
