"""What replaces data asks first."""

from contextlib import nullcontext

import pytest

from runner import archive, venv
from runner.commands import backup
from runner.words import Trouble


def test_restoring_over_data_needs_a_yes(monkeypatch):
    monkeypatch.delenv("YES", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)

    with pytest.raises(Trouble, match="Add YES=1 if you mean it"):
        backup.confirm("The database holds data.")


@pytest.fixture
def own_servers(tmp_path, monkeypatch):
    """Servers of one's own, beside a virtual environment that nobody may touch: the portal runs from it."""
    monkeypatch.setenv("DATABASE_URL", "postgres://db.example/portal")
    monkeypatch.setenv("REDIS_URL", "redis://db.example/0")
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    touched = []
    monkeypatch.setattr(venv, "ensure", lambda *locks: touched.append(locks))
    return touched


def test_a_backup_of_ones_own_servers_leaves_the_virtual_environment_alone(own_servers, tmp_path, monkeypatch, capsys):
    kept = tmp_path / "portal.tar"
    kept.write_text("data")
    monkeypatch.setattr(archive, "write", lambda place, servers, name: kept)

    backup.backup([])

    assert own_servers == []
    assert capsys.readouterr().out.startswith(f"Written: {kept} (0.0 MB).")


def test_a_restore_into_ones_own_servers_leaves_the_virtual_environment_alone(own_servers, tmp_path, monkeypatch):
    monkeypatch.setenv("FILE", str(tmp_path / "missing.tar"))

    with pytest.raises(Trouble, match="There is no backup"):
        backup.restore([])

    assert own_servers == []


def test_nothing_is_restored_while_others_are_connected_to_ones_own_database(own_servers, monkeypatch):
    written = []
    monkeypatch.setenv("FILE", "portal.tar")
    monkeypatch.setattr(archive, "opened", lambda file: nullcontext("folder"))
    monkeypatch.setattr(backup, "servers_of", lambda place, named: nullcontext(({}, None)))
    monkeypatch.setattr(archive, "answer", lambda servers, query: "3" if "pg_stat_activity" in query else "1")
    monkeypatch.setattr(archive, "write", lambda *told: written.append(told))
    monkeypatch.setattr(archive, "load", lambda *told: written.append(told))

    with pytest.raises(Trouble, match=r"^3 other connections are open to this database"):
        backup.restore([])

    assert written == []
