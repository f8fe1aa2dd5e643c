from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self):
        from accounts.sentences import SENTENCES  # noqa: PLC0415 -- app registry
        from audit import sentences  # noqa: PLC0415 -- app registry

        sentences.register(SENTENCES)
