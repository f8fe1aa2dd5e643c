"""What the database itself keeps as it was: each revision of a figure, and what a published ranking rests on."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from clusters.choices import Phase
from clusters.models import Figure, Finding, NotAssigned, Plan, Score, Season, UnitYear
from tests.factories.clusters import (
    CriterionFactory,
    FigureFactory,
    MemberFactory,
    NotAssignedFactory,
    PlanFactory,
    ScoreFactory,
    SheetFactory,
    SubmissionFactory,
    revised,
)
from tests.factories.organisations import UnitFactory
from tests.plugins.database import guard_against_emptying

pytestmark = pytest.mark.django_db


def refused(change, why):
    with pytest.raises(IntegrityError, match=why), transaction.atomic():
        change()


def erased(row):
    """A deletion that asks nothing of the models, as somebody at the database's own prompt would write it."""

    def erase():
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", [row.pk])  # noqa: S608 -- our own names

    return erase


@pytest.mark.parametrize("values", [{"value": Decimal(7)}, {"reason": "khác"}, {"illustrative": True}])
def test_a_figure_is_not_written_over(values):
    figure = FigureFactory()

    refused(lambda: Figure.objects.filter(pk=figure.pk).update(**values), "is kept as it is")


def test_a_revision_that_was_replaced_is_not_brought_back():
    replaced = FigureFactory().pk
    revised(Figure.objects.get(pk=replaced), value=Decimal(7))

    refused(lambda: Figure.objects.filter(pk=replaced).update(current=True), "is kept as it is")
    assert list(Figure.objects.order_by("revision").values_list("value", "current")) == [(100, False), (7, True)]


def test_no_revision_of_a_figure_is_deleted():
    refused(erased(FigureFactory()), "is kept as it is")


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("clusters_figure", "is kept as it is"),
        ("clusters_rankingrun", "is frozen"),
        ("clusters_rankingrow", "is frozen"),
        ("clusters_rundocument", "is frozen"),
        ("clusters_season", "is kept as it is|is frozen"),  # through what belongs to it
    ],
)
def test_what_is_kept_row_by_row_is_not_emptied_in_one_go(table, why):
    guard_against_emptying("ENABLE")

    def emptied():
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table} CASCADE")

    refused(emptied, why)


@pytest.fixture
def rested_on(season):
    """A row of each kind that a ranking rests on, and how another of its kind is made, in a season that is open."""
    member, other = MemberFactory(season=season), MemberFactory(season=season)
    line = CriterionFactory(sheet=SheetFactory(season=season))
    makers = {
        Figure: lambda member: FigureFactory(submission=SubmissionFactory(member=member)),
        Plan: lambda member: PlanFactory(member=member),
        Score: lambda member: ScoreFactory(member=member, criterion=line),
        NotAssigned: lambda member: NotAssignedFactory(member=member, criterion=line),
        Finding: lambda member: Finding.objects.create(
            member=member, gate="ky-luat", basis="Quyết định số 3.", recorded_at="2021-01-05T00:00Z"
        ),
    }
    made = {model: (make(member), make) for model, make in makers.items()}
    return made, other


CHANGED = {
    Figure: {"current": False},
    Plan: {"value": Decimal(7)},
    Score: {"version": 9},
    NotAssigned: {"reason": "x"},
    Finding: {"basis": "Quyết định khác."},
}


@pytest.mark.parametrize("model", CHANGED, ids=lambda model: model.__name__)
def test_what_a_published_ranking_rests_on_is_neither_added_to_nor_changed_nor_deleted(season, rested_on, model):
    made, other = rested_on
    row, make = made[model]
    Season.objects.filter(pk=season.pk).update(phase=Phase.PUBLISHED, published_at="2021-02-01T00:00Z")

    why = "the season is published"
    refused(lambda: make(other), why)
    refused(lambda: model.objects.filter(pk=row.pk).update(**CHANGED[model]), why)
    refused(erased(row), "is kept as it is" if model is Figure else why)


@pytest.mark.parametrize("model", CHANGED, ids=lambda model: model.__name__)
def test_the_same_changes_are_taken_while_the_season_is_open(rested_on, model):
    made, other = rested_on
    row, make = made[model]

    make(other)
    assert model.objects.filter(pk=row.pk).update(**CHANGED[model]) == 1


def test_a_published_season_stays_published(season):
    published = Season.objects.filter(pk=season.pk)
    published.update(phase=Phase.PUBLISHED, published_at="2021-02-01T00:00Z")

    refused(lambda: published.update(phase=Phase.APPRAISED, published_at=None), "is published and stays so")
    assert published.update(inputs_version=9) == 1


def test_an_own_year_has_no_season_that_could_close_it():
    year = UnitYear.objects.create(unit=UnitFactory(), year=2020)
    figure = FigureFactory(submission=SubmissionFactory(member=None, unit_year=year))

    assert revised(figure, value=Decimal(7)).revision == 2
