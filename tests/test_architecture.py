"""The house stands as it is drawn, and each check is seen to catch what it is for."""

import pytest

from tests.architecture import ceilings, graph, habits, sources
from tests.architecture.sources import Source

PYTHON = sources.python()
TEMPLATES = sources.templates()


def test_imports_point_inwards():
    assert [problem for source in PYTHON for problem in graph.problems(source)] == []


def test_nothing_stands_above_its_ceiling():
    assert [problem for source in [*PYTHON, *TEMPLATES] for problem in ceilings.problems(source)] == []


def test_absent_habits_stay_absent():
    assert [problem for source in PYTHON for problem in habits.problems(source)] == []


def test_templates_hold_nothing_that_the_content_policy_refuses():
    assert [problem for source in TEMPLATES for problem in habits.template_problems(source)] == []


def test_the_checks_see_the_whole_house():
    seen = {source.app for source in PYTHON}

    assert seen >= set(graph.APPS) - {"ballots"}
    assert len(TEMPLATES) > 5


def test_every_part_of_the_runner_has_its_tests():
    """But what only speaks or only sets, and what is a trial itself."""
    without = {"words", "gunicorn", "commands/smoke", "commands/bench"}
    parts = [source.path.removeprefix("runner/").removesuffix(".py") for source in PYTHON if source.app == "runner"]
    wanted = {part for part in parts if not part.endswith("__init__")} - without
    there = {source.path.removeprefix("tests/runner/") for source in PYTHON if source.path.startswith("tests/runner/")}

    assert {part for part in wanted if _tests_of(part) not in there} == set()
    assert len(wanted) > 10


def _tests_of(part):
    folder, slash, name = part.rpartition("/")
    return f"{folder}{slash}test_{name.strip('_')}.py"


def test_no_app_of_the_plan_comes_round_to_itself():
    for app, known in graph.APPS.items():
        assert all(app not in graph.APPS[other] for other in known)


@pytest.mark.parametrize(
    ("path", "text", "sentence"),
    [
        ("audit/trail.py", "from accounts.models import User", "audit must not know accounts"),
        ("clusters/queries/ranking.py", "import awards.models", "clusters must not know awards"),
        ("clusters/tasks.py", "def task():\n    from reports import tasks", "clusters must not know reports"),
        ("accounts/forms/people.py", "from emulation_portal import work", "must not know emulation_portal"),
        ("scoring/sheet.py", "from django.db import models", "scoring is pure"),
        ("scoring/sheet.py", "from clusters.models import Season", "scoring is pure"),
        ("clusters/views/ranking.py", "from tests.factories import clusters", "stands around the house"),
        ("newroom/models.py", "", "knows no app newroom"),
        ("clusters/models/season.py", "from clusters.queries import standing", "models must not know queries"),
        ("clusters/models/season.py", "from ..actions import seasons", "models must not know actions"),
        ("clusters/queries/ranking.py", "from clusters import policies", "queries must not know policies"),
        ("clusters/actions/seasons.py", "from clusters.forms import SeasonForm", "actions must not know forms"),
        ("clusters/tasks.py", "from clusters.actions import ranking", "tasks must not know actions"),
        ("clusters/forms/season.py", "from clusters.actions import seasons", "forms must not know actions"),
        ("clusters/urls.py", "from clusters.models import Season", "urls must not know models"),
        ("clusters/charts.py", "from clusters.actions import ranking", "beside must not know actions"),
        ("awards/views.py", "from clusters.views import ranking", "the views of clusters are its own"),
    ],
)
def test_an_import_against_the_plan_is_caught(path, text, sentence):
    assert [problem for problem in graph.problems(Source(path, text)) if sentence in problem]


def test_a_task_may_open_the_door_when_it_rings():
    source = Source("clusters/tasks.py", "def task(pk):\n    from clusters.actions import ranking\n")

    assert list(graph.problems(source)) == []


@pytest.mark.parametrize(
    ("path", "text", "sentence"),
    [
        ("clusters/charts.py", "x = 1\n" * 301, "its ceiling is 300"),
        ("clusters/models/season.py", "x = 1\n" * 201, "its ceiling is 200"),
        ("clusters/actions/seasons.py", "x = 1\n" * 251, "its ceiling is 250"),
        ("clusters/errors.py", "x = 1\n" * 61, "its ceiling is 60"),
        ("templates/clusters/season.html", "<p>\n" * 151, "its ceiling is 150"),
        ("templates/clusters/_row.html", "<p>\n" * 61, "its ceiling is 60"),
        ("clusters/charts.py", "def long():\n" + "    x = 1\n" * 40, "long() has 41 lines"),
        ("clusters/charts.py", "def wide(a, b, c, d, *, e, f, by): ...", "takes 6 parameters"),
        (
            "clusters/charts.py",
            "def deep():\n for a in b:\n  if a:\n   with a:\n    try:\n     pass\n    finally:\n     pass\n",
            "is nested 4 deep",
        ),
    ],
)
def test_what_stands_above_its_ceiling_is_caught(path, text, sentence):
    assert [problem for problem in ceilings.problems(Source(path, text)) if sentence in problem]


