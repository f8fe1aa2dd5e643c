"""What an empty portal still lacks before people can work in it: the first steps ask here whether they are done."""

from django.utils import timezone

from accounts.models import Assignment, User
from organisations.models import Unit


def has_units():
    """Whether any unit is entered."""
    return Unit.objects.exists()


def has_people():
    """Whether anybody has an account beside whoever set the portal up."""
    return User.objects.filter(is_superuser=False, is_active=True).exists()


def has_assignments():
    """Whether anybody may act at a unit today."""
    return Assignment.objects.valid_on(timezone.localdate()).filter(user__is_active=True).exists()
