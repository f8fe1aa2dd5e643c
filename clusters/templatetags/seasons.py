"""The tabs of a season, only pages that are installed, and the way back from them."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from clusters import words

register = template.Library()
register.filter("said", words.said_of)
register.filter("post", words.post_of)

TABS = (
    ("season", _("Overview"), "clusters:season"),
    ("members", _("Members"), "clusters:members"),
    ("sheets", _("Criteria sheet"), "clusters:sheets"),
    ("figures", _("Figures"), "clusters:figures_overview"),
    ("statements", _("Statements"), "clusters:statements"),
    ("scores", _("Scoring"), "clusters:scores_overview"),
    ("ranking", _("Ranking"), "clusters:ranking"),
    ("conferences", _("Conferences"), "clusters:conferences"),
    ("awards", _("Commendation"), "awards:season"),
    ("reports", _("Papers"), "reports:season"),
)


@register.simple_tag
def left_on(cluster, day):
    """That a member left the cluster, and when."""
    return words.said_of(cluster, "left on %(day)s") % {"day": f"{day:%d/%m/%Y}"}


@register.simple_tag
def season_tabs(season, current):
    """The pages of a season; `current` is a key of TABS."""
    tabs = []
    for key, label, name in TABS:
        try:
            url = reverse(name, args=[season.pk])
        except NoReverseMatch:
            continue
        tabs.append({"label": label, "url": url, "current": current == key})
    return tabs


@register.simple_tag
def season_crumbs(season):
    """The way back from a page about one season."""
    return [
        (_("Seasons"), reverse("clusters:seasons")),
        (season, reverse("clusters:season", args=[season.pk])),
    ]
