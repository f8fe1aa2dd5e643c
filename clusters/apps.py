from django.apps import AppConfig

from audit import sentences
from clusters import acts, figure_acts


class ClustersConfig(AppConfig):
    name = "clusters"

    def ready(self):
        sentences.register(acts.SETTING_UP)
        sentences.register(figure_acts.SENTENCES)
