"""What an empty portal still lacks before people can work in it."""

from dataclasses import dataclass

from django.db.models import Exists
from django.utils import timezone

from accounts.models import Assignment, User
from organisations.models import Unit


@dataclass(frozen=True, slots=True)
class Setup:
    """Which of the first steps are done."""

    has_units: bool
    has_people: bool
    has_assignments: bool


def first_steps():
    """The state of the first steps, in one query: units, people beside the first account, assignments valid today."""
    today = timezone.localdate()
    done = User.objects.order_by("pk").values_list(
        Exists(Unit.objects.all()),
        Exists(User.objects.filter(is_superuser=False)),
        Exists(Assignment.objects.valid_on(today).filter(user__is_active=True)),
    )[:1]
    return Setup(*(next(iter(done), (False, False, False))))
