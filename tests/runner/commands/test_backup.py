"""What replaces data asks first."""

import pytest

from runner.commands import backup
from runner.words import Trouble


def test_restoring_over_data_needs_a_yes(monkeypatch):
    monkeypatch.delenv("YES", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)

    with pytest.raises(Trouble, match="Add YES=1 if you mean it"):
        backup.confirm("The database holds data.")
