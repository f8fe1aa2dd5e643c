"""One database with its worker, driven by lines: `python -m bench.country.session`, started by bench.country.servers.

Each line is a JSON list, a name of ORDERS and its arguments; each answer a JSON value.
"""

import json
import os
import subprocess
import sys
import time

import django

PROCESSES = str((os.cpu_count() or 1) + 1)
WORKER = ("worker", "--loglevel", "WARNING", "--concurrency", PROCESSES, "--without-gossip", "--without-mingle")


def load(units, seasons, years, groups):
    """Fill the empty database, the last year being 2025, and start the worker."""
    from django.core.management import call_command  # noqa: PLC0415 -- after setup
    from django.db import connection  # noqa: PLC0415 -- after setup

    from bench.country import floor, load  # noqa: PLC0415 -- after setup

    call_command("migrate", verbosity=0)
    load.country(connection, units=units, seasons=seasons, years=range(2026 - years, 2026), groups=groups)
    with connection.cursor() as cursor:
        cursor.execute(floor.TABLE)
    command = [sys.executable, "-m", "celery", "-A", "emulation_portal", *WORKER]
    STARTED.append(subprocess.Popen(command, stdout=sys.stderr, stderr=sys.stderr))  # noqa: S603 -- ourselves


def work_by_hand():
    """Rank the last year as the floor does; return the seconds."""
    from django.db import connection  # noqa: PLC0415 -- after setup

    from bench.country import floor  # noqa: PLC0415 -- after setup

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE bench_floor")
        begun = time.perf_counter()
        cursor.execute(floor.FLOOR, {"year": 2025})
        return time.perf_counter() - begun


def rank():
    """Rank the last year as the portal does; return the seconds."""
    from django.core.management import call_command  # noqa: PLC0415 -- after setup

    begun = time.perf_counter()
    call_command("rank_year", 2025, stdout=sys.stderr)
    return time.perf_counter() - begun


def differ():
    """Return how many members the two ways place or score differently, and how many were compared."""
    from django.db import connection  # noqa: PLC0415 -- after setup

    from bench.country import floor  # noqa: PLC0415 -- after setup

    with connection.cursor() as cursor:
        cursor.execute(floor.DIFFERENCES, {"year": 2025})
        return cursor.fetchone()


def pages(hits):
    from bench.country import pages  # noqa: PLC0415 -- after setup

    return pages.measured(hits)


def button(rounds):
    from bench.country import pages  # noqa: PLC0415 -- after setup

    return pages.from_the_button(rounds)


STARTED = []
ORDERS = {order.__name__: order for order in (load, work_by_hand, rank, differ, pages, button)}


def main():
    django.setup()
    # As the processes of the server and of the worker begin.
    from emulation_portal.collector import spare_what_stays  # noqa: PLC0415 -- after setup

    spare_what_stays()
    answers, sys.stdout = sys.stdout, sys.stderr
    try:
        for line in sys.stdin:
            name, *arguments = json.loads(line)
            print(json.dumps(ORDERS[name](*arguments)), file=answers, flush=True)
    finally:
        for process in STARTED:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    main()
