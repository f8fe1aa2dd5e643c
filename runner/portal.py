"""The portal itself: its settings for one machine, what must be ready before it starts, and its three programs."""

import hashlib
import os
import socket
import subprocess
import urllib.error
import urllib.request

from runner.place import ROOT, clean_environment, write_privately
from runner.processes import Service
from runner.venv import PYTHON, VENV
from runner.words import Trouble, say

LOOPBACK = "127.0.0.1"
# Each process of the worker waits on PostgreSQL part of its time: one more than there are cores keeps them busy.
PROCESSES = min((os.cpu_count() or 1) + 1, 4)
# What `manage.py`, called by hand while the portal runs, must know of it.
SHARED = ("DATABASE_URL", "REDIS_URL", "PORTAL_EMBEDDED", "SECRET_KEY", "DATA_DIR", "STATIC_ROOT")


class Portal:
    """Web server, Celery worker and beat over the servers that `servers` describes."""

    def __init__(self, place, servers, *, port, listen=LOOPBACK):
        self.place, self.port, self.listen = place, port, listen
        self.stamps = place.stamps_of(servers)
        self.environment = clean_environment(**servers, **self._settings(servers))
        programs = VENV / "bin"
        bind = f"{listen}:{port}"
        web = [programs / "gunicorn", "emulation_portal.wsgi", "--config", ROOT / "runner/gunicorn.py", "--bind", bind]
        celery = [programs / "celery", "-A", "emulation_portal"]
        worker = [*celery, "worker", "--loglevel", "INFO", "--concurrency", str(PROCESSES)]
        worker += ["--without-gossip", "--without-mingle"]
        beat = [*celery, "beat", "--loglevel", "INFO", "--pidfile", "", "--schedule", place.run / "beat"]
        self._settings_file = place.run / "portal.env"
        self.services = [self._service("web server", web), self._service("worker", worker), self._service("beat", beat)]

    def _service(self, name, command):
        log = self.place.logs / f"{name.split()[0]}.log"
        return Service(name, command, log=log, environment=self.environment)

    def _settings(self, servers):
        settings = {"DATA_DIR": self.place.data, "STATIC_ROOT": self.place.data / "static"}
        if "PORTAL_EMBEDDED" in servers:
            hosts = [
                "localhost",
                LOOPBACK,
                "[::1]",
                *self.addresses(),
                *filter(None, [os.environ.get("ALLOWED_HOSTS")]),
            ]
            settings["ALLOWED_HOSTS"] = ",".join(hosts)
            settings["SECRET_KEY"] = self.place.secret("signing")
        return settings

    def addresses(self):
        """Return the names and numbers under which colleagues reach this machine, if they may."""
        if self.listen == LOOPBACK:
            return []
        if self.listen != "0.0.0.0":  # noqa: S104 -- compared, not bound
            return [self.listen]
        found = subprocess.run(["hostname", "-I"], capture_output=True, text=True, check=False)  # noqa: S607 -- Debian's own
        return [*(number for number in found.stdout.split() if ":" not in number), socket.gethostname()]

    @property
    def address(self):
        host = LOOPBACK if self.listen == "0.0.0.0" else self.listen  # noqa: S104 -- compared, not bound
        return f"http://{host}:{self.port}/"

    @property
    def plain(self):
        """Say whether a browser may come without HTTPS, as the portal's settings read it."""
        plain = self.environment.get("PLAIN_HTTP") or self.environment.get("PORTAL_EMBEDDED", "")
        return plain.lower() in ("true", "on", "ok", "y", "yes", "1")

    def manage(self, *arguments, **options):
        """Run a management command; trouble if it fails."""
        ran = subprocess.run([PYTHON, "manage.py", *arguments], cwd=ROOT, env=self.environment, check=False, **options)
        if ran.returncode:
            raise Trouble(f"`manage.py {' '.join(arguments)}` failed: see the lines above.")
        return ran

    def prepare(self, *, demo):
        """Migrate, compile, collect and load what is not there yet: nothing, when nothing changed.

        A database without the demo is of the person's own making, and he may have made it anew since: only it knows.
        """
        steps = [step for step, files in STEPS.items() if self._stamp(step) != digest(files)]
        if not demo and "migrate" not in steps:
            steps.insert(0, "migrate")
        if demo and not (self.stamps / "demo").exists() and has_command("load_demo"):
            steps.append("demo")
        if not steps:
            return
        say(f"Preparing: {', '.join(steps)}.")
        self.manage("prepare", *steps)
        for step in steps:
            (self.stamps / step).write_text(digest(STEPS.get(step, ())))

    def _stamp(self, step):
        path = self.stamps / step
        return path.read_text() if path.exists() else None

    def launch(self):
        """Start the three programs, and let `manage.py` find the same servers while they run."""
        lines = [f"{name}={self.environment[name]}" for name in SHARED if name in self.environment]
        write_privately(self._settings_file, "\n".join(lines) + "\n")
        for service in self.services:
            service.start()

    def wait(self):
        """Return once a page answers and a task has come back; both are asked at once, since both have to wake up."""
        asking = subprocess.Popen(
            [PYTHON, "manage.py", "round_trip"], cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL
        )
        try:
            self.services[0].wait_until(self._page_answers, seconds=90)
            if asking.wait(timeout=90):
                raise Trouble(f"No task came back from the worker. See {self.services[1].log}.")
        finally:
            asking.kill()
            asking.wait()

    def stop(self):
        self._settings_file.unlink(missing_ok=True)
        for service in self.services:
            service.stop()

    def _page_answers(self):
        """Say whether the first page, or the sign-in that it leads to, can be read."""
        host = self.environment.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip(" .*") or "localhost"
        # As a reverse proxy would ask: behind one, the portal answers no other host and no plain HTTP.
        question = urllib.request.Request(self.address, headers={"Host": host, "X-Forwarded-Proto": "https"})  # noqa: S310 -- our own page
        try:
            with urllib.request.urlopen(question, timeout=20) as answer:  # noqa: S310 -- our own page
                return answer.status == 200
        except urllib.error.HTTPError as problem:
            raise Trouble(f"The first page answers {problem.code}. See {self.services[0].log}.") from problem
        except OSError:
            return False


# A step is done again when one of these files changes.
PACKAGES = ".venv/lib/python3*/site-packages"
STEPS = {
    "migrate": ("*/migrations/*.py", f"{PACKAGES}/*/migrations/*.py", f"{PACKAGES}/*/contrib/*/migrations/*.py"),
    "catalogues": ("locale/**/*.po", "locale/*/LC_MESSAGES/*.mo"),
    "static": ("static/**/*", "requirements.txt"),
}


def digest(patterns):
    """Return a fingerprint of the files that a step depends on: their names and their bytes."""
    total = hashlib.sha256()
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()):
        total.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return total.hexdigest()


def has_command(name):
    """Say whether some app brings this management command."""
    return any(ROOT.glob(f"*/management/commands/{name}.py"))


def sign_ins(portal):
    """Return the demo's sign-ins as the portal lists them, or nothing."""
    if not has_command("demo_signins"):
        return ""
    return portal.manage("demo_signins", capture_output=True, text=True).stdout.rstrip()
