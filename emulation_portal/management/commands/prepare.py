"""Bring an installation up to the checkout, in one process: starting Django is the dearest part."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.translation.reloader import translation_file_changed

from emulation_portal import catalogues


def compile_catalogues():
    """Compile the catalogues, and let Django read them anew: it may have looked before there were any."""
    catalogues.compile_all()
    translation_file_changed(sender=None, file_path=Path("django.mo"))


STEPS = {
    "catalogues": compile_catalogues,
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
