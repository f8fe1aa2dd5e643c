"""Servers for one command only: on free ports, in a folder that goes away with them."""

import secrets
import tempfile
from contextlib import contextmanager
from pathlib import Path

from runner.broker import Broker, debian_program
from runner.postgres import Postgres, debian_programs


@contextmanager
def private_servers(settings):
    """Yield the environment of a Debian PostgreSQL and a Redis that nobody else uses."""
    with tempfile.TemporaryDirectory(prefix="portal-servers-", ignore_cleanup_errors=True) as name:
        folder, password = Path(name), secrets.token_hex(16)
        log = folder / "database.log"
        database = Postgres(debian_programs(), folder / "postgres", log=log, password=password, settings=settings)
        broker = Broker(debian_program(), folder / "broker", log=folder / "broker.log", password=password, keep=False)
        try:
            database.start()
            database.create()
            broker.start()
            yield {"DATABASE_URL": database.url(), "REDIS_URL": broker.url}
        finally:
            broker.service.stop()
            database.service.stop()
