"""What a sheet says about the total, in words: who stands first of equals, the classes, what excludes."""

from decimal import Decimal

from django.utils.translation import gettext as _

from clusters.templatetags.numbers import number


def tie(entry, names):
    """Return one step of the tie-break chain as a sentence; `names` are those of the lines by key."""
    line = names.get(entry.get("line"), "—")
    match entry["by"]:
        case "line":
            return _("First stands who has more points in “%(line)s”.") % {"line": line}
        case "figure":
            return _("First stands who reported the better figure in “%(line)s”.") % {"line": line}
        case "penalties":
            return _("First stands who lost fewer points as a penalty.")
    return _("First stands who got more votes at the conference.")


def class_of(entry, *, by_percent=False):
    """Return one class with its limit as a sentence.

    `by_percent` says that what does not apply is left out: then units are ranked and classed by the percentage.
    """
    limit = _("%(points)s%% of the assigned maximum") if by_percent else _("%(points)s points")
    told = {"name": entry["key"], "limit": limit % {"points": _points(entry.get("at_least"))}}
    if not entry.get("at_least"):
        return _("%(name)s: all others.") % told
    if entry.get("no_zero"):
        return _("%(name)s: from %(limit)s, no criterion at zero.") % told
    return _("%(name)s: from %(limit)s.") % told


def gate(entry, names):
    """Return one excluding condition and what it does as a sentence."""
    line = names.get(entry.get("line"))
    match entry["when"]:
        case "finding":
            when = entry.get("label") or "—"
        case "any_zero":
            when = (
                _("A criterion in “%(line)s” has no points") % {"line": line}
                if line
                else _("A criterion has no points")
            )
        case _other:
            when = _("“%(line)s” has fewer than %(points)s points") % {
                "line": line,
                "points": _points(entry.get("than")),
            }
    return f"{when}: {_effect(entry, names)}"


def _effect(entry, names):
    match entry["effect"]:
        case "not_considered":
            return _("the unit is not considered.")
        case "cap_class":
            return _("the unit gets at most the class “%(name)s”.") % {"name": entry.get("class", "—")}
        case "zero":
            return _("the unit gets no points in “%(line)s”.") % {"line": names.get(entry.get("group"), "—")}
    return _("the unit is held until it is settled.")


def _points(text):
    return number(Decimal(text) if text else None)
