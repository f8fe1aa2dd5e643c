"""List the demo's sign-ins that exist."""

from django.core.management.base import BaseCommand
from django.utils import translation

from accounts.models import User
from emulation_portal.demo.people import PASSWORD, SIGN_INS


class Command(BaseCommand):
    help = "List the demo's user names, the one password, and what each person is."

    def handle(self, **options):
        there = set(User.objects.filter(username__in=[each[0] for each in SIGN_INS]).values_list("username", flat=True))
        if not there:
            return
        self.stdout.write(f"Mật khẩu chung: {PASSWORD}")
        with translation.override("vi"):
            for username, _full_name, role, _place, told in SIGN_INS:
                if username in there:
                    self.stdout.write(f"  {username:<10} {role.label} – {told}")
