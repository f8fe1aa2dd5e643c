"""What a season still lacks while it is being prepared."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.choices import Phase, PostKind
from clusters.models import Indicator, Member, Post
from clusters.queries import sheet_check, sheets
from clusters.queries.gap import Gap
from clusters.words import said_of


def of_season(season):
    """Whoever is asked for results must be known, and know what is asked, by when, and by what it will be scored."""
    if season.phase != Phase.DRAFT:
        return
    yield from _of_members(season)
    yield from _of_head(season)
    sheet = sheets.current(season)
    draft = None if sheet else sheets.draft(season)
    yield from of_sheet(sheet, draft)
    yield from _of_indicators(sheet or draft)
    yield from _of_deadline(season)


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
    first = posts.order_by("valid_from").first()
    if first is None:
        return [Gap(said_of(season.cluster, "The season has no head."), "members", blocking=running)]
    if first.valid_from <= today:
        return []
    sentence = _(
        "The unit at the head holds that post from %(day)s on: until then this season has no secretariat. If it is to "
        "begin earlier, record the post once more, from an earlier day until that one."
    )
    return [Gap(sentence % {"day": f"{first.valid_from:%d/%m/%Y}"}, "members", blocking=False)]


def of_sheet(sheet, draft):
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
