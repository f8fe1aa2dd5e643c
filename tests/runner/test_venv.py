"""The virtual environment is built once, renewed where a lock or Python itself changed, and says what it lacks."""

import sys
from types import SimpleNamespace

import pytest

from runner import venv
from runner.words import Trouble

OURS = f"python{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with one lock file, in which a venv is its program alone; it tells which steps were taken."""
    folder, called = tmp_path / ".venv", []
    monkeypatch.setattr(venv, "ROOT", tmp_path)
    monkeypatch.setattr(venv, "VENV", folder)
    monkeypatch.setattr(venv, "PYTHON", folder / "bin" / "python")

    def call(command, complaint):
        words = [str(word) for word in command]
        called.append("venv" if "venv" in words else "pip" if "pip" in words[2:3] else "uv")
        if called[-1] == "venv":
            (folder / "bin").mkdir(parents=True)
            (folder / "lib" / OURS).mkdir(parents=True)
            (tmp_path / OURS).touch()
            (folder / "bin" / "python").symlink_to(tmp_path / OURS)

    monkeypatch.setattr(venv, "_call", call)
    lock = tmp_path / "requirements.txt"
    lock.write_text("Django==5.2.19\n")
    return SimpleNamespace(folder=folder, root=tmp_path, lock=lock, called=called)


def test_the_second_time_nothing_is_left_to_do(checkout):
    venv.ensure("requirements.txt")
    assert checkout.called == ["venv", "pip", "uv"]

    venv.ensure("requirements.txt")
    assert checkout.called == ["venv", "pip", "uv"]


def test_a_lock_that_changed_is_installed_again_and_nothing_else_is_done(checkout):
    venv.ensure("requirements.txt")
    checkout.called.clear()
    checkout.lock.write_text("Django==5.2.20\n")

    venv.ensure("requirements.txt")

    assert checkout.called == ["uv"]


def test_an_environment_that_was_left_half_built_is_built_anew(checkout):
    venv.ensure("requirements.txt")
    checkout.called.clear()
    (checkout.folder / "complete").unlink()

    venv.ensure("requirements.txt")

    assert checkout.called == ["venv", "pip", "uv"]


def test_an_environment_whose_python_has_gone_is_built_anew(checkout):
    venv.ensure("requirements.txt")
    checkout.called.clear()
    (checkout.root / OURS).unlink()

    venv.ensure("requirements.txt")

    assert checkout.called == ["venv", "pip", "uv"]


def test_an_environment_is_built_anew_after_the_system_has_got_another_python(checkout):
    venv.ensure("requirements.txt")
    checkout.called.clear()
    newer = checkout.root / "python3.99"
    newer.touch()
    (checkout.root / OURS).unlink()
    (checkout.root / OURS).symlink_to(newer)

    venv.ensure("requirements.txt")

    assert checkout.called == ["venv", "pip", "uv"]


def test_a_python_without_venv_is_told_the_package_of_its_own_version(checkout, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(Trouble) as trouble:
        venv.ensure("requirements.txt")

    assert str(trouble.value) == (
        f"Python has no venv module here. Install it (apt-get install {OURS}-venv, as root) and try again."
    )
    assert not checkout.folder.exists()


def test_packages_that_cannot_be_installed_are_said_in_a_sentence_and_tried_again_the_next_time(checkout, monkeypatch):
    venv.ensure()

    def closed(command, complaint):
        raise Trouble(f"{complaint}: see the lines above, check the network and try again.")

    with monkeypatch.context() as patch, pytest.raises(Trouble, match=r"^The packages could not be installed: see"):
        patch.setattr(venv, "_call", closed)
        venv.ensure("requirements.txt")
    checkout.called.clear()

    venv.ensure("requirements.txt")

    assert checkout.called == ["uv"]


def test_a_program_that_fails_becomes_a_trouble():
    with pytest.raises(Trouble, match=r"^The installer uv could not be installed: see the lines above, check the"):
        venv._call([sys.executable, "-c", "raise SystemExit(1)"], "The installer uv could not be installed")
