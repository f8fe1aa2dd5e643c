"""What the factories make is what the database accepts."""

import pytest
from django.db import DatabaseError

from clusters.choices import SheetState
from clusters.models import CriteriaSheet, Criterion, Indicator
from clusters.queries.standing import standing
from tests.factories import clusters as made

pytestmark = pytest.mark.django_db

FACTORIES = [
    made.MemberFactory,
    made.PostFactory,
    made.CriterionInputFactory,
    made.NotAssignedFactory,
    made.FigureFactory,
    made.PlanFactory,
    made.ScoreFactory,
    made.RunFactory,
    made.ConferenceFactory,
]


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_every_factory_makes_a_valid_row(factory):
    factory().full_clean()


def test_the_cast_stands_in_the_season_as_it_is_named(season, actor_of, clerk, secretariat, reviewer, outsider):
    assert not standing(actor_of(clerk), season).secretariat
    assert standing(actor_of(secretariat), season).secretariat
    assert standing(actor_of(reviewer), season).organises
    assert not standing(actor_of(outsider), season).known


def test_the_database_refuses_a_change_of_a_published_line():
    line = made.CriterionFactory()
    made.published(line.sheet)

    with pytest.raises(DatabaseError, match="published"):
        Criterion.objects.filter(pk=line.pk).update(max_points=1)


def test_the_database_refuses_a_new_line_in_a_published_sheet():
    sheet = made.published(made.SheetFactory())

    with pytest.raises(DatabaseError, match="published"):
        made.CriterionFactory(sheet=sheet)


def test_the_database_refuses_to_delete_a_published_input():
    given = made.CriterionInputFactory()
    made.published(given.criterion.sheet)

    with pytest.raises(DatabaseError, match="published"):
        given.delete()


def test_the_database_refuses_another_maximum_of_a_published_sheet():
    sheet = made.published(made.SheetFactory())

    with pytest.raises(DatabaseError, match="published"):
        CriteriaSheet.objects.filter(pk=sheet.pk).update(declared_max=1)


def test_a_published_sheet_may_be_frozen_and_never_thawed():
    sheet = made.frozen(made.published(made.SheetFactory()))

    with pytest.raises(DatabaseError, match="published"):
        CriteriaSheet.objects.filter(pk=sheet.pk).update(state=SheetState.PUBLISHED)


@pytest.mark.parametrize("factory", [made.FigureFactory, made.PlanFactory])
def test_the_database_refuses_another_meaning_of_an_indicator_with_figures(factory):
    indicator = factory().indicator

    with pytest.raises(DatabaseError, match="frozen"):
        Indicator.objects.filter(pk=indicator.pk).update(direction="lower")


def test_an_indicator_without_figures_may_change_its_meaning():
    indicator = made.IndicatorFactory()

    assert Indicator.objects.filter(pk=indicator.pk).update(direction="lower") == 1
