"""Who may print and open papers: whoever may see, today, everything that stands in them."""

from reports.documents import KINDS


def may_print(actor, kind, subject, stands=None):
    """Whether the actor may see and print this kind of paper about the subject; `stands` is how he stands to it."""
    return actor is not None and KINDS[kind].may_print(actor, subject, stands)


def may_open(actor, printed, subject, stands=None):
    """Whether the actor may open a file that was printed, by him or by another; `stands` as in `may_print`."""
    return subject is not None and printed.kind in KINDS and may_print(actor, printed.kind, subject, stands)
