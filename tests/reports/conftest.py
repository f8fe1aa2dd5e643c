"""A kind of paper that needs no figures, and a place for files that is the test's own."""

import pytest

from reports.choices import Format, SubjectKind
from reports.documents import KINDS
from reports.documents.kinds import Kind, Paper
from reports.documents.rules import may_see_whole_season
from tests.reports import samples


@pytest.fixture
def files(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def sample_kind(monkeypatch, files):
    """Register the sample paper for the test; tests may change what it builds."""
    kind = Kind(
        "Bản mẫu",
        SubjectKind.SEASON,
        lambda subject, now: Paper(samples.paper(), "7f3a9c2e11d0b4a5", illustrative=True),
        may_see_whole_season,
        (Format.PDF, Format.DOCX, Format.XLSX),
    )
    monkeypatch.setitem(KINDS, "sample", kind)
    return kind
