from django.apps import AppConfig

from audit import sentences as audit_sentences
from organisations import sentences


class OrganisationsConfig(AppConfig):
    name = "organisations"

    def ready(self):
        audit_sentences.register(sentences.ACTS)
        audit_sentences.register_words(sentences.WORDS)
