"""P5: what a page takes over its floor, and a season from the button to the shown ranking."""

import re
import statistics
import time
from decimal import Decimal

from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Assignment, User
from accounts.roles import Role
from bench.country import session
from clusters.actions import figures
from clusters.choices import OPEN, Phase
from clusters.models import Figure, RankingRun, Season, Submission
from organisations.choices import UnitKind
from organisations.models import Unit

EMPTY = "/bench/0/0/"
ROWS, CELLS = 400, 10
WAITING = "SELECT count(*) FROM clusters_rankingrun WHERE state = ANY(%s)"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def _browser():
    """Sign in the one who sees most: the central administrator."""
    board = Unit.objects.filter(kind=UnitKind.CENTRAL_BOARD).first() or Unit.objects.create(
        code="BENCH", name="Ban Thi đua - Khen thưởng Trung ương", kind=UnitKind.CENTRAL_BOARD, valid_from="2000-01-01"
    )
    return _signed_in("bench", board, (Role.ADMINISTRATOR, Role.REVIEWER))


def _signed_in(username, unit, roles):
    user, new = User.objects.get_or_create(username=username, defaults={"full_name": "Người đo"})
    if new:
        for role in roles:
            Assignment.objects.create(user=user, role=role, unit=unit, valid_from="2000-01-01")
    browser = Client()
    browser.force_login(user, backend=BACKEND)
    return browser


def _timed(work, *arguments):
    begun = time.perf_counter()
    result = work(*arguments)
    return time.perf_counter() - begun, result


def _get(browser, url):
    seconds, answer = _timed(browser.get, url)
    if answer.status_code != 200:
        raise AssertionError(f"{url} answered {answer.status_code}")
    return seconds, answer.content.decode()


def _bare(statements):
    """Run the page's own statements with nothing of Django around them."""
    with connection.connection.cursor() as cursor:
        begun = time.perf_counter()
        for statement in statements:
            cursor.execute(statement)
            if cursor.description:
                cursor.fetchall()
        return time.perf_counter() - begun


def _constants(browser, hits):
    """Return what a row and a cell cost on a plain page, in this run."""
    empty, rows, cells = (
        statistics.median(_get(browser, f"/bench/{size}/")[0] for _hit in range(hits))
        for size in ("0/0", f"{ROWS}/1", f"{ROWS}/{CELLS}")
    )
    cell = max(0.0, (cells - rows) / (ROWS * (CELLS - 1)))
    return max(0.0, (rows - empty) / ROWS - cell), cell


def measured(hits):
    """Return, for each page, p50 and p95 of its time over its floor, its queries, rows and cells."""
    browser, season = _browser(), Season.objects.get(year=2025)
    if not RankingRun.objects.done().filter(season=season).exists():
        session.rank()
    member = season.members.order_by("position").first()
    pages = {
        "ranking": reverse("clusters:ranking", args=[season.pk]),
        "grid of figures": reverse("clusters:figures", args=[Submission.objects.get(member=member).pk]),
        "figures of the season": reverse("clusters:figures_overview", args=[season.pk]),
        "points of a member": reverse("clusters:scores", args=[member.pk]),
        "points of the season": reverse("clusters:scores_overview", args=[season.pk]),
        "season": reverse("clusters:season", args=[season.pk]),
        "first page": reverse("home"),
    }
    row, cell = _constants(browser, hits)
    found = {name: _page(browser, url, hits, row, cell) for name, url in pages.items()}
    phase = season.phase
    Season.objects.filter(pk=season.pk).update(phase=Phase.REPORTING)
    clerk = _signed_in("bench-clerk", member.unit, (Role.CLERK,))
    found["grid that is typed in"] = _page(clerk, pages["grid of figures"], hits, row, cell)
    Season.objects.filter(pk=season.pk).update(phase=phase)
    return found


def _page(browser, url, hits, row, cell):
    """Measure a page as it is read again, and as it is read first: with nothing drawn before (`cold`)."""
    _get(browser, url)
    found = _ratios(browser, url, hits, row, cell)
    found["cold"] = _ratios(browser, url, max(hits // 4, 5), row, cell, before=caches["frozen"].clear)["p50"]
    return found


def _ratios(browser, url, hits, row, cell, *, before=lambda: None):
    before()
    with CaptureQueriesContext(connection) as met:
        _seconds, text = _get(browser, url)
    with CaptureQueriesContext(connection) as frame:
        _get(browser, EMPTY)
    # The frame's own questions are in E already.
    common = {query["sql"] for query in frame.captured_queries}
    statements = [query["sql"] for query in met.captured_queries if query["sql"] not in common]
    queries = len(statements) + len(common)
    rows, cells = len(re.findall(r"<tr\b", text)), len(re.findall(r"<t[dh]\b", text))
    taken = {"page": [], "empty": [], "sql": []}
    for _hit in range(hits):
        before()
        taken["page"].append(_get(browser, url)[0])
        taken["empty"].append(_get(browser, EMPTY)[0])
        taken["sql"].append(_bare(statements))
    floor = statistics.median(taken["empty"]) + statistics.median(taken["sql"]) + row * rows + cell * cells
    found = {"queries": queries, "rows": rows, "cells": cells, "p50": statistics.median(taken["page"]) / floor}
    found["p95"] = _late(taken["page"]) / floor
    return found


def _late(seconds):
    """The time that nineteen of twenty do not exceed."""
    return sorted(seconds)[int(0.95 * len(seconds)) - 1]


def from_the_button(rounds):
    """Return, a pair a round, the seconds from the button to the shown ranking and those of its floor."""
    browser, season = _browser(), Season.objects.get(year=2025)
    button, ranking = (reverse(f"clusters:{name}", args=[season.pk]) for name in ("request_run", "ranking"))
    taken = []
    for _round in range(rounds + 1):
        _edit(season)
        ours, _nothing = _timed(_pressed, browser, button, ranking)
        empty, _text = _get(browser, EMPTY)
        taken.append((ours, empty + session.work_by_hand()))
    return taken[1:]


def _edit(season):
    """Change one figure: nobody computes again what nobody changed."""
    edited = Figure.objects.filter(submission__member__season=season, current=True, value__gt=0).order_by("?").first()
    told = {name: getattr(edited, name) for name in figures.COMPARED} | {"value": edited.value + Decimal("0.01")}
    entry = figures.Entry(**told, reason="Sửa để đo")
    figures.save_figure(edited.submission, edited.indicator, entry, by=Actor.system("Phép đo"))


def _pressed(browser, button, ranking):
    browser.post(button)
    with connection.connection.cursor() as cursor:
        open_still = 1
        while open_still:
            time.sleep(0.002)
            cursor.execute(WAITING, [list(OPEN)])
            (open_still,) = cursor.fetchone()
    return _get(browser, ranking)
