"""What is still missing before a season may go on to its next phase, each gap by name."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusters.choices import ConferenceKind, Period, Phase, PostKind, ResolutionKind, SubmissionState
from clusters.models import Conference, Indicator, Member, Post, RankingRun, Submission
from clusters.queries import ranking, sheet_check, sheets, verification

# The apps above add what they ask before a season is published: of the season, a list of gaps.
OF_PUBLISHING = []
# And what they only tell then, which blocks nothing.
TOLD_AT_PUBLISHING = []
# And what of theirs rests on the ranking, before a season goes back: of the season, a list of gaps that do not block.
OF_GOING_BACK = []


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing missing: a sentence, and the page on which it is mended, a name of clusters' URLs, with the season.

    An app above names its own page with its app before it.
    What is not blocking is said, and may be so: a member may never hand in, a season may go without points.
    """

    sentence: str
    page: str = "season"
    blocking: bool = True

    @property
    def url_name(self):
        return self.page if ":" in self.page else f"clusters:{self.page}"

    @property
    def of_organiser(self):
        """The page is open to whoever sets the season up alone; the others read the sentence and ask for it."""
        return self.page == "deadlines"


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


def _of_reporting(season):
    """Whoever is asked for results must be known, and know what is asked, by when, and by what it will be scored."""
    if season.phase != Phase.DRAFT:
        return
    yield from _of_members(season)
    yield from _of_head(season)
    sheet = sheets.current(season)
    draft = None if sheet else sheets.draft(season)
    yield from _of_sheet(sheet, draft)
    yield from _of_indicators(sheet or draft)
    yield from _of_deadline(season)


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
    yield from _of_sheet(sheet, None if sheet else sheets.draft(season))
    yield from _not_handed_in(season)


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


def _of_members(season):
    members = list(Member.objects.filter(season=season, left_on=None).select_related("unit"))
    if not members:
        return [Gap(_("The season has no members."), "members")]
    if len(members) == 1:
        return [Gap(_("The season has only one member: there is nobody to compete with."), "members")]
    return []


def _of_head(season):
    """A running season needs a head in force; of an earlier year the head may be a thing that no record names."""
    posts = Post.objects.filter(member__season=season, kind=PostKind.HEAD)
    today = timezone.localdate()
    running = season.year >= today.year
    if running:
        posts = posts.filter(Q(valid_to=None) | Q(valid_to__gt=today))
    return [] if posts.exists() else [Gap(_("The season has no head."), "members", blocking=running)]


def _of_sheet(sheet, draft):
    """What the sheet that counts lacks, else the one that is written; its faults are looked for last."""
    if sheet is not None:
        return
    if draft is None:
        yield Gap(_("The season has no criteria sheet: there will be no points and no ranking."), "sheets", False)
        return
    yield Gap(_("The criteria sheet is not published."), "sheets")
    yield from (Gap(fault.sentence, "sheets") for fault in sheet_check.faults(draft))


def _of_indicators(sheet):
    """Figures are asked for through the criteria that take them in; a sheet may be marked by hand alone."""
    if sheet is not None and Indicator.objects.filter(criterion_inputs__criterion__sheet=sheet).exists():
        return []
    sentence = _("No criterion takes in an indicator: the members will be asked for no figures.")
    return [Gap(sentence, "sheets", blocking=False)]


def _of_deadline(season):
    if season.deadlines.filter(phase=Phase.REPORTING).exists():
        return []
    sentence = _("No deadline is set for “%(phase)s”: nobody is told by when.") % {"phase": Phase.REPORTING.label}
    return [Gap(sentence, "deadlines", blocking=False)]


def _concluded(season):
    return Conference.objects.filter(
        season=season,
        kind=ConferenceKind.YEAR_END,
        resolutions__kind=ResolutionKind.CONCLUDED,
        resolutions__replaced_by=None,
    ).exists()


_CHECKS = {
    Phase.REPORTING: _of_reporting,
    Phase.APPRAISAL: _of_appraisal,
    Phase.APPRAISED: _of_appraised,
    Phase.PUBLISHED: _of_published,
}
