from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self):
        from accounts.roles import Role  # noqa: PLC0415 -- app registry
        from accounts.sentences import SENTENCES  # noqa: PLC0415 -- app registry
        from audit import sentences  # noqa: PLC0415 -- app registry

        sentences.register(SENTENCES)
        sentences.register_words(dict(Role.choices))
