"""Django's own command, with its act on the audit trail."""

from django.contrib.auth.management.commands import createsuperuser
from django.db import transaction

from accounts.actors import Actor
from accounts.models import User
from audit import trail


class Command(createsuperuser.Command):
    @transaction.atomic
    def handle(self, *args, **options):
        before = set(User.objects.values_list("pk", flat=True))
        super().handle(*args, **options)
        for person in User.objects.exclude(pk__in=before):
            trail.record("accounts.superuser_created", person, by=Actor.system("Lệnh tạo quản trị viên"))
