"""Entries of the trail in the words of people: {% load trail %}{{ entry|sentence }}."""

from django import template

from audit import sentences

register = template.Library()
register.filter("sentence", sentences.sentence)
register.filter("shown", sentences.shown)
register.filter("word", sentences.word)


@register.filter
def changed(entry):
    """The value before and after the act, as people write them; nothing where there is none or the sentence says it."""
    if not {"before", "after"} & set(entry.details) or sentences.says(entry.action, "before"):
        return None
    return {name: sentences.shown(entry.details.get(name)) for name in ("before", "after")}
