from django.apps import AppConfig

from audit import sentences
from awards import acts


class AwardsConfig(AppConfig):
    name = "awards"

    def ready(self):
        from awards.queries import grounds, resting  # noqa: PLC0415 -- its models are there only now
        from clusters.queries import open_business, readiness  # noqa: PLC0415 -- its models are there only now

        open_business.OF_MEMBER.append(grounds.of_member)
        readiness.OF_PUBLISHING.append(grounds.of_publishing)
        readiness.TOLD_AT_PUBLISHING.append(grounds.open_places)
        readiness.OF_GOING_BACK.append(resting.of_going_back)
        sentences.register(acts.SENTENCES)
        sentences.register_words(acts.WORDS)
