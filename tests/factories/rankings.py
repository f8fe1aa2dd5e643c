"""Finished rankings as pages are given them, of any size, without computing one."""

from decimal import Decimal

from clusters.choices import CriterionKind, RunState
from clusters.models import Member, RankingRow
from organisations.models import Unit
from tests.factories.accounts import LONG_AGO
from tests.factories.clusters import CriterionFactory, RunFactory, SheetFactory, frozen

TIES = [{"by": "penalties"}]


def make_members(season, count):
    """So many more members of the season, each a unit of its own."""
    first = season.members.count() + 1
    units = Unit.objects.bulk_create(
        Unit(code=f"S{n}", name=f"Tỉnh Số {n}", sort_key=f"tinh so {n:04}", kind="province", valid_from=LONG_AGO)
        for n in range(first, first + count)
    )
    return Member.objects.bulk_create(
        Member(season=season, unit=unit, position=first + place, joined_on=LONG_AGO) for place, unit in enumerate(units)
    )


def ranked(season, *, groups=3, **told):
    """A finished run in which every member of the season has a row: pairs share their points, parted by a tie step."""
    sheet = SheetFactory(season=season, ties=TIES, classes=[{"key": "A", "label": "Xuất sắc", "at_least": "0"}])
    lines = [CriterionFactory(sheet=sheet, kind=CriterionKind.GROUP) for _group in range(groups)]
    run = RunFactory(season=season, sheet=frozen(sheet), progress_total=groups, **told)
    members = list(season.members.order_by("position"))
    RankingRow.objects.bulk_create(_row(run, lines, members, place) for place in range(len(members)))
    return run


def _row(run, lines, members, place):
    total = Decimal(10 * len(lines) - place // 2)
    after = str(members[place + 1].pk) if place + 1 < len(members) else None
    return RankingRow(
        run=run,
        member=members[place],
        place=place + 1,
        score=total,
        total=total,
        gap=Decimal(place % 2) if after else None,
        class_key="A",
        groups={str(line.pk): str(total / len(lines)) for line in lines},
        won=["0", "0", "-1", after] if after and place % 2 == 0 else None,
        lost=["0", "-1", "0", str(members[place - 1].pk)] if place % 2 else None,
    )


def open_run(season, **told):
    """A run that is not finished; the ranking before it is still shown."""
    return RunFactory(season=season, sheet=None, **({"state": RunState.QUEUED} | told))
