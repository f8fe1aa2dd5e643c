"""`make run`: everything up, the address and the sign-ins, and everything down again on Ctrl-C."""

import os
import signal
import time
from contextlib import contextmanager

from runner import venv
from runner.commands.backup import before_upgrade
from runner.installation import only_one, servers_of
from runner.parent import Parent
from runner.place import Place, named_servers, port_is_free
from runner.portal import LOOPBACK, Portal, sign_ins
from runner.processes import remember
from runner.words import Trouble, say

LEAST_OF_A_KEY, LEAST_LETTERS = 50, 5
MANY_RESTARTS = 5


class Stopped(Exception):
    """The person, or the system, asked us to end."""


def main(arguments):
    """Run the portal until it is told to stop."""
    place, named, parent = Place(), named_servers(), Parent()
    listen, port = os.environ.get("LISTEN") or LOOPBACK, _port()
    if named and _is_weak(os.environ.get("SECRET_KEY", "")):
        raise Trouble(
            f"Set SECRET_KEY to a random text of your own, of {LEAST_OF_A_KEY} characters or more: with your own "
            "servers there is no default key. This makes one: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        )
    place.make()
    with only_one(place):
        check_port(port, listen)
        venv.ensure(*([venv.RUN] if named else [venv.RUN, venv.EMBEDDED]))
        with until_told(), running(place, named, port=port, listen=listen) as (portal, services):
            _announce(portal, embedded=not named)
            _watch(services, place, parent)
    say("The portal has stopped. Its data are kept.")


def _is_weak(key):
    """As the settings refuse it; asked here before anything is installed."""
    return len(key) < LEAST_OF_A_KEY or len(set(key)) < LEAST_LETTERS or key.startswith("django-insecure-")


@contextmanager
def until_told():
    """Turn Ctrl-C, an end from the system and a closed terminal into one way out."""

    def stop(*_):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        raise Stopped

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    except Stopped:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def running(place, named, *, port, listen=LOOPBACK):
    """Yield every service, up and answering, with the portal; stop them in whatever state they are."""
    with servers_of(place, named) as (environment, servers):
        portal = Portal(place, environment, port=port, listen=listen)
        before_upgrade(place, environment)
        portal.prepare(demo=not named)
        try:
            portal.launch()
            services = [*servers, *portal.services]
            remember(services, place.run / "processes.json")
            portal.wait()
            yield portal, services
        finally:
            portal.stop()


def _port():
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Trouble(f"PORT={text} is no port: give a number, such as PORT=8001.")
    return int(text)


def check_port(port, listen):
    """Refuse a port that another program has, and name one that is free."""
    if not port_is_free(port, listen):
        free = next(number for number in range(port + 1, port + 1000) if port_is_free(number, listen))
        raise Trouble(f"Another program listens on port {port}. Run `make run PORT={free}`, which is free.")


def _announce(portal, *, embedded):
    say(f"The portal is ready: {portal.address}")
    for name in portal.addresses():
        say(f"For colleagues: http://{name}:{portal.port}/")
    if portal.listen != LOOPBACK and embedded:
        say("Warning: everybody on this network can open the demo with the sign-ins below, and nothing is encrypted.")
    if embedded and (listed := sign_ins(portal)):
        say(listed)
    if not embedded:
        if not portal.plain:
            say(
                "It waits for a reverse proxy that brings HTTPS. "
                "For a trial in a browser without one: `make run PLAIN_HTTP=true`."
            )
        say(
            "An empty portal begins with an administrator: `.venv/bin/python manage.py createsuperuser`, in another "
            "window, with the same settings as here (DATABASE_URL, REDIS_URL, SECRET_KEY)."
        )
    say("Press Ctrl-C to stop it.")


def _watch(services, place, parent):
    """Until make is told to end: start again what ends by itself; give up on what will not stay up."""
    restarts = []
    while not parent.was_told():
        time.sleep(1)
        for service in services:
            if service.running:
                continue
            restarts = [moment for moment in restarts if moment > time.monotonic() - 60]
            if len(restarts) >= MANY_RESTARTS:
                raise Trouble(f"The {service.name} keeps ending. The portal has stopped; {service.log} says why.")
            restarts.append(time.monotonic())
            say(f"The {service.name} ended by itself and is started again; {service.log} says why.")
            service.stop()
            service.start()
            remember(services, place.run / "processes.json")
