"""What the suite takes from Debian: installed where we may, named in a sentence where we may not."""

import os
import shutil
import subprocess

from runner.postgres import debian_programs
from runner.words import Trouble, say

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ANY_BROWSER = "Any Chromium or Chrome will do, wherever it comes from: name its program, CHROMIUM=/path/to/it."


def browser():
    """Return the program of a Chromium that starts, the one that CHROMIUM names before every other, or None."""
    named = os.environ.get("CHROMIUM")
    if named and not _starts(named):
        raise Trouble(f"CHROMIUM={named} does not start: name the program of a Chromium or Chrome.")
    found = [named] if named else filter(None, map(shutil.which, BROWSERS))
    return next(filter(_starts, found), None)


def _starts(program):
    """Say whether it is a browser, and not Ubuntu's stand-in, which only says how to install one."""
    try:
        ran = subprocess.run(
            [program, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ran.returncode == 0


NEEDED = {
    "postgresql": debian_programs,
    "redis-server": lambda: shutil.which("redis-server"),
    "chromium": browser,
    "poppler-utils": lambda: shutil.which("pdftotext"),
    "gettext": lambda: shutil.which("xgettext"),
}


def ensure(packages=tuple(NEEDED)):
    """Have these packages on the machine, or say which to install."""
    missing = _missing(packages)
    complaints = []
    if missing and _may_install():
        complaints = _install(missing)
        missing = _missing(missing)
    if missing:
        for complaint in complaints:
            say(complaint)
        raise Trouble(_sentence(missing, complaints))


def _missing(packages):
    return [package for package in packages if not NEEDED[package]()]


def _may_install():
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install(packages):
    """Install what can be, and return what apt-get said against it.

    One by one: a name that this system does not have (Ubuntu has no chromium) must keep no other package out, and
    neither must a source that cannot be read, since the packages may be in another.
    """
    say(f"Installing {', '.join(packages)} with apt-get.")
    options = ("-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120")
    complaints = [_apt("update", "-qq"), *(_apt("install", *options, package) for package in packages)]
    return list(filter(None, complaints))


def _apt(verb, *arguments):
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    command = ["apt-get", verb, *arguments]
    ran = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if not ran.returncode:
        return None
    what = " ".join([verb, *arguments[-1:]]) if verb == "install" else verb
    return f"`apt-get {what}` failed: {ran.stderr.decode(errors='replace').strip()[-500:]}"


def _sentence(missing, complaints):
    names, it = " and ".join(filter(None, [", ".join(missing[:-1]), missing[-1]])), "them" if missing[1:] else "it"
    if _may_install():
        # Ubuntu's chromium installs without a word, and holds no browser.
        told = f"could not install {it}: the lines above say why" if complaints else "brought nothing that starts"
        sentence = f"The tests need {names}, and apt-get {told}."
    elif shutil.which("apt-get"):
        command = f"`apt-get install {' '.join(missing)}`"
        sentence = f"The tests need {names}, not found here. Let root install {it}: {command}."
    else:
        theirs = "Those are Debian's names" if missing[1:] else "That is Debian's name"
        sentence = (
            f"The tests need {names}, not found here, and there is no apt-get to install {it}. "
            f"{theirs}: install what your system calls {it}."
        )
    return f"{sentence} {ANY_BROWSER}" if "chromium" in missing else sentence