def test_a_row_of_elif_is_not_nesting():
    row = "def row(a):\n if a == 1:\n  pass\n" + "".join(f" elif a == {n}:\n  pass\n" for n in range(2, 8))

    assert list(ceilings.problems(Source("clusters/charts.py", row))) == []


@pytest.mark.parametrize(
    ("path", "text", "sentence"),
    [
        ("clusters/utils.py", "", "a name that says nothing"),
        ("clusters/apps.py", "from django.db.models.signals import post_save", "no signals"),
        ("clusters/apps.py", "from django.dispatch import Signal", "no signals"),
        ("clusters/views.py", "from django.views.generic import ListView", "views are functions"),
        ("clusters/models/season.py", "class Season:\n    def save(self): ...", "overrides save()"),
        ("clusters/forms/season.py", "class SeasonForm:\n    def save(self): ...", "overrides save()"),
        ("clusters/views.py", "def view(request):\n    season.save()", "only actions do"),
        ("clusters/queries/season.py", "Season.objects.create()", "only actions do"),
        ("clusters/tasks.py", "Run.objects.filter(pk=1).update(state=2)", "only actions do"),
        ("clusters/actions/seasons.py", "def open(season, request): ...", "sees a request"),
        ("clusters/actions/seasons.py", "def open(season, by): ...", "the actor is a keyword"),
        ("scoring/sheet.py", "x = float(1)", "Decimal alone"),
        ("scoring/sheet.py", "import datetime\nx = datetime.date.today()", "no clock"),
        ("awards/actions/decisions.py", "x = timezone.now().date()", "uses .date(): a day is"),
        ("clusters/queries/tasks.py", "x = due.astimezone(dt.UTC).date()", "uses .date(): a day is"),
        ("clusters/queries/tasks.py", "x = dt.date.today()", "a day is timezone.localdate"),
        ("accounts/middleware.py", "x = datetime.now()", "a day is timezone.localdate"),
        ("accounts/middleware.py", "x = datetime.utcnow()", "a day is timezone.localdate"),
        ("accounts/middleware.py", "x = date.fromtimestamp(time())", "a day is timezone.localdate"),
        ("clusters/forms/statements.py", "x = timezone.now().year", "uses now().year: a day is"),
        ("clusters/queries/seasons.py", "x = 'SELECT due_at::date FROM t'", "uses _at::date: a day is"),
        ("clusters/queries/seasons.py", "x = 'SELECT CURRENT_DATE'", "uses CURRENT_DATE: a day is"),
        ("tests/test_x.py", "with patch('clusters.views.Result'): ...", "only the world outside"),
        ("clusters/views.py", "import a  # no" + "qa", "silences a check"),
        ("clusters/views.py", "import a  # no" + "qa: F401", "silences a check"),
        ("clusters/views.py", "x = 1  # TO" + "DO later", "for later"),
    ],
)
def test_an_absent_habit_is_caught(path, text, sentence):
    assert [problem for problem in habits.problems(Source(path, text)) if sentence in problem]


def test_a_day_of_viet_nam_passes():
    text = "x = timezone.localdate(due), timezone.now(), shown.date(day), connection.now"

    assert list(habits.problems(Source("clusters/queries/tasks.py", text))) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<p style='color: red'>", "an inline style"),
        ("<style>p {}</style>", "a style of its own"),
        ("<a onclick='go()'>", "an inline handler"),
        ("<script>go()</script>", "an inline script"),
        ("<script src='https://cdn.example/x.js'></script>", "an address outside"),
    ],
)
def test_what_the_content_policy_refuses_is_caught(text, sentence):
    source = Source("templates/page.html", text)

    assert [problem for problem in habits.template_problems(source) if sentence in problem]


def test_a_plain_page_passes():
    source = Source("templates/page.html", '<script src="/static/x.js" defer></script><p class="a" data-on="x">')

    assert list(habits.template_problems(source)) == []
