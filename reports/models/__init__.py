from reports.models.printed_report import PrintedReport

__all__ = ("PrintedReport",)
