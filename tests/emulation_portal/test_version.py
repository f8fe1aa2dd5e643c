"""The version of the code is told by the arithmetic itself."""

from emulation_portal.version import of_sources
from tests.architecture.sources import ROOT


def sources(folder):
    folder.mkdir()
    (folder / "columns").mkdir()
    (folder / "ranking.py").write_text("PLACES = 2\n")
    (folder / "columns/rules.py").write_text("")
    return folder


def test_equal_sources_are_one_version_wherever_they_lie(tmp_path):
    here, there = sources(tmp_path / "here"), sources(tmp_path / "there")
    (there / "__pycache__").mkdir()
    (there / "__pycache__" / "ranking.cpython-311.pyc").write_bytes(b"made by Python")

    assert of_sources(here) == of_sources(there)
    assert len(of_sources(here)) == 12


def test_a_changed_an_added_and_a_renamed_source_are_each_another_version(tmp_path):
    folder = sources(tmp_path / "scoring")
    seen = [of_sources(folder)]
    (folder / "columns/rules.py").write_text("ROUND = 'up'\n")
    seen.append(of_sources(folder))
    (folder / "gates.py").write_text("")
    seen.append(of_sources(folder))
    (folder / "gates.py").rename(folder / "bars.py")
    seen.append(of_sources(folder))

    assert len(set(seen)) == 4


def test_the_portal_records_the_version_of_its_scoring(settings):
    assert of_sources(ROOT / "scoring") == settings.CODE_VERSION
