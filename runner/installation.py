"""One installation on this machine: held by one command at a time, with its servers up as long as it needs them."""

import fcntl
import os
from contextlib import contextmanager

from runner.embedded import EmbeddedServers
from runner.processes import remember, sweep
from runner.words import Trouble, say


@contextmanager
def only_one(place):
    """Hold the installation for this process; clear away what a killed one left."""
    with (place.run / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            lock.seek(0)
            way = f"press Ctrl-C in its window, or run `kill {lock.read()}`"
            raise Trouble(
                f"The portal of {place.data} is already running, or a backup of it is. Stop that first: {way}."
            ) from problem
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        left = sweep(place.run / "processes.json")
        if left:
            say(f"The last run was killed and left behind: {', '.join(left)}. They have been ended.")
        yield


def is_held(place):
    """Say whether another command holds the installation at this moment."""
    with (place.run / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@contextmanager
def servers_of(place, named):
    """Yield the environment of the servers: the named ones, or the embedded ones while we need them."""
    if named:
        yield named, []
        return
    servers = EmbeddedServers(place)
    try:
        servers.start()
        remember(servers.services, place.run / "processes.json")
        yield servers.environment(), servers.services
    finally:
        servers.stop()
        (place.run / "processes.json").unlink(missing_ok=True)
