"""When a reason says something: whoever reads it years later has nothing else."""

from django import forms
from django.utils.translation import gettext as _

LEAST_SIGNS = 5


def require_words(text):
    """Refuse, as a validator of a form's field, what cannot be a reason: a letter or two, or one letter repeated."""
    signs = [sign for sign in text.casefold() if sign.isalnum()]
    if len(signs) < LEAST_SIGNS or len({sign for sign in signs if sign.isalpha()}) == 1 or "".join(signs).isdigit():
        raise forms.ValidationError(
            _("This is too short to be understood later. Write in words what the reason is, at least five letters."),
            code="too_little",
        )
