"""Bring an installation up to the checkout, in one process: starting Django is the dearest part."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from emulation_portal import catalogues

STEPS = {
    "catalogues": catalogues.compile_all,
    "migrate": lambda: call_command("migrate", interactive=False, verbosity=0),
    "static": lambda: call_command("collectstatic", interactive=False, verbosity=0, clear=True),
    "demo": lambda: call_command("load_demo"),
}


class Command(BaseCommand):
    help = "Does the named steps in the order in which they build on one another."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("steps", nargs="+", choices=STEPS)

    def handle(self, *args, steps, **options):
        for name, step in STEPS.items():
            if name in steps:
                step()
