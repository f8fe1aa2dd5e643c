"""Forms in parts of pages that are drawn once and read by many."""

from functools import cache

from django import template
from django.utils.crypto import salted_hmac
from django.utils.safestring import mark_safe

register = template.Library()


@register.tag
def own_token(parser, token):
    """{% own_token %}{% cache … %} … {% csrf_token %} … {% endcache %}{% endown_token %}: each reader gets his own."""
    nodes = parser.parse(("endown_token",))
    parser.delete_first_token()
    return OwnToken(nodes)


class OwnToken(template.Node):
    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        with context.push(csrf_token=_place()):
            drawn = self.nodelist.render(context)
        return mark_safe(drawn.replace(_place(), str(context["csrf_token"])))  # noqa: S308 -- what the template escaped


@cache
def _place():
    """What stands for the token where a part is kept; nobody can write it into a text of his own."""
    return salted_hmac("clusters.templatetags.drawn", "token").hexdigest()
