"""Send a task to the worker and wait until it comes back."""

import time
import uuid

from django.core.management.base import BaseCommand, CommandError

from emulation_portal import health, tasks


class Command(BaseCommand):
    help = "Sends a task through the broker and waits until a worker has done it."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--seconds", type=int, default=60, help="how long to wait")

    def handle(self, *args, seconds, **options):
        token, started = str(uuid.uuid4()), time.monotonic()
        tasks.ping.apply_async([token], expires=seconds)
        while not health.answered(token):
            if time.monotonic() - started > seconds:
                raise CommandError(f"No worker answered within {seconds} seconds.")
            time.sleep(0.05)
        self.stdout.write(f"A worker answered after {time.monotonic() - started:.1f} s.")
