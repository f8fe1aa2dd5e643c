"""The words of people and their accounts."""

from django.db.models import TextChoices


class Language(TextChoices):
    """Each language is called by its own name, whatever language the page is in."""

    VIETNAMESE = "vi", "Tiếng Việt"
    ENGLISH = "en", "English"


# What may be changed of a person through a form, in the order of its fields.
EDITABLE = ("username", "full_name", "email", "phone", "language")
