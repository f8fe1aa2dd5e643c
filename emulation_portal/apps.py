from django.apps import AppConfig


class EmulationPortalConfig(AppConfig):
    name = "emulation_portal"

    def ready(self):
        """The providers read models, which are there only now."""
        from emulation_portal import providers, work  # noqa: PLC0415 -- apps are ready

        for provider in (providers.of_clusters, providers.of_awards):
            if provider not in work.PROVIDERS:
                work.PROVIDERS.append(provider)
