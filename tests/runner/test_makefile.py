"""`make` finds a Python that can do the work, whatever it is called, or says in a sentence what to install."""

import os
import shutil
import subprocess
import sys

import pytest

from runner.place import ROOT

WHAT_TO_INSTALL = (
    "Install Python 3.11 or newer with its venv module (Debian 12, Ubuntu 24.04 and newer: apt-get install python3 "
    "python3-venv, as root), or name one: PYTHON=/path/to/python3"
)
# Answers as this one, of another version, with or without the module that venv needs.
PYTHON = """#!/bin/sh
case "$1" in
-c) exec {python} -I -c 'import sys
sys.version_info = {version}
if not {venv}: sys.modules["ensurepip"] = None
exec(sys.argv[1])' "$2" ;;
*) echo "{name} $*" ;;
esac
"""


@pytest.fixture
def make(tmp_path, monkeypatch):
    """Return what `make messages` says on a machine whose Pythons are these: name, version and whether it has venv."""
    monkeypatch.delenv("PYTHON", raising=False)
    monkeypatch.delenv("MAKEFLAGS", raising=False)
    make = shutil.which("make")

    def said(*pythons, **told):
        for name, version, venv in pythons:
            path = tmp_path / name
            path.write_text(PYTHON.format(python=sys.executable, version=version, venv=venv, name=name))
            path.chmod(0o755)
        environment = os.environ | {"PATH": str(tmp_path)} | told
        command = [make, "--no-print-directory", "messages"]
        ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        return ran.stdout + ran.stderr

    return said


@pytest.mark.parametrize("name", ["python3.11", "python3.12", "python3.13", "python3"])
def test_a_python_that_is_new_enough_is_found_by_any_of_its_names(make, name):
    assert make((name, (3, 12, 1), True)) == f"{name} -m runner messages\n"


def test_the_python_that_the_suite_runs_on_goes_before_newer_ones(make):
    told = make(("python3.13", (3, 13, 0), True), ("python3.11", (3, 11, 2), True), ("python3", (3, 13, 0), True))

    assert told == "python3.11 -m runner messages\n"


def test_a_python_without_its_venv_module_is_passed_over(make):
    told = make(("python3.11", (3, 11, 2), False), ("python3", (3, 13, 0), True))

    assert told == "python3 -m runner messages\n"


def test_a_stand_in_that_starts_no_python_is_passed_over(make, tmp_path):
    (tmp_path / "python3.12").write_text("#!/bin/sh\necho 'python3.12: command not found' >&2; exit 127\n")
    (tmp_path / "python3.12").chmod(0o755)

    assert make(("python3", (3, 13, 0), True)) == "python3 -m runner messages\n"


@pytest.mark.parametrize(("version", "venv"), [((3, 10, 12), True), ((3, 11, 2), False)])
def test_where_none_will_do_one_that_starts_is_left_to_say_what_is_missing(make, version, venv):
    assert make(("python3", version, venv)) == "python3 -m runner messages\n"


def test_without_a_python_the_sentence_names_packages_that_every_release_has(make):
    told = make()

    assert WHAT_TO_INSTALL in told
    assert "python3.1" not in told


def test_a_named_python_goes_before_every_other(make, tmp_path):
    assert make(("python3.11", (3, 11, 2), True), ("mine", (3, 13, 0), True), PYTHON=str(tmp_path / "mine")) == (
        "mine -m runner messages\n"
    )
