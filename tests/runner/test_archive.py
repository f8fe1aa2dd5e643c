"""A backup is whole or refused, and goes in and out of the database without a word of its password."""

import hashlib
import json
import tarfile

import pytest

from runner import archive, postgres
from runner.place import Place
from runner.private import private_servers
from runner.words import Trouble

NAMED = {"DATABASE_URL": "postgres://portal:a%40b@db.example:5433/portal?sslmode=require"}
# Says what it was told, and by which password.
TELLS = """#!/bin/sh
echo "$PGPASSWORD $*"
"""
needs_debian = pytest.mark.skipif(postgres.debian_programs() is None, reason="no PostgreSQL of Debian's here")


def _backup(folder, *, stored=b"the dump", promised=b"the dump"):
    dump, manifest = folder / archive.DUMP, folder / archive.MANIFEST
    dump.write_bytes(stored)
    manifest.write_text(json.dumps({archive.DUMP: hashlib.sha256(promised).hexdigest()}))
    path = folder / "portal.tar"
    with tarfile.open(path, "w") as tar:
        tar.add(manifest, archive.MANIFEST)
        tar.add(dump, archive.DUMP)
    return path


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


@pytest.fixture
def client(tmp_path, monkeypatch):
    """A machine with PostgreSQL's client alone, as beside a server of one's own elsewhere."""
    monkeypatch.setattr(postgres, "DEBIAN", tmp_path)
    folder = tmp_path / "17" / "bin"
    folder.mkdir(parents=True)
    for name in ("pg_dump", "psql"):
        (folder / name).write_text(TELLS)
        (folder / name).chmod(0o755)
    return folder


def test_the_client_alone_is_enough_for_a_backup_of_ones_own_server(client):
    assert archive.programs(NAMED) == client


def test_without_the_client_the_package_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(postgres, "DEBIAN", tmp_path)

    with pytest.raises(Trouble, match=r"^pg_dump is missing: install the postgresql-client of your server's version"):
        archive.programs(NAMED)


def test_the_password_is_on_no_command_line(client):
    told = archive.answer(NAMED, "SELECT 1")

    assert told == "a@b -XtAc SELECT 1 postgres://portal@db.example:5433/portal?sslmode=require\n"


@needs_debian
def test_a_backup_brings_back_the_database_and_the_files_as_they_were(tmp_path):
    place = Place(tmp_path)
    place.make()
    (place.files / "figures").mkdir()
    (place.files / "figures" / "notes.txt").write_text("as it was")
    with private_servers(postgres.CARELESS) as servers:
        assert not archive.has_data(servers)
        archive.answer(servers, "CREATE TABLE unit AS SELECT 'Hà Nam' AS name")
        kept = archive.write(place, servers, "portal")
        archive.answer(servers, "UPDATE unit SET name = 'Nam Định'; CREATE TABLE later ()")
        (place.files / "later.txt").write_text("since")
        (place.files / "figures" / "notes.txt").unlink()

        with archive.opened(kept) as folder:
            archive.load(place, servers, folder)

        assert archive.answer(servers, "SELECT name FROM unit") == "Hà Nam\n"
        assert archive.answer(servers, "SELECT to_regclass('later') IS NULL") == "t\n"
        assert archive.answer(servers, "SELECT reltuples FROM pg_class WHERE relname = 'unit'") == "1\n"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert [str(path.relative_to(place.files)) for path in place.files.rglob("*.txt")] == ["figures/notes.txt"]
    assert (place.files / "figures" / "notes.txt").read_text() == "as it was"


@needs_debian
def test_a_backup_that_the_database_refuses_changes_nothing(tmp_path, monkeypatch):
    place = Place(tmp_path)
    place.make()
    with private_servers(postgres.CARELESS) as servers:
        archive.answer(servers, "CREATE TABLE unit AS SELECT 'Hà Nam' AS name")
        kept = archive.write(place, servers, "portal")
        monkeypatch.setattr(archive, "EMPTY", f"{archive.EMPTY}CREATE TABLE unit (name text);\n")

        with pytest.raises(Trouble, match=r"^psql failed, and nothing was changed: "), archive.opened(kept) as folder:
            archive.load(place, servers, folder)

        assert archive.answer(servers, "SELECT name FROM unit") == "Hà Nam\n"
