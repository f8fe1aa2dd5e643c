"""Databases of the measurements' own on the servers that DATABASE_URL and REDIS_URL name, each with a session."""

import json
import os
import secrets
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg2


def _at(url, path):
    return urlunsplit(urlsplit(url)._replace(path=path))


@contextmanager
def database(number):
    """Yield the environment of an empty database and a queue of its own; both go away afterwards."""
    url, name = os.environ["DATABASE_URL"], f"bench_{number}_{secrets.token_hex(3)}"
    # Not a transaction: databases are made outside one.
    server = psycopg2.connect(url)
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        queue = f"/{int(urlsplit(os.environ['REDIS_URL']).path.strip('/') or 0) + number}"
        yield {"DATABASE_URL": _at(url, f"/{name}"), "REDIS_URL": _at(os.environ["REDIS_URL"], queue)}
    finally:
        with server.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        server.close()


class Session:
    """A process of the portal on one of those databases; an order is answered before the next is given."""

    def __init__(self, environment):
        told = {"SECRET_KEY": secrets.token_hex(32), "PLAIN_HTTP": "true", "LOG_LEVEL": "WARNING"}
        told |= {"DJANGO_SETTINGS_MODULE": "bench.settings"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.country.session"],
            env={**os.environ, **told, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, name, *arguments):
        """Give one order and return its answer."""
        self.process.stdin.write(json.dumps([name, *arguments]) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{name} broke off")
        return json.loads(answer)

    def end(self):
        """Let the session and its worker end."""
        self.process.stdin.close()
        self.process.wait()


@contextmanager
def session(number, *, units, seasons, years=1, groups=4):
    """Yield a session on a database of its own, filled."""
    with database(number) as environment:
        held = Session(environment)
        try:
            held.ask("load", units, seasons, years, groups)
            yield held
        finally:
            held.end()
