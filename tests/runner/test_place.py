"""Where things lie: secrets that nobody else reads, servers that were named, ports that are free."""

import pytest

from runner.place import Place, named_servers
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


def test_a_secret_is_made_once_and_read_by_nobody_else(place):
    assert place.secret("signing") == place.secret("signing")
    assert (place.data / "signing.secret").stat().st_mode & 0o777 == 0o600


def test_one_named_server_without_the_other_is_refused(monkeypatch, no_servers):
    monkeypatch.setenv("DATABASE_URL", "postgres://db.example/portal")

    with pytest.raises(Trouble, match=r"^Set REDIS_URL too"):
        named_servers()
