"""Points: who has come how far, a member's score sheet, one line, and why it earns what it earns."""

from functools import cache, partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from clusters import condition_sentences, counting_sentences, drawn, entry_policies, policies, rule_sentences, sorting
from clusters.actions import scores as score_actions
from clusters.conversation import found_season, require
from clusters.entry_sentences import appraiser, unmarked
from clusters.errors import Incomplete, RuleBroken, Stale
from clusters.forms.scores import MarkForm
from clusters.queries import criteria, live, marking, score_totals, sheets
from clusters.queries import scores as score_queries
from clusters.queries.seasons import illustrative
from clusters.queries.standing import members_visible, standing
from organisations import keys

COLUMNS = {
    "computed": gettext_noop("By the rule"),
    "self": gettext_noop("Self-scored"),
    "appraised": gettext_noop("Appraised"),
    "agreed": gettext_noop("Agreed"),
    "counting": gettext_noop("Points that count"),
}
SORTS = {
    "unit": lambda told: told[0].member.unit.sort_key,
    "self": lambda told: told[0].self,
    "appraised": lambda told: told[0].appraised,
    "agreed": lambda told: told[0].agreed,
    "points": lambda told: told[1].points if told[1] else None,
}


def found_member(request, pk):
    """The member with how the reader stands to its season; 404 for whoever may not see it."""
    member = get_object_or_404(score_queries.members_visible_to(request.actor), pk=pk)
    stands = standing(request.actor, member.season)
    if not policies.may_see(stands, member):
        raise Http404
    return member, stands


def sheet_for(member, stands, findings=None):
    everybody = ()
    if policies.may_see_ranking(stands):
        # Who left is not ranked, so nobody is compared with him either.
        everybody = members_visible(stands, member.season).filter(left_on=None)
    return score_queries.score_sheet(member, everybody=everybody, findings=findings)


def crumbs_for(member):
    season = member.season
    return [(_("Points of %(season)s") % {"season": season}, reverse("clusters:scores_overview", args=[season.pk]))]


@login_required
@require_GET
def scores_overview(request, pk):
    state = drawn.now("season", pk)
    season, stands = found_season(request, pk)

    @cache
    def sheet():
        return sheets.current(season)

    def rows():
        progress = marking.progress(season, stands, sheet())
        totals = _totals_of(season, sheet(), stands, [row.member for row in progress])
        told = [(row, totals.get(row.member.pk)) for row in progress]
        return sorting.ordered(told, *asked, SORTS)

    asked, plain = drawn.asked(request, sort=lambda sort: sorting.known(sort, SORTS))
    context = {
        "season": season,
        "rows": rows,
        "illustrative": cache(partial(illustrative, season)),
        "places": lambda: sheet().places if sheet() else 2,
        **drawn.once(state, "scores-overview", season.pk, stands, asked, keep=plain),
    }
    return render(request, "clusters/scores_overview.html", context)


def _totals_of(season, sheet, stands, members):
    """What counts of each member's sheet now; for who sees only himself, of his own and without what others decide."""
    if policies.may_see_ranking(stands):
        return score_totals.of_members(season, sheet)
    return score_totals.of_own(members, sheet)


@login_required
@require_GET
def scores(request, pk):
    state = drawn.now("member", pk)
    member, stands = found_member(request, pk)
    may = {stage: entry_policies.may_mark(stands, member, stage) for stage in score_queries.STAGES}
    findings = tuple(score_queries.findings_of(member))

    @cache
    def sheet():
        return sheet_for(member, stands, findings)

    @cache
    def totals():
        return _totals(sheet())

    context = {
        "member": member,
        "sheet": sheet,
        "crumbs": crumbs_for(member),
        "may": may,
        "appraiser": "" if may["appraised"] else appraiser(stands, member),
        "shows_findings": bool(findings) or entry_policies.may_record_finding(stands, member),
        "proposed": lambda: proposed(sheet()),
        "rows": lambda: totals()["rows"],
        "whole": lambda: totals()["whole"],
        **drawn.once(state, "scores", member.pk, stands, *may.values()),
    }
    return render(request, "clusters/scores.html", context)


def _totals(sheet):
    """Each line with the totals of its columns where it is a group, and those of the whole sheet."""
    totals = score_totals.of_sheet(sheet)
    rows = [(line, _cells(totals.get(str(line.criterion.pk)))) for line in sheet.lines]
    return {"rows": rows, "whole": _cells(totals.get(""))}


