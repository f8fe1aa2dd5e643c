"""`python -m runner` says a trouble in one sentence, whatever Python it was started with."""

import os
import subprocess
import sys

import pytest

from runner import __main__ as runner
from runner import commands
from runner.place import ROOT
from runner.words import Trouble
from tests.runner.test_makefile import WHAT_TO_INSTALL


def test_an_old_python_is_named_with_what_to_install(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 10, 12))

    assert runner.main(["run"]) == 2
    assert capsys.readouterr().err == f"This is Python 3.10, and the portal needs a newer one. {WHAT_TO_INSTALL}.\n"


def test_an_unknown_command_is_answered_with_those_that_there_are(capsys):
    assert runner.main(["start"]) == 2
    assert capsys.readouterr().err == f"Say one of: {', '.join(commands.COMMANDS)}.\n"


def _fails(trouble):
    def command(arguments):
        raise trouble

    return command


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (Trouble("The network is closed."), "The network is closed.\n"),
        (
            PermissionError(13, "Permission denied", "/srv/portal"),
            "/srv/portal belongs to another user. Work as that user, or take the checkout over with chown -R.\n",
        ),
    ],
)
def test_a_known_trouble_is_one_sentence(monkeypatch, capsys, trouble, sentence):
    monkeypatch.setitem(commands.COMMANDS, "run", _fails(trouble))

    assert runner.main(["run"]) == 1
    assert capsys.readouterr().err == sentence


def test_the_runner_needs_nothing_that_python_does_not_bring():
    without_packages = [sys.executable, "-I", "-S", "-c"]
    program = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import runner.commands; print('started')"

    ran = subprocess.run([*without_packages, program], env=dict(os.environ), capture_output=True, text=True, check=True)

    assert ran.stdout == "started\n"
