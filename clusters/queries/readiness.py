"""What is still missing before a season may go on to its next phase, each gap by name."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusters.choices import ConferenceKind, Period, Phase, ResolutionKind, SubmissionState
from clusters.models import Conference, Member, RankingRun, Submission
from clusters.queries import marking, preparation, ranking, sheets, verification
from clusters.queries.gap import Gap

# The apps above add what they ask before a season is published: of the season, a list of gaps.
OF_PUBLISHING = []
# And what they only tell then, which blocks nothing.
TOLD_AT_PUBLISHING = []
# And what of theirs rests on the ranking, before a season goes back: of the season, a list of gaps that do not block.
OF_GOING_BACK = []


def gaps(season, to):
    """Return what stands in the way of the phase; a step back needs nothing but a reason."""
    asked_above = [*OF_PUBLISHING, *TOLD_AT_PUBLISHING] if to == Phase.PUBLISHED else []
    return [*_CHECKS.get(Phase(to), _nothing)(season), *(gap for ask in asked_above for gap in ask(season))]


def looks_ready(season, to):
    """Whether a button to the phase may stand out, as far as few questions tell; the page of the move tells the rest.

    A ranking since which anything was touched does not look ready, though all may stand as it stood; what the apps
    above ask is left to that page.
    """
    check = _CHECKS.get(Phase(to), _nothing)
    found = check(season, _touched) if to == Phase.PUBLISHED else check(season)
    return not any(gap.blocking for gap in found)


def _touched(run, plan):
    return verification.is_touched(run)


def _nothing(_season):
    return iter(())


def resting(season):
    """Return what rests on the ranking and stays as it is when the season goes back; nothing before any ranking."""
    if not RankingRun.objects.filter(season=season).done().exists():
        return []
    told = _(
        "The ranking and the papers made from it stay as they are. Whatever changes now, compute the ranking again and "
        "make the papers anew."
    )
    return [Gap(told, "ranking", blocking=False), *(gap for ask in OF_GOING_BACK for gap in ask(season))]


def _of_appraisal(season):
    return _not_handed_in(season) if season.phase == Phase.REPORTING else []


def _not_handed_in(season):
    """Members whose results count as they stand though nobody answers for them."""
    members = Member.objects.filter(season=season, left_on=None)
    handed_in = Submission.objects.filter(
        member__season=season, period=Period.FULL_YEAR, state=SubmissionState.SUBMITTED
    ).values("member")
    missing = [str(member) for member in members.exclude(pk__in=handed_in).select_related("unit")]
    if not missing:
        return []
    sentence = ngettext(
        "%(count)s member has not handed in the results of the year: %(names)s.",
        "%(count)s members have not handed in the results of the year: %(names)s.",
        len(missing),
    )
    told = {"count": len(missing), "names": ", ".join(missing)}
    return [Gap(sentence % told, "figures_overview", blocking=False)]


def _of_appraised(season):
    if season.phase != Phase.APPRAISAL:
        return
    sheet = sheets.current(season)
    yield from preparation.of_sheet(sheet, None if sheet else sheets.draft(season))
    yield from _not_handed_in(season)
    yield from _unagreed(season, sheet)


def _unagreed(season, sheet):
    """Lines marked by hand on which nobody agreed; where points were appraised, those count in their stead."""
    lines, members = marking.unagreed(season, sheet) if sheet else (0, 0)
    if lines:
        sentence = ngettext(
            "%(lines)s line marked by hand, of %(members)s members, has no agreed points.",
            "%(lines)s lines marked by hand, of %(members)s members, have no agreed points.",
            lines,
        )
        yield Gap(sentence % {"lines": lines, "members": members}, "scores_overview", blocking=False)


def _of_published(season, is_overtaken=verification.is_overtaken):
    """Where a sheet is scored by, the results rest on a final run, and on the conference's conclusion."""
    sheet = sheets.current(season)
    if sheet is None:
        return
    latest = ranking.latest(season)
    if ranking.in_progress(latest):
        yield Gap(_("A ranking is being computed. Wait until it is done, then publish."), "ranking")
    run = ranking.last_done(season, latest)
    if run is None:
        yield Gap(_("The ranking has not been computed."), "ranking")
    elif run.sheet_id != sheet.pk:
        yield Gap(_("The last ranking rests on an older version of the criteria sheet."), "ranking")
    elif run.provisional:
        yield Gap(_("The last ranking is provisional. Compute it again, all points agreed."), "ranking")
    elif is_overtaken(run, plan=(sheet, None)):
        yield Gap(_("Figures or points were changed since the last ranking. Compute it again."), "ranking")
    if not _concluded(season):
        yield Gap(_("The conclusion of the year-end conference is not recorded."), "conferences")
    yield from _not_handed_in(season)


def _concluded(season):
    return Conference.objects.filter(
        season=season,
        kind=ConferenceKind.YEAR_END,
        resolutions__kind=ResolutionKind.CONCLUDED,
        resolutions__replaced_by=None,
    ).exists()


_CHECKS = {
    Phase.REPORTING: preparation.of_season,
    Phase.APPRAISAL: _of_appraisal,
    Phase.APPRAISED: _of_appraised,
    Phase.PUBLISHED: _of_published,
}
