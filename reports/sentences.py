"""Acts and problems of printing as sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from reports.told import changed_since

ACTS = {
    "report.requested": gettext_noop("%(actor)s asked for the paper %(subject)s."),
    "report.printed": gettext_noop("The paper %(subject)s was written."),
    "report.failed": gettext_noop("The paper %(subject)s could not be written."),
}

# The topics of `reports.told`, as people know them.
TOLD = {
    "statements": gettext_lazy("statements"),
    "conference": gettext_lazy("what is recorded of the conference"),
    "host": gettext_lazy("what is recorded of the conference"),
    "resolved": gettext_lazy("what the conference resolved"),
    "head": gettext_lazy("head and deputies"),
    "deputies": gettext_lazy("head and deputies"),
    "introduced": gettext_lazy("those whom the conference introduced for a post"),
    "nominations": gettext_lazy("nominations"),
    "decisions": gettext_lazy("decisions on awards"),
}


def problem(printed):
    """Return why a print failed and what to do; "" when it did not."""
    if not printed.problem:
        return ""
    match printed.problem["code"]:
        case "not_printable":
            return printed.problem["sentence"]
        case "gone":
            return _("What the paper is about is no longer there.")
        case "too_many_attempts":
            return _(
                "The paper could not be written after several attempts. Ask for it again, or tell your administrator."
            )
        case _:
            return _("The paper could not be written because of an error in the portal. Tell your administrator.")


def progress(printed):
    """Return how far an open print is."""
    if printed.state == "running":
        return _("The paper is being written.")
    return _("The paper waits for its turn. If this lasts for more than a minute, tell your administrator.")


def outdated(printed, grounds, *, same=None):
    """Return what was changed since the paper was made, out of `reports.queries.grounds_of`; "" when nothing was.

    `same` is whether the paper would say now what it says, where that is known. A paper that rests on a ranking is told
    to be behind as long as that one is.
    """
    if same is False:
        return _("This paper would say something else now. Make the file again.")
    if printed.state != "done" or printed.subject_id not in grounds or printed.subject_kind != "season":
        return ""
    *grounds_of_ranking, told = grounds[printed.subject_id]
    found = (_outrun(printed, *grounds_of_ranking), _told_otherwise(changed_since(printed, told)))
    return " ".join(sentence for sentence in found if sentence)


def _told_otherwise(topics):
    """Name what a season tells otherwise than its paper does."""
    if not topics:
        return ""
    words = ", ".join(dict.fromkeys(str(TOLD[topic]) for topic in topics))
    return _("Since this paper was made, something was changed in: %(what)s. Make the file again.") % {"what": words}


def _outrun(printed, counted, half, code, taken):
    """Say whether figures, points or the ranking were changed."""
    changed = printed.inputs_version not in (None, counted)
    if printed.kind == "half-year":  # what the whole year brings later changes nothing in it
        changed = half is not None and half > (printed.heartbeat_at or printed.finished_at)
    if changed and printed.rests_on:
        return _(
            "Figures or points were changed after this paper was made. Compute the ranking first, then make the file "
            "again."
        )
    if changed:
        return _("Figures or points were changed after this paper was made. Make the file again.")
    if printed.rests_on and printed.rests_on != code:
        return _("The ranking was computed anew after this paper was made. Make the file again.")
    if printed.rests_on and taken not in (None, counted):
        return _(
            "This paper rests on a ranking after which figures or points were changed. Compute the ranking first, then "
            "make the file again."
        )
    return ""
