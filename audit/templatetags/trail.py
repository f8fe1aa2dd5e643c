"""Entries of the trail in the words of people: {% load trail %}{{ entry|sentence }}."""

from django import template

from audit import sentences

register = template.Library()
register.filter("sentence", sentences.sentence)
register.filter("shown", sentences.shown)
register.filter("word", sentences.word)


@register.filter
def tells_reason(entry):
    """Whether the act's sentence says the reason itself."""
    return sentences.says(entry.action, "reason")


@register.filter
def changed(entry):
    """The value before and after the act, as people write them, each with its mark where that was changed as well.

    A full stop follows each on its page, so their own last one is left out. Nothing where there is none, where both
    are the same or the sentence says it.
    """
    if not {"before", "after"} & set(entry.details) or sentences.says(entry.action, "before"):
        return None
    before, after = (sentences.detail(entry, name) for name in ("before", "after"))
    return {"before": before.removesuffix("."), "after": after.removesuffix(".")} if before != after else None
