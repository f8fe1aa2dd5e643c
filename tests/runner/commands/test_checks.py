"""`make test` and `make lint` ask for what they need, and no fault hides another."""

import subprocess
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from runner import debian, venv
from runner.commands import checks
from runner.words import Trouble
from tests.architecture.sources import ROOT
from tests.plugins.side_by_side import TOGETHER

SERVERS = {"DATABASE_URL": "postgres://db.example/portal", "REDIS_URL": "redis://db.example/0"}


@pytest.fixture
def asked(monkeypatch):
    """What was asked for: packages, lock files, programs that were run, and the servers that these saw."""
    asked = SimpleNamespace(packages=[], locks=[], programs=[], servers=[], fails=())
    for name in (*SERVERS, "T"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(debian, "ensure", asked.packages.extend)
    monkeypatch.setattr(venv, "ensure", lambda *locks: asked.locks.extend(locks))

    def ran(command, *, env, **options):
        words = [str(word) for word in command]
        asked.programs.append([words[0].rpartition("/")[2], *words[1:]])
        asked.servers.append({name: env.get(name) for name in SERVERS})
        failed = any(word in asked.fails for word in asked.programs[-1])
        return subprocess.CompletedProcess(command, 1 if failed else 0, stdout="what is wrong\n", stderr="")

    monkeypatch.setattr(checks.subprocess, "run", ran)
    return asked


def test_the_suite_runs_on_servers_of_its_own_with_all_that_debian_brings(asked, monkeypatch):
    @contextmanager
    def private(settings):
        yield SERVERS

    monkeypatch.setattr(checks, "private_servers", private)

    assert checks.test([]) == 0

    assert asked.packages == list(debian.NEEDED)
    assert asked.locks == [venv.RUN, venv.EMBEDDED, venv.DEVELOPMENT]
    assert asked.servers == [SERVERS]


def test_with_named_servers_the_suite_asks_debian_for_no_server(asked, monkeypatch):
    for name, url in SERVERS.items():
        monkeypatch.setenv(name, url)
    monkeypatch.setenv("T", 'tests/scoring -k "rank or place"')

    checks.test([])

    assert asked.packages == ["chromium", "poppler-utils", "gettext"]
    assert asked.servers == [SERVERS]
    assert asked.programs[0][-3:] == ["tests/scoring", "-k", "rank or place"]


@pytest.mark.parametrize("begun", TOGETHER)
def test_what_stays_together_side_by_side_is_there(begun):
    assert (ROOT / begun.removesuffix("::")).exists()


def test_every_linter_is_asked_though_the_first_complains(asked, capsys):
    asked.fails = ("ruff", "djlint")

    with pytest.raises(Trouble) as trouble:
        checks.lint([])

    assert str(trouble.value) == "Not clean: code, format, templates."
    assert [program for program, *_ in asked.programs] == [program for _, program, *_ in checks.LINTERS]
    assert capsys.readouterr().out.count("what is wrong") == 3
