"""The year ends in Việt Nam, wherever the machine believes itself to be."""

import datetime as dt
import os
import subprocess
import sys
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from accounts.queries import acting
from accounts.roles import Role
from audit.models import Entry
from clusters.choices import Phase
from clusters.models import PhaseDeadline
from clusters.queries import readiness, seasons, standing, tasks
from tests.factories.accounts import PASSWORD, AssignmentFactory, UserFactory
from tests.plugins.worker import ROOT

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
LAST = dt.datetime(2020, 12, 31, 23, 59, 59, 999000, tzinfo=HANOI)
FIRST = LAST + dt.timedelta(milliseconds=1)


def test_the_last_millisecond_of_the_year_belongs_to_the_old_one():
    assert LAST.astimezone(dt.UTC).hour == 16
    with time_machine.travel(LAST, tick=False):
        assert timezone.localdate() == dt.date(2020, 12, 31)
    with time_machine.travel(FIRST, tick=False):
        assert timezone.localdate() == dt.date(2021, 1, 1)


def test_an_assignment_until_the_year_ends_holds_to_its_last_millisecond(member_unit):
    user = UserFactory(username="until")
    AssignmentFactory(user=user, role=Role.CLERK, unit=member_unit, valid_to=dt.date(2021, 1, 1))

    with time_machine.travel(LAST, tick=False):
        assert acting.actor_of(user, timezone.localdate()) is not None
    with time_machine.travel(FIRST, tick=False):
        assert acting.actor_of(user, timezone.localdate()) is None


def test_a_post_that_changes_hands_at_new_year_does_so_at_midnight_in_hanoi(season, secretariat, actor_of):
    season.cast.head.posts.update(valid_from=dt.date(2020, 1, 1), valid_to=dt.date(2021, 1, 1))
    with time_machine.travel(LAST, tick=False):
        assert standing.standing(actor_of(secretariat), season).secretariat
    with time_machine.travel(FIRST, tick=False):
        assert not standing.standing(actor_of(secretariat), season).secretariat


def test_who_comes_at_new_year_is_let_in_from_its_first_minute_in_hanoi(member_unit, client_of):
    user = UserFactory(username="newcomer")
    AssignmentFactory(user=user, role=Role.CLERK, unit=member_unit, valid_from=dt.date(2021, 1, 1))

    for now, answer in ((LAST, 403), (FIRST, 200)):
        with time_machine.travel(now, tick=False):
            assert client_of(user).get("/").status_code == answer


def test_signing_in_at_new_year_is_recorded_under_the_assignment_of_the_new_year(client, member_unit):
    user = UserFactory(username="newcomer")
    AssignmentFactory(user=user, role=Role.CLERK, unit=member_unit, valid_from=dt.date(2021, 1, 1))

    for now in (LAST, FIRST):
        with time_machine.travel(now, tick=False):
            client.post("/accounts/sign-in/", {"username": "newcomer", "password": PASSWORD})
            client.post("/accounts/sign-out/")
    signed_in = Entry.objects.filter(action="accounts.signed_in").order_by("pk")
    assert list(signed_in.values_list("actor_unit", flat=True)) == ["", f"tỉnh {member_unit}"]


def test_a_deadline_is_late_by_the_days_of_hanoi(season):
    deadline = PhaseDeadline.objects.create(season=season, phase=season.phase, due_at=LAST)
    assert _late(season, FIRST) == ["Quá hạn 1 ngày."]

    PhaseDeadline.objects.filter(pk=deadline.pk).update(due_at=LAST - dt.timedelta(hours=23, minutes=59))
    assert _late(season, LAST) == ["Đã quá hạn trong hôm nay."]


def _late(season, now):
    return [step.note for step in seasons.timeline(season, now) if step.state == "late"]


def test_a_task_is_due_on_the_day_that_its_deadline_has_in_hanoi(season, clerk, actor_of):
    deadline = PhaseDeadline.objects.create(season=season, phase=Phase.REPORTING, due_at=LAST)
    for due_at in (LAST, FIRST):
        PhaseDeadline.objects.filter(pk=deadline.pk).update(due_at=due_at)
        told = {task.due for task in tasks.tasks(actor_of(clerk))}
        assert told == {timezone.localdate(due_at)}


def test_a_season_of_the_year_that_ends_needs_its_head_until_midnight_in_hanoi(season):
    season.phase = Phase.DRAFT
    season.cast.head.posts.update(valid_from=dt.date(2020, 1, 1), valid_to=dt.date(2020, 12, 31))
    for now, blocking in ((LAST, [True]), (FIRST, [])):
        with time_machine.travel(now, tick=False):
            gaps = readiness.gaps(season, Phase.REPORTING)
            assert [gap.blocking for gap in gaps if gap.page == "members"] == blocking


BY_THE_CLOCK_ALONE = test_the_last_millisecond_of_the_year_belongs_to_the_old_one


@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
@pytest.mark.skipif("PORTAL_CLOCK" in os.environ, reason="already inside such a run")
def test_the_suite_does_not_care_where_the_machine_stands(zone):
    chosen = ["tests/scoring/test_worked_examples.py", f"{__file__}::{BY_THE_CLOCK_ALONE.__name__}"]
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rA", *chosen]
    environment = {**os.environ, "TZ": zone, "PORTAL_CLOCK": zone}

    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stdout[-3000:]
    assert ran.stdout.count("PASSED") > 10
