"""`make test` gets from Debian what there is to get, and says in a sentence what it cannot install."""

import os
import sys

import pytest

from runner import debian, postgres
from runner.words import Trouble

# Knows some packages and installs each as one program; like the real one it installs nothing where one name is unknown.
APT = """#!{python} -I
import sys
from pathlib import Path

programs = {programs!r}
here = Path({folder!r})
with (here / "asked").open("a") as asked:
    print(*sys.argv[1:], file=asked)
if "update" in sys.argv:
    print("E: The repository of somebody else does not have a Release file.", file=sys.stderr)
    sys.exit({update})
names = [name for name in sys.argv[1:] if name in programs]
for name in names:
    if name not in {known!r}:
        print(f"E: Unable to locate package {{name}}", file=sys.stderr)
        sys.exit(100)
for name in names:
    target = here / programs[name]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.symlink_to({brought!r})
"""
PROGRAMS = {
    "postgresql": "postgresql/15/bin/postgres",
    "redis-server": "bin/redis-server",
    "chromium": "bin/chromium",
    "poppler-utils": "bin/pdftotext",
    "gettext": "bin/xgettext",
}
WITHOUT_BROWSER = tuple(name for name in PROGRAMS if name != "chromium")


class Machine:
    """A bare machine: an empty PATH, no PostgreSQL, and an apt-get if there is to be one."""

    def __init__(self, folder, monkeypatch):
        self.folder, self.bin, self.monkeypatch = folder, folder / "bin", monkeypatch
        self.bin.mkdir()
        monkeypatch.setenv("PATH", str(self.bin))
        monkeypatch.delenv("CHROMIUM", raising=False)
        monkeypatch.setattr(postgres, "DEBIAN", folder / "postgresql")

    def has_apt(self, *known, update=0, root=True, brought="/bin/true"):
        self.monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)
        told = {"python": sys.executable, "programs": PROGRAMS, "folder": str(self.folder), "brought": brought}
        self.program("apt-get", APT.format(**told, known=known, update=update))

    def program(self, name, text="#!/bin/sh\nexit 0\n"):
        path = self.bin / name
        path.write_text(text)
        path.chmod(0o755)
        return path

    @property
    def asked(self):
        return (self.folder / "asked").read_text().splitlines() if (self.folder / "asked").exists() else []


@pytest.fixture
def machine(tmp_path, monkeypatch):
    return Machine(tmp_path, monkeypatch)


def _refusal(packages=tuple(PROGRAMS)):
    with pytest.raises(Trouble) as trouble:
        debian.ensure(packages)
    return str(trouble.value)


def test_root_gets_all_that_is_needed_and_hears_no_complaint(machine, capsys):
    machine.has_apt(*PROGRAMS)

    debian.ensure()

    assert capsys.readouterr().out == f"Installing {', '.join(PROGRAMS)} with apt-get.\n"


def test_what_is_there_is_not_asked_for(machine):
    machine.has_apt()
    machine.program("redis-server")

    debian.ensure(("redis-server",))

    assert machine.asked == []


def test_one_name_that_the_system_does_not_know_keeps_no_other_package_out(machine, capsys):
    machine.has_apt(*WITHOUT_BROWSER)

    refusal = _refusal()

    debian.ensure(WITHOUT_BROWSER)
    assert refusal == (
        "The tests need chromium, and apt-get could not install it: the lines above say why. "
        "Any Chromium or Chrome will do, wherever it comes from: name its program, CHROMIUM=/path/to/it."
    )
    assert "E: Unable to locate package chromium" in capsys.readouterr().out


def test_a_package_that_holds_no_browser_is_said_to_bring_none(machine, capsys):
    machine.has_apt("chromium", brought="/bin/false")

    assert _refusal(("chromium",)) == (
        "The tests need chromium, and apt-get brought nothing that starts. "
        "Any Chromium or Chrome will do, wherever it comes from: name its program, CHROMIUM=/path/to/it."
    )
    assert capsys.readouterr().out == "Installing chromium with apt-get.\n"


def test_a_source_of_packages_that_fails_does_not_end_the_installation(machine, capsys):
    machine.has_apt(*PROGRAMS, update=100)

    debian.ensure()

    assert "Release file" not in capsys.readouterr().out


def test_a_source_of_packages_that_fails_is_named_where_a_package_is_missing_then(machine, capsys):
    machine.has_apt(update=100)

    assert _refusal(("redis-server", "gettext")) == (
        "The tests need redis-server and gettext, and apt-get could not install them: the lines above say why."
    )
    assert "`apt-get update` failed: E: The repository of somebody else" in capsys.readouterr().out


def test_an_ordinary_user_is_told_what_to_install(machine):
    machine.has_apt(*PROGRAMS, root=False)

    assert _refusal(("redis-server", "gettext")) == (
        "The tests need redis-server and gettext, not found here. "
        "Let root install them: `apt-get install redis-server gettext`."
    )
    assert machine.asked == []


def test_an_ordinary_user_is_told_that_any_browser_will_do(machine):
    machine.has_apt(*PROGRAMS, root=False)

    assert _refusal(("chromium",)) == (
        "The tests need chromium, not found here. Let root install it: `apt-get install chromium`. "
        "Any Chromium or Chrome will do, wherever it comes from: name its program, CHROMIUM=/path/to/it."
    )


def test_a_system_without_apt_is_told_the_names_of_debian(machine, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    assert _refusal(("poppler-utils",)) == (
        "The tests need poppler-utils, not found here, and there is no apt-get to install it. "
        "That is Debian's name: install what your system calls it."
    )


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"])
def test_a_browser_is_found_by_any_of_its_names(machine, name):
    path = machine.program(name)

    assert debian.browser() == str(path)


def test_a_browser_that_only_says_how_to_install_it_is_none(machine):
    machine.program("chromium-browser", "#!/bin/sh\necho 'install the chromium snap'; exit 1\n")
    assert debian.browser() is None

    chrome = machine.program("google-chrome")
    assert debian.browser() == str(chrome)


def test_the_named_browser_goes_before_every_other(machine, monkeypatch, tmp_path):
    machine.program("chromium")
    named = machine.program("anything")
    monkeypatch.setenv("CHROMIUM", str(named))

    assert debian.browser() == str(named)


def test_a_named_browser_that_does_not_start_is_refused_by_name(machine, monkeypatch):
    machine.has_apt(*PROGRAMS)
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")

    assert _refusal() == "CHROMIUM=/nowhere/chromium does not start: name the program of a Chromium or Chrome."
    assert machine.asked == []
