"""Words that the audit trail keeps as text: always in the official language, whoever acted."""

from django.utils import translation

from accounts.choices import Language


def official(words):
    """The lazy words in Vietnamese."""
    with translation.override(Language.VIETNAMESE):
        return str(words)
