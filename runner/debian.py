"""What the suite takes from Debian: installed where we may, named in a sentence where we may not."""

import os
import shutil
import subprocess

from runner.postgres import debian_programs
from runner.words import Trouble, say

NEEDED = {
    "postgresql": debian_programs,
    "redis-server": lambda: shutil.which("redis-server"),
    "chromium": lambda: os.environ.get("CHROMIUM") or shutil.which("chromium"),
    "poppler-utils": lambda: shutil.which("pdftotext"),
    "gettext": lambda: shutil.which("xgettext"),
}


def ensure(packages=tuple(NEEDED)):
    """Have these packages on the machine, or say which to install."""
    missing = [package for package in packages if not NEEDED[package]()]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        _install(missing)
        missing = [package for package in missing if not NEEDED[package]()]
    if missing:
        names = " ".join(missing)
        raise Trouble(f"The tests need {names}, not found here. Install them: apt-get install {names} (as root).")


def _install(packages):
    say(f"Installing {', '.join(packages)} from Debian.")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], install):
        ran = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if ran.returncode:
            say(f"`{' '.join(command)}` failed: {ran.stderr.decode(errors='replace').strip()[-500:]}")
            return
