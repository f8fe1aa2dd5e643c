"""The words of people and their accounts."""

from django.db.models import TextChoices


class Language(TextChoices):
    """Each language is called by its own name, whatever language the page is in."""

    VIETNAMESE = "vi", "Tiếng Việt"
    ENGLISH = "en", "English"
