"""`make bench`: the measurements, on servers of their own with the settings that a server ships with."""

import os
import shlex
import subprocess
from contextlib import nullcontext

from runner import debian, venv
from runner.place import ROOT, clean_environment, named_servers
from runner.private import private_servers


def main(arguments):
    """Run `python -m bench`; what stands after `make bench A=` is passed on."""
    named = named_servers()
    if not named:
        debian.ensure(("postgresql", "redis-server"))
    venv.ensure(venv.RUN, venv.DEVELOPMENT)
    with nullcontext(named) if named else private_servers({"shared_buffers": "512MB"}) as servers:
        command = [venv.PYTHON, "-m", "bench", *shlex.split(os.environ.get("A", ""))]
        return subprocess.run(command, cwd=ROOT, env=clean_environment(**servers), check=False).returncode
