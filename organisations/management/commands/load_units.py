"""manage.py load_units: add the units and documents that the portal ships, where they are missing."""

from types import SimpleNamespace

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from organisations.actions import first_units

SYSTEM = SimpleNamespace(user_id=None, user_name="manage.py load_units", role=None, unit_name="")


class Command(BaseCommand):
    help = "Add the provinces and legal documents that the portal ships, where they are missing; migrate does it once."

    @transaction.atomic
    def handle(self, **options):
        added = first_units.load(apps.get_model)
        count = sum(map(len, added.values()))
        if count:
            trail.record("units.loaded", None, by=SYSTEM, count=count, **added)
        self.stdout.write(_("Added %(count)s rows.") % {"count": count})
