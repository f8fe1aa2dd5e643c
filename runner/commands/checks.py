"""`make test` and `make lint`: the same for people and for CI."""

import os
import secrets
import shlex
import subprocess
from contextlib import nullcontext

from runner import debian, venv
from runner.place import ROOT, clean_environment, named_servers
from runner.postgres import CARELESS
from runner.private import private_servers
from runner.words import Trouble, say

PRODUCTION = {
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "ALLOWED_HOSTS": "portal.example.vn",
}
MANAGE = ("-W", "ignore:Got an error checking a consistent migration history", "manage.py")
# What, in words, and the program of the virtual environment with its arguments.
LINTERS = (
    ("packages agree", "uv", "pip", "check", "--quiet"),
    ("code", "ruff", "check", "--quiet"),
    ("format", "ruff", "format", "--check", "--quiet"),
    ("templates", "djlint", "--lint", "--quiet", "templates"),
    ("types of scoring", "mypy", "--strict", "--no-error-summary", "scoring"),
    ("migrations are complete", "python", *MANAGE, "makemigrations", "--check", "--dry-run"),
    ("production settings", "python", *MANAGE, "check", "--deploy", "--fail-level", "WARNING"),
)


SIDE_BY_SIDE = ("--numprocesses", "auto", "--maxprocesses", "4", "--dist", "loadscope")


def lint(arguments):
    """Run every linter, all of them even when one complains."""
    venv.ensure(venv.RUN, venv.DEVELOPMENT)
    settings = {"SECRET_KEY": secrets.token_urlsafe(48), "VIRTUAL_ENV": venv.VENV, **PRODUCTION}
    for name in ("DEBUG", "PORTAL_EMBEDDED", "PLAIN_HTTP"):
        settings[name] = "false"
    environment = clean_environment(**settings)
    failed = [what for what, *command in LINTERS if not _passes(what, command, environment)]
    if failed:
        raise Trouble(f"Not clean: {', '.join(failed)}.")
    say(f"Clean: {', '.join(what for what, *_ in LINTERS)}.")


def _passes(what, command, environment):
    program, *rest = command
    ran = subprocess.run(
        [venv.VENV / "bin" / program, *rest], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        say(f"--- {what}\n{ran.stdout}{ran.stderr}".rstrip())
    return ran.returncode == 0


def test(arguments):
    """Run pytest on servers of its own, as many tests at once as there are cores; `make test T=` is passed on."""
    return _pytest([*SIDE_BY_SIDE, *shlex.split(os.environ.get("T", ""))])


def pictures(arguments):
    """Take the pictures of the guide anew, from the demo in a database that is thrown away."""
    return _pytest(["tests/journeys/pictures.py"])


def _pytest(chosen):
    named = named_servers()
    debian.ensure([package for package in debian.NEEDED if not (named and package in ("postgresql", "redis-server"))])
    venv.ensure(venv.RUN, venv.EMBEDDED, venv.DEVELOPMENT)
    with nullcontext(named) if named else private_servers(CARELESS) as servers:
        environment = clean_environment(**servers)
        command = [venv.VENV / "bin" / "pytest", *chosen]
        try:
            return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        except KeyboardInterrupt:
            return 130


def messages(arguments):
    """Compile the catalogues from the areas' files."""
    venv.ensure(venv.RUN)
    command = [venv.PYTHON, "-m", "emulation_portal.catalogues"]
    return subprocess.run(command, cwd=ROOT, env=clean_environment(), check=False).returncode


def lock(arguments):
    """Write the lock files anew from the .in files; `U=1` takes the newest that they allow."""
    venv.ensure()
    upgrade = ["--upgrade"] if os.environ.get("U") else []
    options = [
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
        "--universal",
        "--python-version",
        "3.11",
        "--quiet",
    ]
    for name in (venv.RUN, venv.EMBEDDED, venv.DEVELOPMENT, venv.INSTALLER):
        source = name.replace(".txt", ".in")
        command = [venv.VENV / "bin" / "uv", "pip", "compile", *options, *upgrade, source, "-o", name]
        subprocess.run(command, cwd=ROOT, env=clean_environment(), stdout=subprocess.DEVNULL, check=True)
