from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self):
        from audit import sentences as audit_sentences  # noqa: PLC0415 -- apps are loading until now
        from reports import sentences  # noqa: PLC0415 -- the same

        audit_sentences.register(sentences.ACTS)
