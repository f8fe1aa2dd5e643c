"""Papers: whoever sees the whole season prints its papers, a unit prints its own year."""

from clusters.choices import Phase
from clusters.models import UnitYear
from reports.choices import PrintState, SubjectKind
from tests.factories import clusters as make
from tests.factories.reports import PrintedReportFactory
from tests.matrix.clusters_ranking import OF_THE_SEASON, OVER_ALL
from tests.matrix.objects import maker
from tests.matrix.table import NOT_ALLOWED, Row, everybody, only

NOT_YET = dict.fromkeys(("clerk", "leader", "province_administrator"), 403)
WHOLE_SEASON = only(*OVER_ALL, **NOT_YET)
PUBLISHED = only(*OF_THE_SEASON, "council_member")
OWN = only("clerk", "leader", "province_administrator", "administrator")


def season_in(world, phase):
    season = make.SeasonFactory(phase=phase)
    make.MemberFactory(season=season, unit=world.member_unit)
    make.PostFactory(member=make.MemberFactory(season=season, unit=world.head_unit))
    return season


def pressed(verdict):
    return {who: 302 if answer == 200 else answer for who, answer in verdict.items()}


@maker
def season_with_papers(world):
    return (season_in(world, Phase.APPRAISED).pk,)


@maker
def paper_of_season(world):
    return ("summary", season_in(world, Phase.APPRAISED).pk)


@maker
def paper_of_published_season(world):
    return ("summary", season_in(world, Phase.PUBLISHED).pk)


@maker
def paper_to_print_of_season(world):
    return (*paper_of_season(world), "pdf")


@maker
def paper_to_print_of_published_season(world):
    return (*paper_of_published_season(world), "pdf")


@maker
def own_year_with_papers(world):
    return (UnitYear.objects.create(unit=world.member_unit, year=2020).pk,)


@maker
def paper_of_own_year(world):
    return ("own-year", *own_year_with_papers(world))


@maker
def paper_to_print_of_own_year(world):
    return (*paper_of_own_year(world), "pdf")


def _print(kind, subject_kind, subject_id):
    failed = {"state": PrintState.FAILED, "problem": {"code": "crashed"}}
    return PrintedReportFactory(kind=kind, subject_kind=subject_kind, subject_id=subject_id, **failed)


@maker
def print_of_season(world):
    return (_print("summary", SubjectKind.SEASON, season_in(world, Phase.APPRAISED).pk).pk,)


@maker
def print_of_published_season(world):
    return (_print("summary", SubjectKind.SEASON, season_in(world, Phase.PUBLISHED).pk).pk,)


@maker
def print_of_own_year(world):
    return (_print("own-year", SubjectKind.UNIT_YEAR, own_year_with_papers(world)[0]).pk,)


ROWS = [
    Row("reports:papers"),
    Row("reports:season", "season_with_papers", get=only(*OF_THE_SEASON)),
    Row("reports:unit_year", "own_year_with_papers", get=OWN),
    Row("reports:document", "paper_of_season", get=WHOLE_SEASON),
    Row("reports:document", "paper_of_published_season", get=PUBLISHED),
    Row("reports:document", "paper_of_own_year", get=OWN),
    Row("reports:order", "paper_to_print_of_season", get=NOT_ALLOWED, post=pressed(WHOLE_SEASON)),
    Row("reports:order", "paper_to_print_of_published_season", get=NOT_ALLOWED, post=pressed(PUBLISHED)),
    Row("reports:order", "paper_to_print_of_own_year", get=NOT_ALLOWED, post=pressed(OWN)),
    Row("reports:printed", "print_of_season", get=WHOLE_SEASON),
    Row("reports:printed", "print_of_published_season", get=PUBLISHED),
    Row("reports:printed", "print_of_own_year", get=OWN),
    # A print without a file answers 404 to whoever might have it; a file that is there, in tests/reports.
    Row("reports:download", "print_of_season", get=everybody(404, **NOT_YET)),
]
