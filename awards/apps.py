from django.apps import AppConfig

from audit import sentences
from awards import acts


class AwardsConfig(AppConfig):
    name = "awards"

    def ready(self):
        sentences.register(acts.SENTENCES)
        sentences.register_words(acts.WORDS)
