"""Whether a condition of a rule is met, and on which figures: a sentence each."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from clusters import sentences

MET = {True: _("met"), False: _("not met")}
ASKED = {
    ">=": _("it has to be at least %(than)s"),
    ">": _("it has to be above %(than)s"),
    "=": _("it has to be %(than)s"),
    "<": _("it has to be below %(than)s"),
    "<=": _("it has to be at most %(than)s"),
}


def told(indicator, condition, answer):
    """Return the condition by its indicator, with the figures compared, what is asked and whether it is met."""
    if answer.met is None:
        return f"{indicator}: {_lower(sentences.of_step(answer.step))}"
    met = gettext(MET[answer.met])
    if answer.step is None:
        return f"{indicator}: {met}."
    asked = gettext(ASKED[condition.op]) % {"than": sentences.number(condition.than)}
    return f"{indicator}: {sentences.of_step(answer.step).removesuffix('.')}; {asked}: {met}."


def _lower(sentence):
    return sentence[:1].lower() + sentence[1:]
