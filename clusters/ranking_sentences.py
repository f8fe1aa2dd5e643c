"""How a ranking run stands, why it failed, and which tie-break decided: codes put into sentences."""

from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from clusters.choices import RunState
from clusters.models import Member
from clusters.templatetags.numbers import number

# A run that nobody took up for this long has no worker to take it.
NOBODY_CAME_SECONDS = 15

PROBLEMS = {
    "no_sheet": gettext_noop("The season has no published criteria sheet yet; publish one and compute again."),
    "no_members": gettext_noop("The season has no members yet; admit them and compute again."),
    "bad_sheet": gettext_noop(
        "“%(line)s” of the criteria sheet cannot be computed as it is written; mend it in a new version of the sheet, "
        "then compute again."
    ),
    "bad_inputs": gettext_noop(
        "What is recorded of %(unit)s cannot be computed; nothing was changed. Tell the administrator."
    ),
    "too_many_attempts": gettext_noop(
        "The computation broke off %(attempts)s times; nothing was changed. Tell the administrator, then compute again."
    ),
    "crashed": gettext_noop(
        "The computation met an error that it does not know; nothing was changed. Tell the administrator the time at "
        "which it happened, then compute again."
    ),
}


def problem(run):
    """Why a failed run failed, as a whole sentence."""
    told = run.problem or {}
    template = PROBLEMS.get(told.get("code"), PROBLEMS["crashed"])
    return gettext(template) % told


def state(run, *, now=None):
    """How the run stands, as a whole sentence."""
    now = now or timezone.now()
    if run.state == RunState.FAILED:
        return problem(run)
    if run.state == RunState.DONE:
        seconds = (run.finished_at - run.requested_at).total_seconds()
        if seconds < 1:
            return gettext("The ranking was computed in less than a second.")
        return gettext("The ranking was computed in %(seconds)s seconds.") % {"seconds": number(round(seconds, 1), 1)}
    if run.state == RunState.RUNNING:
        return gettext("The points are being computed.")
    if (now - run.requested_at).total_seconds() > NOBODY_CAME_SECONDS:
        return gettext(
            "No computing process has taken the request up yet; the last ranking stays as it is. The request is kept "
            "and will be carried out; if this lasts, tell the administrator."
        )
    return gettext("The request waits for its turn.")


def steps(run):
    """What the run has come through, in order and to the second: a short one is over before a page asks about it."""
    counted = gettext("Taken up at %(time)s; points computed: %(done)s of %(total)s")
    known = (
        (gettext("Asked for at %(time)s"), run.requested_at),
        (counted if run.progress_total else gettext("Taken up at %(time)s"), run.started_at),
        (gettext("Done at %(time)s"), run.finished_at if run.state == RunState.DONE else None),
    )
    told = {"done": number(run.progress_done), "total": number(run.progress_total)}
    return [
        sentence % {"time": timezone.localtime(moment).strftime("%H:%M:%S"), **told}
        for sentence, moment in known
        if moment
    ]


def tie(row, table):
    """The step that parted a row from one of equal points, as a sentence; empty where none was needed."""
    if row.won:
        return gettext("Equal points; placed before %(unit)s by %(step)s: %(own)s against %(other)s.") % _told(
            row.won, table
        )
    if row.lost:
        return gettext("Equal points; placed after %(unit)s by %(step)s: %(own)s against %(other)s.") % _told(
            row.lost, table
        )
    return gettext("Equal in every step of the tie-break: the place is shared.") if row.shared else ""


def _told(decided, table):
    step, own, other, key = decided
    tie = table.ties[int(step)]
    # Points bear the sheet's decimals; a reported figure or a number of votes stays as it is.
    places = table.run.sheet.places if tie.by in ("line", "penalties") else None
    return {
        "unit": table.unit(int(key)).name,
        "step": step_name(tie),
        "own": number(own, places),
        "other": number(other, places),
    }


def step_name(tie):
    """One step of the tie-break chain in words."""
    if tie.by == "line":
        return gettext("the points of “%(line)s”") % {"line": tie.line}
    if tie.by == "figure":
        return gettext("the figure reported for “%(line)s”") % {"line": tie.line}
    if tie.by == "penalties":
        return gettext("fewer points deducted")
    return gettext("a decision recorded for it (%(name)s)") % {"name": tie.name}


def differences(run, found):
    """What does not match in a run that was verified, a sentence each."""
    names = {str(member.pk): str(member) for member in Member.objects.filter(season=run.season).select_related("unit")}
    return [gettext(DIFFERENCES[each.kind]) % _named(each, names) for each in found]


def _named(difference, names):
    return {
        "unit": names.get(str(difference.key), difference.key),
        "field": gettext(FIELDS[difference.field]) if difference.field in FIELDS else difference.field,
        "stored": difference.stored,
        "computed": difference.computed,
    }


FIELDS = {
    "place": gettext_noop("place"),
    "shared": gettext_noop("shared place"),
    "score": gettext_noop("points ranked"),
    "total": gettext_noop("total"),
    "percent": gettext_noop("percentage"),
    "gap": gettext_noop("gap to the next"),
    "class_key": gettext_noop("class"),
    "class": gettext_noop("class"),
    "groups": gettext_noop("points by group"),
    "points": gettext_noop("points by line"),
    "steps": gettext_noop("explanation"),
    "code": gettext_noop("result code"),
    "provisional": gettext_noop("whether it is provisional"),
    "illustrative": gettext_noop("whether it rests on illustrative figures"),
}
DIFFERENCES = {
    "no_document": gettext_noop("What the ranking rests on is gone."),
    "code": gettext_noop("The frozen text is not the one from which the result code was made."),
    "unreadable": gettext_noop("The frozen text cannot be read."),
    "inputs": gettext_noop("The frozen figures cannot be scored."),
    "row_missing": gettext_noop("The row of %(unit)s is missing."),
    "row_unknown": gettext_noop("There is a row too many: %(unit)s."),
    "order": gettext_noop("The rows stand in another order."),
    "value": gettext_noop("%(unit)s, %(field)s: %(stored)s is stored, %(computed)s comes out."),
    "form": gettext_noop("The frozen text holds something that does not belong there."),
    "sheet": gettext_noop("The criteria sheet is no longer the one that was frozen."),
    "trail": gettext_noop("The activity log holds something else of this ranking: %(field)s."),
}
