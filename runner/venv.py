"""The virtual environment of the checkout: built once, renewed when a lock file changes."""

import fcntl
import hashlib
import importlib.util
import shutil
import subprocess
import sys
from contextlib import contextmanager

from runner.place import ROOT, clean_environment
from runner.words import Trouble, say

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUN = "requirements.txt"
EMBEDDED = "requirements-embedded.txt"
DEVELOPMENT = "requirements-dev.txt"
INSTALLER = "requirements-uv.txt"


def ensure(*locks):
    """Install what the named lock files ask for, if it is not installed yet."""
    with _alone():
        if not _whole():
            _create()
        wanted = [lock for lock in locks if not _installed(lock)]
        if wanted:
            say(f"Installing {', '.join(wanted)} into .venv.")
            _install(wanted)
            for lock in wanted:
                _stamp(lock).write_text(_digest(lock))


@contextmanager
def _alone():
    """Let two commands of one checkout build the environment one after the other."""
    with (ROOT / ".venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _whole():
    """Say whether the environment was built to its end, by a Python that is still the one behind it."""
    if not PYTHON.exists() or not (VENV / "complete").exists():
        return False
    # An upgrade of the system may put another Python behind python3, which looks for its packages in another folder.
    name = PYTHON.resolve().name
    return not name.startswith("python3.") or (VENV / "lib" / name).is_dir()


def _create():
    if importlib.util.find_spec("ensurepip") is None:
        version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        raise Trouble(f"Python has no venv module here. Install it (apt-get install {version}, as root) and try again.")
    say("Building the virtual environment in .venv.")
    shutil.rmtree(VENV, ignore_errors=True)
    _call([sys.executable, "-m", "venv", str(VENV)], "The virtual environment could not be built")
    pip = [str(PYTHON), "-m", "pip", "install", "-qqq", "--disable-pip-version-check", "--require-hashes"]
    _call([*pip, "-r", INSTALLER], "The installer uv could not be installed")
    (VENV / "complete").touch()


def _install(locks):
    arguments = [argument for lock in locks for argument in ("-r", lock)]
    uv = [str(VENV / "bin" / "uv"), "pip", "install", "--python", str(PYTHON), "--quiet", "--require-hashes"]
    _call([*uv, *arguments], "The packages could not be installed")


def _call(command, complaint):
    try:
        subprocess.run(command, cwd=ROOT, env=clean_environment(), check=True)
    except subprocess.CalledProcessError as problem:
        raise Trouble(f"{complaint}: see the lines above, check the network and try again.") from problem


def _digest(lock):
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def _stamp(lock):
    return VENV / f"installed-{lock}"


def _installed(lock):
    return _stamp(lock).exists() and _stamp(lock).read_text() == _digest(lock)
