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
from clusters.queries import standing
from tests.factories.accounts import AssignmentFactory, UserFactory
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
