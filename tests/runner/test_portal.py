"""What is prepared before the portal starts, and for which database."""

import pytest

from runner.place import Place
from runner.portal import STEPS, Portal, digest

EMBEDDED = {"DATABASE_URL": "postgres://portal@127.0.0.1:1/portal", "REDIS_URL": "", "PORTAL_EMBEDDED": "true"}
ONE, OTHER = ({"DATABASE_URL": f"postgres://db.example/{name}", "REDIS_URL": ""} for name in ("one", "other"))


@pytest.fixture
def prepared(tmp_path, monkeypatch):
    """Prepare a portal on the named servers, and return the steps that it took."""
    monkeypatch.delenv("PORTAL_EMBEDDED", raising=False)
    place = Place(tmp_path)
    place.make()
    taken = []
    monkeypatch.setattr(Portal, "manage", lambda portal, _, *steps: taken.append(list(steps)))

    def prepare(servers):
        taken.clear()
        Portal(place, servers, port=1).prepare(demo=servers is EMBEDDED)
        return taken[0] if taken else []

    return prepare


def test_a_second_start_on_the_embedded_servers_prepares_nothing(prepared):
    assert prepared(EMBEDDED) == ["migrate", "catalogues", "static", "demo"]
    assert prepared(EMBEDDED) == []


def test_what_was_prepared_for_one_database_is_prepared_for_another_too(prepared):
    prepared(EMBEDDED)

    assert prepared(ONE) == ["migrate", "catalogues", "static"]
    assert prepared(OTHER) == ["migrate", "catalogues", "static"]


def test_the_embedded_database_is_prepared_though_a_named_one_was(prepared):
    prepared(ONE)

    assert prepared(EMBEDDED) == ["migrate", "catalogues", "static", "demo"]


def test_a_named_database_may_have_been_made_anew_since_the_last_start(prepared):
    prepared(ONE)

    assert prepared(ONE) == ["migrate"]


def test_a_new_migration_of_a_package_is_applied(tmp_path, monkeypatch):
    monkeypatch.setattr("runner.portal.ROOT", tmp_path)
    folder = tmp_path / ".venv/lib/python3.11/site-packages/axes/migrations"
    folder.mkdir(parents=True)
    before = digest(STEPS["migrate"])
    (folder / "0009_new.py").write_text("")

    assert digest(STEPS["migrate"]) != before


@pytest.mark.parametrize(
    ("servers", "told", "plain"),
    [(EMBEDDED, "", True), (ONE, "", False), (ONE, "true", True), (ONE, "1", True), (ONE, "false", False)],
)
def test_a_portal_on_named_servers_waits_for_https_unless_it_is_told(tmp_path, monkeypatch, servers, told, plain):
    monkeypatch.delenv("PORTAL_EMBEDDED", raising=False)
    monkeypatch.setenv("PLAIN_HTTP", told)
    place = Place(tmp_path)
    place.make()

    assert Portal(place, servers, port=1).plain is plain
