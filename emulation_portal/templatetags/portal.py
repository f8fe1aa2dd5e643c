"""What every page shows around its content: the navigation, and links whose page may not be installed."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts.policies import may_manage_people

register = template.Library()

MAIN = (
    (_("My work"), "home"),
    (_("Seasons"), "clusters:seasons"),
    (_("Clusters"), "clusters:clusters"),
    (_("Own years"), "clusters:unit_years"),
    (_("Units"), "organisations:units"),
    (_("Commendation"), "awards:index"),
    (_("Printed papers"), "reports:papers"),
)
PEOPLE = ((_("Users"), "accounts:people"),)
ADMINISTRATION = ((_("Activity log"), "audit_log"),)
PROGRAMS = {"docx": "Word (DOCX)", "xlsx": "Excel (XLSX)"}
# What belongs to one season stands beside /clusters/seasons/, not below it.
OF_A_SEASON = (
    "conferences",
    "criteria",
    "figures",
    "members",
    "not-assigned",
    "posts",
    "resolutions",
    "sheets",
    "statements",
)
# By what stands before the key in ?sort=: the mark to show, what a press asks for before the key, and what is read out.
SORTED = {"": ("↑", "-", "ascending"), "-": ("↓", None, "descending")}
UNSORTED = ("↕", "", "none")
SORT_HEAD = (
    '<th scope="col"{} aria-sort="{}"><a class="sort-link" href="{}">{}&nbsp;'
    '<span class="sort-mark" aria-hidden="true">{}</span></a></th>'
)


@register.inclusion_tag("components/_navigation.html", takes_context=True)
def navigation(context):
    """The main menu of whoever is signed in: only pages that exist, the current one marked."""
    request = context.get("request")
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"entries": []}
    people = PEOPLE if may_manage_people(actor) else ()
    wanted = MAIN + people + (ADMINISTRATION if actor.is_administrator else ())
    found = [(label, address(name)) for label, name in wanted]
    return {"entries": _marked([(label, url) for label, url in found if url], _room(context, request.path))}


@register.filter
def file_format(value):
    """A format of files by the program that people know, with the ending of the file: “Word (DOCX)”."""
    return PROGRAMS.get(str(value), str(value).upper())


@register.simple_tag
def address(name, *args):
    """The URL of a named page, or "" when no such page is installed."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def query(context, **changes):
    """The current query string with some parameters changed; None removes one. For sort links and pages."""
    kept = {name: values for name, values in context["request"].GET.lists() if name not in changes}
    changed = {name: str(value) for name, value in changes.items() if value is not None}
    return "?" + urlencode(kept | changed, doseq=True)


def _marked(entries, path):
    """Each entry with whether it is the one that holds this page: the longest address that begins it."""
    holding = [url for _label, url in entries if path == url or (url != "/" and path.startswith(url))]
    current = max(holding, key=len, default=None)
    return [{"label": label, "url": url, "current": url == current} for label, url in entries]


def _room(context, path):
    """Where the page stands in the menu: results of an own year lie below that year, other parts below their season."""
    own = address("clusters:unit_years")
    if own and any(url == own for _label, url in context.get("crumbs") or ()):
        return own
    clusters, seasons = address("clusters:clusters"), address("clusters:seasons")
    room = path.removeprefix(clusters).split("/")[0] if clusters and path.startswith(clusters) else ""
    return seasons if room in OF_A_SEASON else path


@register.simple_tag
def elided(page):
    """The page numbers worth showing around the current one, with gaps."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


@register.simple_tag(takes_context=True)
def sort_head(context, key, label, kind=""):
    """The head of a column that a list can be sorted by: <th>, with a link that says how it is sorted now.

    The page sorts on the server by ?sort=: the key, or the key with "-" before it for falling order; a third press
    gives the page's own order. It ignores keys that it does not know. `kind` is "num" for a column of numbers.
    """
    chosen = context["request"].GET.get("sort", "")
    mark, following, said = SORTED.get(chosen.removesuffix(key) if chosen.endswith(key) else None, UNSORTED)
    address = query(context, sort=None if following is None else following + key, page=None)
    return format_html(SORT_HEAD, kind and format_html(' class="{}"', kind), said, address, label, mark)
