"""Tables in the order that a reader asks for."""

import re
from types import SimpleNamespace

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from clusters import sorting
from clusters.choices import Phase
from clusters.models import Score, Season
from tests.factories import clusters as make
from tests.factories.organisations import UnitFactory

KEYS = {"size": lambda row: row.size}


@given(st.lists(st.none() | st.integers()), st.booleans())
def test_rows_stand_in_order_and_those_without_a_value_last(sizes, falling):
    rows = [SimpleNamespace(size=size) for size in sizes]

    found = [row.size for row in sorting.ordered(rows, "-size" if falling else "size", KEYS)]

    known = sorted((size for size in sizes if size is not None), reverse=falling)
    assert found == known + [None] * (len(sizes) - len(known))


@given(st.text().filter(lambda name: name.removeprefix("-") not in KEYS))
def test_a_name_that_is_not_known_leaves_the_order(name):
    rows = [SimpleNamespace(size=size) for size in (3, 1, 2)]

    assert sorting.ordered(rows, name, KEYS) == rows


@pytest.fixture
def reported(season):
    """An indicator with a figure of each member, the least of them that of the last."""
    Season.objects.filter(pk=season.pk).update(phase=Phase.APPRAISAL)
    sheet = make.SheetFactory(season=season)
    line = make.CriterionFactory(sheet=sheet, method="proportional", derive="ratio")
    taken = make.CriterionInputFactory(criterion=line)
    make.published(sheet)
    for value, member in enumerate((season.cast.deputy, season.cast.member, season.cast.head), start=1):
        make.PlanFactory(member=member, indicator=taken.indicator, value=100)
        make.FigureFactory(submission__member=member, indicator=taken.indicator, value=value)
        make.ScoreFactory(member=member, criterion=line, self_points=value)
    return taken.indicator


@pytest.mark.parametrize(
    ("name", "sort"), [("scores_overview", "points"), ("figures_overview", "unit"), ("figures_indicator", "value")]
)
def test_a_press_of_a_head_sorts_the_table_and_the_next_turns_it_round(
    name, sort, season, reported, reviewer, client_of
):
    address = reverse(f"clusters:{name}", args=[season.pk, *([reported.pk] if name == "figures_indicator" else [])])
    client, orders = client_of(reviewer), []

    for asked in (sort, f"-{sort}"):
        page = client.get(address, {"sort": asked}).content.decode()
        table = re.search(r'<table class="table.*?</table>', page, re.S)[0]
        found = re.findall(r'<th scope="row">(?:<a[^>]*>)?([^<]+)', re.search(r"<tbody>.*</tbody>", table, re.S)[0])
        orders.append(found)
        assert table.count(f'aria-sort="{"descending" if asked.startswith("-") else "ascending"}"') == 1

    rising = ["Hà Nam", "Nam Định", "Quảng Ninh"]
    assert orders == [rising, rising[::-1]]


def test_points_that_rest_on_what_was_made_up_say_so(season, reported, reviewer, client_of):
    address = reverse("clusters:scores_overview", args=[season.pk])
    client = client_of(reviewer)
    assert "số liệu minh họa" not in client.get(address).content.decode()

    Score.objects.filter(member__season=season).update(illustrative=True)

    assert "số liệu minh họa" in client.get(address).content.decode()


def test_the_list_of_indicators_is_sorted_by_the_vietnamese_alphabet(reviewer, client_of):
    for name, measure in (("Ấm no", "hộ"), ("An ninh", ""), ("Đường xã", "km"), ("Dân số", "người")):
        make.IndicatorFactory(name=name, measure=measure)
    client = client_of(reviewer)

    def listed(sort):
        page = client.get(reverse("clusters:indicators"), {"sort": sort}).content.decode()
        return re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)</a>', page)

    assert listed("name") == ["An ninh", "Ấm no", "Dân số", "Đường xã"]
    assert listed("-name") == ["Đường xã", "Dân số", "Ấm no", "An ninh"]
    assert listed("measure") == ["Ấm no", "Đường xã", "Dân số", "An ninh"]


def _order(client, name, sort):
    page = client.get(reverse(f"clusters:{name}"), {"sort": sort}).context["page"]
    return [line.season if name == "seasons" else line.cluster for line in page]


@pytest.mark.parametrize("sort", ["season", "year", "phase", "head", "members"])
def test_the_list_of_seasons_is_sorted_by_each_of_its_heads(sort, season, reviewer, client_of):
    other = make.ClusterFactory(organiser=season.cluster.organiser, name="Ấp cụm đứng đầu theo tên")
    least = make.SeasonFactory(cluster=other, year=1999, phase=Phase.DRAFT)
    make.PostFactory(member=season.cast.elsewhere)
    if sort == "head":
        make.PostFactory(member=make.MemberFactory(season=least, unit__name="An Giang", unit__sort_key="an giang"))
    client = client_of(reviewer)

    rising, falling = _order(client, "seasons", sort), _order(client, "seasons", f"-{sort}")

    assert (rising[0], falling[-1], len(rising)) == (least, least, 3)
    page = client.get(reverse("clusters:seasons"), {"sort": sort}).content.decode()
    assert page.count('aria-sort="ascending"') == 1


@pytest.mark.parametrize("sort", ["name", "organiser", "from", "seasons", "last"])
def test_the_list_of_clusters_is_sorted_by_each_of_its_heads(sort, season, administrator, client_of):
    least = make.ClusterFactory(
        organiser=UnitFactory(name="An Giang", sort_key="an giang"),
        name="Ấp cụm đứng đầu theo tên",
        established_on="1950-01-01",
    )
    if sort == "last":
        make.SeasonFactory(cluster=least, year=1999)
    client = client_of(administrator)

    rising, falling = _order(client, "clusters", sort), _order(client, "clusters", f"-{sort}")

    assert (rising[0], falling[-1], len(rising)) == (least, least, 3)
    page = client.get(reverse("clusters:clusters"), {"sort": sort}).content.decode()
    assert page.count('aria-sort="ascending"') == 1


def test_the_seasons_on_the_page_of_a_cluster_bear_no_sort_links(season, reviewer, client_of):
    page = client_of(reviewer).get(reverse("clusters:cluster", args=[season.cluster_id])).content.decode()

    assert "sort-link" not in page
