from django.apps import AppConfig


class EmulationPortalConfig(AppConfig):
    name = "emulation_portal"

    def ready(self):
        """The providers read models, which are there only now."""
        from emulation_portal import providers, work  # noqa: PLC0415 -- apps are ready

        if providers.of_clusters not in work.PROVIDERS:
            work.PROVIDERS.append(providers.of_clusters)
