"""Which papers and which prints a person may know of."""

from django.db.models import OuterRef, Q, Subquery

from clusters.choices import Period, RunState
from clusters.models import Figure, RankingRun, Season, UnitYear
from clusters.queries.standing import found, seasons_visible_to, standings, unit_years_visible_to
from reports.choices import SubjectKind
from reports.models import PrintedReport
from reports.told import told_by

_VISIBLE = {SubjectKind.SEASON: seasons_visible_to, SubjectKind.UNIT_YEAR: unit_years_visible_to}
_ALL = {SubjectKind.SEASON: Season.objects, SubjectKind.UNIT_YEAR: UnitYear.objects}


def subjects_visible_to(actor, subject_kind):
    """Return what papers of this sort may be about, as far as the actor may know of it."""
    return _VISIBLE[SubjectKind(subject_kind)](actor)


def subject_for(actor, subject_kind, subject_id):
    """Return the subject, as far as the actor may know of it, and how he stands to it where it is a season; else None.

    In one query: a season is read together with how he stands to it.
    """
    if subject_kind == SubjectKind.SEASON:
        return found(actor, subject_id)
    return subjects_visible_to(actor, subject_kind).filter(pk=subject_id).first(), None


def subject_of(printed):
    """Return what the print is about, whoever asks; None when it is no longer there."""
    return _ALL[SubjectKind(printed.subject_kind)].filter(pk=printed.subject_id).first()


def prints_visible_to(actor):
    """Return the prints whose subject the actor may know of; policies say which of them he may open."""
    if actor is None:
        return PrintedReport.objects.none()
    visible = Q(pk__in=[])
    for kind in SubjectKind:
        visible |= Q(subject_kind=kind, subject_id__in=subjects_visible_to(actor, kind).values("pk"))
    return PrintedReport.objects.filter(visible).select_related("requested_by")


def prints_open_to(actor):
    """Return the prints whose file the actor may open today: those of a season for whoever may see all of it."""
    prints = prints_visible_to(actor)
    of_seasons = Q(subject_kind=SubjectKind.SEASON)
    seasons = set(prints.filter(of_seasons).order_by().values_list("subject_id", flat=True).distinct())
    whole = [pk for pk, stands in standings(actor, sorted(seasons)).items() if stands.sees_all] if seasons else []
    return prints.filter(~of_seasons | Q(subject_id__in=whole))


def grounds_of(prints):
    """Return what papers of the prints' seasons would rest on now, in two queries.

    {season id: (its count of changes, when a figure of its half-year was last written, the code of its last ranking,
    the count of changes that this one took, and what the season tells beside figures, as `told_by` gives it)}.
    """
    seasons = {printed.subject_id for printed in prints if printed.subject_kind == SubjectKind.SEASON}
    runs = RankingRun.objects.filter(season=OuterRef("pk"), state=RunState.DONE).order_by("-finished_at", "-pk")
    half = Figure.objects.filter(submission__member__season=OuterRef("pk"), submission__period=Period.HALF_YEAR)
    now = Season.objects.filter(pk__in=seasons).annotate(
        half=Subquery(half.order_by("-entered_at").values("entered_at")[:1]),
        code=Subquery(runs.values("code")[:1]),
        taken=Subquery(runs.values("inputs_version")[:1]),
    )
    found = now.values_list("pk", "inputs_version", "half", "code", "taken") if seasons else ()
    beside = told_by(seasons)
    return {pk: (*grounds, beside[pk]) for pk, *grounds in found}


def latest_prints(subject_kind, subject_id):
    """Return the last print of each kind and format about a subject: {(kind, format): print}, in one query."""
    prints = PrintedReport.objects.filter(subject_kind=subject_kind, subject_id=subject_id)
    newest = prints.order_by("kind", "format", "-requested_at", "-pk").distinct("kind", "format")
    return {(printed.kind, printed.format): printed for printed in newest}
