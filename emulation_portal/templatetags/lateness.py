"""A day to come, in words a person acts on."""

from django import template
from django.utils import formats
from django.utils.translation import gettext, ngettext

register = template.Library()


@register.filter
def until(due, today):
    """“Còn 3 ngày (31/12/2020)”, “Hạn hôm nay (…)” or “Trễ 2 ngày (…)”."""
    day, left = formats.date_format(due), (due - today).days
    if left == 0:
        return gettext("Due today (%(day)s)") % {"day": day}
    if left > 0:
        sentence = ngettext("%(count)d day left (%(day)s)", "%(count)d days left (%(day)s)", left)
    else:
        sentence = ngettext("%(count)d day late (%(day)s)", "%(count)d days late (%(day)s)", -left)
    return sentence % {"count": abs(left), "day": day}
