"""The count of changes of what a ranking rests on, kept by the database."""

from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from clusters.choices import SheetState
from clusters.models import CriteriaSheet, Finding, Member, NotAssigned, Plan, Score, Season
from tests.factories.clusters import (
    CriterionFactory,
    FigureFactory,
    MemberFactory,
    NotAssignedFactory,
    PlanFactory,
    ScoreFactory,
    SheetFactory,
    revised,
)

pytestmark = pytest.mark.django_db


def count(season):
    return Season.objects.values_list("inputs_version", flat=True).get(pk=season.pk)


@pytest.fixture
def member(season):
    return MemberFactory(season=season)


def _finding(member):
    return Finding.objects.create(member=member, gate="reprimand", recorded_at=timezone.now())


def _excuse(member, line):
    return NotAssignedFactory(member=member, criterion=line)


CHANGES = {
    "plan": (lambda member, line: PlanFactory(member=member), Plan, {"value": Decimal("7")}),
    "score": (lambda member, line: ScoreFactory(member=member, criterion=line), Score, {"version": 9}),
    "not assigned": (
        lambda member, line: NotAssignedFactory(member=member, criterion=line),
        NotAssigned,
        {"reason": "x"},
    ),
    "finding": (lambda member, line: _finding(member), Finding, {"illustrative": True}),
    "member": (lambda member, line: MemberFactory(season=member.season), Member, {"position": 40}),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_what_is_written_altered_or_deleted_is_counted_whoever_does_it(member, season, kind):
    make, model, values = CHANGES[kind]
    line = CriterionFactory(sheet=SheetFactory(season=season))
    seen = [count(season)]

    made = make(member, line)
    seen.append(count(season))
    model.objects.filter(pk=made.pk).update(**values)
    seen.append(count(season))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE id = %s", [made.pk])  # noqa: S608 -- our own names
    seen.append(count(season))

    assert seen == sorted(set(seen))


def test_a_figure_and_each_revision_of_it_is_counted(member, season):
    seen = [count(season)]

    figure = FigureFactory(submission__member=member)
    seen.append(count(season))
    revised(figure, value=Decimal(7))
    seen.append(count(season))

    assert seen == sorted(set(seen))


def test_a_statement_that_changes_many_rows_counts_each_season_once(member, season):
    others = [MemberFactory(season=season) for _unit in range(3)]
    elsewhere = MemberFactory()
    before = count(season), count(elsewhere.season)

    Member.objects.filter(pk__in=[one.pk for one in [member, *others]]).update(position=9)

    assert (count(season), count(elsewhere.season)) == (before[0] + 1, before[1])


def test_of_sheets_only_the_publishing_is_counted(season):
    sheet = SheetFactory(season=season)
    before = count(season)

    CriteriaSheet.objects.filter(pk=sheet.pk).update(title="Bảng tiêu chí mới")
    drafted = count(season)
    CriteriaSheet.objects.filter(pk=sheet.pk).update(state=SheetState.PUBLISHED, published_at="2020-01-01T00:00Z")
    published = count(season)
    CriteriaSheet.objects.filter(pk=sheet.pk).update(state=SheetState.FROZEN)

    assert (drafted, published, count(season)) == (before, before + 1, before + 1)


def test_a_season_saved_by_a_late_reader_does_not_turn_the_count_back(member, season):
    late = Season.objects.get(pk=season.pk)
    MemberFactory(season=season)
    stands = count(season)

    late.save()

    assert count(season) == stands > late.inputs_version
