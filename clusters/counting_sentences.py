"""Which points of a line count, what they rest on and how far they are from the others: a sentence each."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from clusters.templatetags.numbers import number

COUNTED = {
    "agreed": _("%(points)s points count: they were agreed."),
    "appraised": _("%(points)s points count: they were appraised."),
    "rule": _("%(points)s points count: the rule computed them, and nobody gave others."),
}
NONE = {  # whether the rule waits for the ranking: the sentence
    False: _("No points count yet."),
    True: _("No points count yet: the rule computes them with the ranking."),
}
REASON = _("The reason written for them: %(reason)s")
NO_REASON = _("No reason is written for them.")
FROM_RULE = _("Difference from the points of the rule, %(before)s: %(difference)s.")
FROM_SELF = _("Difference from the self-scored points, %(before)s: %(difference)s.")


def told(line):
    """Return the sentences about a line of a score sheet that applies to its unit."""
    if line.counted is None:
        return [gettext(NONE[line.hidden])]
    places = line.criterion.sheet.places
    stage, points = line.counted
    said = [gettext(COUNTED[stage]) % {"points": number(points, places)}]
    if stage == "rule":
        return said
    apart = [(FROM_RULE, line.computed_points), (FROM_SELF, line.points("self"))]
    apart = [(sentence, before) for sentence, before in apart if before not in (None, points)]
    if reason := reason_of(line):
        said.append(gettext(REASON) % {"reason": reason})
    elif apart:
        said.append(gettext(NO_REASON))
    for sentence, before in apart:
        values = {"before": number(before, places), "difference": _signed(points - before, places)}
        said.append(gettext(sentence) % values)
    return said


def reason_of(line):
    """The reason beside the points that count: their own, else that of an earlier opinion that gave the same points."""
    stages = ("agreed", "appraised", "self")
    points = line.counting
    later = stages[stages.index(line.counted[0]) :]
    reasons = (getattr(line.score, f"{stage}_reason") for stage in later if line.points(stage) == points)
    return next((reason for reason in reasons if reason.strip()), "")


def _signed(difference, places):
    return f"{'+' if difference > 0 else ''}{number(difference, places)}"
