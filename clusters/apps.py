from django.apps import AppConfig

from audit import sentences
from clusters import acts, conference_acts, figure_acts, ranking_acts


class ClustersConfig(AppConfig):
    name = "clusters"

    def ready(self):
        from clusters.queries import open_business  # noqa: PLC0415 -- its models are there only now
        from organisations.actions import units  # noqa: PLC0415 -- its models are there only now

        units.OPEN_BUSINESS.append(open_business.of_unit)
        units.LEFT_TO_NOBODY.append(open_business.of_organiser)
        for table in (acts.SETTING_UP, figure_acts.SENTENCES, ranking_acts.SENTENCES, conference_acts.SENTENCES):
            sentences.register(table)
        for words in (conference_acts.WORDS, ranking_acts.WORDS, acts.words()):
            sentences.register_words(words)