def _cells(total):
    return [(column, _(COLUMNS[column]), total[column]) for column in score_totals.COLUMNS] if total else []


@login_required
@require_http_methods(["GET", "POST"])
def score(request, pk, criterion, stage):
    member, stands = found_member(request, pk)
    if stage not in score_queries.STAGES:
        raise Http404
    if not entry_policies.may_mark(stands, member, stage):
        raise PermissionDenied(unmarked(stands, member, stage))
    line = _line(sheet_for(member, stands), criterion)
    form = MarkForm(request.POST or None, line=line, stage=stage)
    if request.method == "POST" and form.is_valid() and (given := _give(member, line, stage, form, request.actor)):
        messages.success(request, _("The points of “%(line)s” are saved.") % {"line": line.criterion})
        if given.illustrative and not form.cleaned_data["illustrative"]:
            told = _("The line is marked as illustrative still: the points of another column of it are made up.")
            messages.warning(request, told)
        return redirect(reverse("clusters:scores", args=[member.pk]) + f"#line-{line.criterion.pk}")
    if getattr(form, "stale", None):
        line = _line(sheet_for(member, stands), criterion)
    context = {"form": form, "member": member, "line": line, "stage": stage, "crumbs": crumbs_for(member)}
    return render(request, "clusters/score.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def accept(request, pk):
    """Take the self-scored points of a group, or of all lines, as appraised: counts and names first."""
    member, stands = found_member(request, pk)
    require(policies.may_appraise(stands, member), unmarked(stands, member, "appraised"))
    sheet = sheet_for(member, stands)
    lines = proposed(sheet, keys.read(request.GET.get("group", "")))
    if request.method == "POST":
        accepted, left = score_actions.accept_proposed(member, _seen(request), by=request.actor)
        _tell(request, accepted, left)
        return redirect("clusters:scores", member.pk)
    return render(request, "clusters/accept.html", {"member": member, "lines": lines, "crumbs": crumbs_for(member)})


@login_required
@require_GET
def explanation(request, pk, criterion):
    member, stands = found_member(request, pk)
    line = _line(sheet_for(member, stands), criterion)
    answers = [] if line.not_assigned else live.answers_of(member, line.criterion, line.rule)
    context = {
        "member": member,
        "line": line,
        "rule": None if line.faulty or line.manual else rule_sentences.rule(line.criterion),
        "conditions": [condition_sentences.told(*answer) for answer in answers],
        "counted": [] if line.not_assigned else counting_sentences.told(line),
        "inputs": criteria.inputs_of(member, line.criterion),
        "crumbs": [*crumbs_for(member), (_("Score sheet"), reverse("clusters:scores", args=[member.pk]))],
    }
    return render(request, "clusters/explanation.html", context)


def proposed(sheet, group=None):
    """The lines whose self-scored points nobody appraised yet, under the group or anywhere.

    Those that differ from what the rule computes are appraised one by one, with a look at both.
    """
    return [
        line
        for line in sheet.items
        if line.points("self") is not None
        and line.points("appraised") is None
        and (line.computed is None or line.computed.value in (None, line.points("self")))
        and (group is None or group in (line.criterion.parent_id, line.criterion.top.pk))
    ]


def _line(sheet, criterion):
    line = score_queries.line_of(sheet, criterion)
    if line is None:
        raise Http404
    return line


def _give(member, line, stage, form, actor):
    act, mark = score_actions.GIVE[stage], score_actions.Mark(**form.values())
    try:
        return act(member, line.criterion, mark, by=actor, token=form.cleaned_data["token"])
    except Stale as stale:
        form.stale = stale.current
        form.data = form.data.copy()
        form.data["token"] = str(stale.current.version)
        form.add_error(None, str(stale))
    except Incomplete as incomplete:
        form.add_error("reason", str(incomplete))
    except RuleBroken as broken:
        form.add_error("points", str(broken))
    return None


def _seen(request):
    """The lines that were confirmed, each with the version that was read: "12:3"."""
    pairs = (text.partition(":") for text in request.POST.getlist("line"))
    read = ((keys.read(line), keys.read(version)) for line, _colon, version in pairs)
    return {line: version for line, version in read if None not in (line, version)}


def _tell(request, accepted, left):
    messages.success(request, _("%(count)d lines were appraised as proposed.") % {"count": len(accepted)})
    if left:
        names = "; ".join(f"{line} ({why.rstrip('.')})" for line, why in left)
        sentence = _("These lines were left alone: %(names)s. Appraise each on its own page.")
        messages.warning(request, sentence % {"names": names})
