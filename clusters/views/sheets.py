"""The criteria sheets of a season: shown, started, described, given rules, published."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from audit import trail
from clusters import policies
from clusters.actions import sheets as sheets_actions
from clusters.choices import SheetState
from clusters.conversation import Talk, converse, found_season, left_behind, require
from clusters.forms.base import Confirmation, typed
from clusters.forms.rules import FORMS, rows_of
from clusters.forms.sheets import DescribeSheetForm, DropForm, EditedForm, StartSheetForm
from clusters.models import CriteriaSheet
from clusters.queries import sheet_check, sheet_tree
from clusters.queries import sheets as sheets_read
from clusters.queries.standing import seasons_visible_to, standing
from clusters.templatetags.seasons import season_crumbs
from clusters.tokens import SHEET_HEAD
from clusters.words import said_of

GET_AND_POST = ["GET", "POST"]
LAST_ACTS = 10
NOT_YOURS = gettext_noop(
    "Only the secretariat or the organiser writes the sheet, and only until the results are published."
)
RULES = {
    "ties": (
        gettext_noop("Equal totals"),
        gettext_noop("The steps are asked from the top until one decides. If none does, the units share the place."),
    ),
    "classes": (
        gettext_noop("Classes"),
        gettext_noop(
            "From the best to the last. The last class has no lower limit: leave its points empty. Where the sheet "
            "leaves out what does not apply, the points of a class are per cent of the maximum: 90 means 90%."
        ),
    ),
    "gates": (
        gettext_noop("Excluding conditions"),
        gettext_noop("What keeps a unit from being considered, whatever its points."),
    ),
}


@login_required
@require_GET
def sheets(request, pk):
    """The sheet that counts, else the draft; a page of its own where there is none."""
    season, stands = found_season(request, pk)
    visible = list(sheets_read.sheets_visible(stands, season))
    published = [each for each in visible if each.state != SheetState.DRAFT]
    if visible:
        return redirect(sheet_page((published or visible)[0]))
    context = {"season": season, "may_edit": policies.may_edit_sheet(stands), "crumbs": season_crumbs(season)}
    return render(request, "clusters/no_sheet.html", context)


@login_required
@require_GET
def sheet(request, pk):
    shown, stands = _found(request, pk)
    may_edit = policies.may_edit_sheet(stands)
    draft = shown.state == SheetState.DRAFT
    tree = sheet_tree.tree(shown, checked=draft)
    context = {
        "sheet": shown,
        "season": shown.season,
        "tree": tree,
        "rules": sheet_tree.rules(shown, tree.lines),
        "versions": sheets_read.sheets_visible(stands, shown.season),
        "may_edit": may_edit and draft,
        "may_renew": may_edit and not draft and sheets_read.draft(shown.season) is None,
        "entries": _history(shown, tree) if may_edit else None,
        "crumbs": season_crumbs(shown.season),
    }
    return render(request, "clusters/sheet.html", context)


@login_required
@require_http_methods(GET_AND_POST)
def start_sheet(request, pk):
    season, stands = found_season(request, pk)
    require(policies.may_edit_sheet(stands), said_of(season.cluster, NOT_YOURS))
    title = _("Criteria sheet and scoring of %(year)s") % {"year": season.year}
    form = StartSheetForm(request.POST or None, season=season, initial={"title": title}, token=str(season.version))
    back = reverse("clusters:season", args=[season.pk])
    talk = Talk(
        _("Start the criteria sheet"),
        back,
        _("Start the sheet"),
        season_crumbs(season),
        done=_("The criteria sheet is started. Enter its lines."),
    )

    def act(values):
        told = {"source": values["source"], "version": form.number_seen, "key": values["key"] or None}
        made = sheets_actions.start(season, form.values(), by=request.actor, **told)
        return sheet_page(made)

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def describe_sheet(request, pk):
    shown = editable(request, pk)
    initial = {name: getattr(shown, name) for name in SHEET_HEAD}
    initial |= {name: typed(initial[name]) for name in ("declared_max", "total_cap")}
    form = DescribeSheetForm(request.POST or None, initial=initial, token=str(shown.edited))
    talk = _talk(shown, _("Title, total and rounding"), _("Save"), done=_("Saved."))

    def act(values):
        return sheet_page(sheets_actions.describe(shown, form.values(), by=request.actor, edited=form.number_seen))

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def sheet_rules(request, pk, part):
    shown = editable(request, pk)
    if part not in FORMS:
        raise Http404
    form = EditedForm(request.POST or None, token=str(shown.edited))
    named = {"lines": sheets_read.lines(shown), "classes": [entry["key"] for entry in shown.classes]}
    initial = [FORMS[part].read(entry) for entry in getattr(shown, part)]
    rows = rows_of(FORMS[part], request.POST, initial, named)
    heading, intro = RULES[part]
    talk = _talk(shown, _(heading), _("Save"), _(intro), template="clusters/rows.html", done=_("Saved."))
    if request.method == "POST" and not rows.is_valid():
        return render(request, talk.template, {"form": form, "rows": rows, "talk": talk})

    def act(values):
        entries = [entry for entry in (row.entry() for row in rows) if entry]
        sheets_actions.set_rules(shown, {part: entries}, by=request.actor, edited=form.number_seen)
        return sheet_page(shown)

    return converse(request, form, talk, act, rows=rows)


@login_required
@require_http_methods(GET_AND_POST)
def publish_sheet(request, pk):
    shown, stands = _found(request, pk)
    if request.method == "POST" and policies.may_edit_sheet(stands) and shown.state != SheetState.DRAFT:
        return redirect(sheet_page(shown))  # the form that published it, sent again
    shown = editable(request, pk)
    form = EditedForm(request.POST or None, token=str(shown.edited))
    faults = sheet_check.faults(shown)
    intro = _("All members see the sheet. Afterwards no line of it can be changed; a change is a new version.")
    talk = _talk(
        shown,
        _("Publish the criteria sheet"),
        _("Publish the sheet"),
        intro,
        template="clusters/publish_sheet.html",
        done=_("The criteria sheet is published: all members see it."),
    )

    def act(values):
        return sheet_page(sheets_actions.publish(shown, by=request.actor, edited=form.number_seen))

    return converse(request, form, talk, act, faults=faults)


@login_required
@require_http_methods(GET_AND_POST)
def renew_sheet(request, pk):
    shown, stands = _found(request, pk)
    require(
        policies.may_edit_sheet(stands) and shown.state != SheetState.DRAFT, said_of(shown.season.cluster, NOT_YOURS)
    )
    form = Confirmation(request.POST or None, token=str(shown.season.version))
    intro = _("A draft with the same lines is made. The published version counts until the draft is published in turn.")
    talk = _talk(
        shown,
        _("New version of the criteria sheet"),
        _("Make the draft"),
        intro,
        done=_("The draft of the new version is made."),
    )

    def act(values):
        told = {"version": form.number_seen, "key": values["key"] or None}
        return sheet_page(sheets_actions.renew(shown, by=request.actor, **told))

    return converse(request, form, talk, act)


@login_required
@require_http_methods(GET_AND_POST)
def drop_sheet(request, pk):
    if season := left_behind(request, CriteriaSheet, pk):
        return redirect("clusters:season", found_season(request, season)[0].pk)
    shown = editable(request, pk)
    form = DropForm(request.POST or None)
    intro = _("The draft is given up with all its lines. Published versions stay.")
    talk = _talk(shown, _("Give up the draft"), _("Give up the draft"), intro, done=_("The draft is given up."))

    def act(values):
        sheets_actions.drop(shown, by=request.actor, reason=values["reason"], key=values["key"])
        return reverse("clusters:season", args=[shown.season_id])

    return converse(request, form, talk, act)


def editable(request, pk):
    """Return a draft that the reader may write; 404 for a stranger, 403 with a sentence for others."""
    shown, stands = _found(request, pk)
    require(policies.may_edit_sheet(stands), said_of(shown.season.cluster, NOT_YOURS))
    require(shown.state == SheetState.DRAFT, _("This version is published and is kept as it is. Make a new version."))
    return shown


def sheet_page(shown):
    return reverse("clusters:sheet", args=[shown.pk])


def _talk(shown, heading, button, intro="", **more):
    return Talk(heading, sheet_page(shown), button, sheet_crumbs(shown), intro, **more)


def sheet_crumbs(shown):
    return [*season_crumbs(shown.season), (shown, sheet_page(shown))]


def _history(shown, tree):
    """The last acts on the sheet, on its lines, and of the run that froze it."""
    lines = [each.line for each in tree.lines]
    return trail.history_of(shown, *lines, *sheets_read.freezing_run(shown))[:LAST_ACTS]


def _found(request, pk):
    shown = get_object_or_404(CriteriaSheet.objects.filter(season__in=seasons_visible_to(request.actor)), pk=pk)
    shown.season = seasons_visible_to(request.actor).get(pk=shown.season_id)
    stands = standing(request.actor, shown.season)
    if shown.state == SheetState.DRAFT and not (stands.secretariat or stands.organises):
        raise Http404
    return shown, stands
